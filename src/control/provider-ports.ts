import type { Framing } from '../kernel/framing.ts';
import type { EgressRule } from '../kernel/outbound-target.ts';
import type { Secret } from '../kernel/secret.ts';
import type { Answer, Connection, RequestPlan, WireEvent } from '../providers/provider.ts';

/** One request to a provider, with everything that sending it takes. */
export interface ProviderCall {
  /** Names the account, and secrets of it that are only tried: tokens and sockets are never shared beyond it. */
  cacheKey: string;
  connection: Connection;
  plan: RequestPlan;
  secret(name: string): Secret;
  tls: { caPem?: string; clientCertPem?: string; clientKeyPem?: Secret };
  /** What the operators allow this tenant beyond the public internet. */
  rules: readonly EgressRule[];
  firstByteMs: number;
  totalMs: number;
  signal: AbortSignal;
}

/** What went wrong before there was an answer. */
export type TransportFault =
  | 'denied'
  | 'stopped'
  | 'unreachable'
  | 'timeout'
  | 'redirect'
  | 'too_large'
  | 'cut'
  | 'token';

export interface TransportFailure {
  fault: TransportFault;
  detail: string;
  /** For a token that was refused: what the token endpoint said. */
  answer?: Answer;
}

export interface NetworkRung {
  step: 'dns' | 'tcp' | 'tls';
  ok: boolean;
  /** Not tried at all: the rules of egress forbid it. */
  denied: boolean;
  /** What a failure looked like from here, where it is one of these. */
  fault?: 'timeout' | 'refused' | 'reset' | 'unknown_name';
  ms: number;
  detail: string;
}

/** The way to providers, as the rules use it: the same one that real calls take. */
export interface ProviderTransport {
  send(call: ProviderCall): Promise<{ ok: true; answer: Answer } | { ok: false; failure: TransportFailure }>;
  stream(
    call: ProviderCall,
    framing: Framing,
  ): Promise<
    | { ok: true; events: AsyncIterable<WireEvent> }
    | { ok: true; answer: Answer }
    | { ok: false; failure: TransportFailure }
  >;
  /** One rung after the other; ends at the first that fails. */
  inspect(origin: string, call: Pick<ProviderCall, 'tls' | 'rules' | 'signal'>): AsyncIterable<NetworkRung>;
  /** Drops what is cached of an account: tokens, sockets. */
  forget(cacheKey: string): void;
}
