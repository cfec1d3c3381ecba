import type { IncomingHttpHeaders } from 'node:http';
import type { Framing } from '../kernel/framing.ts';
import type { EgressRule } from '../kernel/outbound-target.ts';
import type { OutgoingBody } from '../kernel/outgoing-body.ts';
import type { AttemptRecord } from '../kernel/records.ts';
import type { Actor, Environment } from '../kernel/scope.ts';
import type { Secret } from '../kernel/secret.ts';
import type { Connection, Provider, RequestPlan, Settings, WireEvent } from '../providers/provider.ts';
import type { StandingCredential } from '../snapshot/ports.ts';
import type { Aim } from './budget-ports.ts';

/** Who calls and where, as the control plane's one decision found it. */
export interface InferenceCaller {
  actor: Actor;
  tenantId: string;
  environment: Environment;
  agentId: string | null;
  userId: string | null;
}

/** At once where that is possible: every call waits for it. */
export type Identify = (headers: IncomingHttpHeaders) => InferenceCaller | Promise<InferenceCaller>;

/** Whether whoever made a call at that time has not been deleted, suspended or demoted since. */
export type MayStillCall = (caller: InferenceCaller, at: number) => boolean;

/** Where every attempt is written down before the caller has the whole answer. */
export interface AttemptJournal {
  /**
   * `written` is called once the record is in the journal's file, where a killed process cannot take it back: only
   * then does the last byte of the answer leave. With an error where it could not be written.
   */
  append(attempt: AttemptRecord, written: (error?: Error) => void): void;
}

/** Where the journal is shipped to. */
export interface AttemptStore {
  /**
   * Takes attempts as the JSON of their lists. Those that are there already are passed over, and so are those of
   * tenants that are gone. Answers the ones that can never be stored for what is in them.
   */
  insertAttempts(lists: readonly string[]): Promise<string[]>;
}

/** A credential that is ready for calls: how to reach the account, and its secrets in hand. */
export interface Account {
  /** Names the account, and secrets of it that are only tried: tokens and sockets are never shared beyond it. */
  cacheKey: string;
  provider: Provider;
  settings: Settings;
  connection: Connection;
  secret(name: string): Secret;
  tls: { caPem?: string; clientCertPem?: string; clientKeyPem?: Secret };
  /** What operators allow this tenant beyond the public internet. */
  rules: readonly EgressRule[];
  /** Lets go of the secrets. */
  close(): void;
}

export type OpenAccount = (credential: StandingCredential, rules: readonly EgressRule[]) => Promise<Account>;

/** When and how often the same target is tried again. */
export interface RetryBounds {
  countMax: number;
  firstMs: number;
  waitMaxMs: number;
  deadlineMs: number;
}

/** How long a provider may take. */
export interface CallBounds {
  firstByteMs: number;
  betweenBytesMs: number;
  totalMs: number;
}

export interface UpstreamCall extends CallBounds {
  account: Account;
  plan: RequestPlan;
  /** Undefined where the plan has none. */
  body: OutgoingBody | undefined;
  /** W3C trace context, handed on as it is; null while tracing is off. */
  traceparent?: string | null;
}

/** Hears of an answer as it comes: head, data, then exactly one of end and failure. Nothing after that. */
export interface UpstreamSink {
  /** Headers in lower case. `peer`: whom the socket is connected to. */
  onHead(
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
    peer: string,
  ): void;
  onData(chunk: Uint8Array): void;
  onEnd(): void;
  /** What broke, before or after the head; or the reason for which it was abandoned. */
  onFailure(error: unknown): void;
}

export interface UpstreamExchange {
  pause(): void;
  resume(): void;
  /** Ends it wherever it is; the upstream sees the connection close. */
  abandon(reason?: unknown): void;
  /** Takes what was sent as a secret out of what came back: keys, and the tokens and signatures of this request. */
  hide(text: string): string;
}

/** Takes the framing off a stream. Throws EgressFailure where it breaks its bounds or itself. */
export interface EventDecoder {
  push(chunk: Uint8Array): WireEvent[];
  end(): WireEvent[];
}

/** The guarded way to providers, for calls. */
export interface Upstream {
  open(call: UpstreamCall, sink: UpstreamSink): UpstreamExchange;
  decoderFor(framing: Framing): EventDecoder;
}

/** Leave to make one call; to be given back when it is over. */
export interface Admitted {
  release(): void;
}

export interface Admission {
  /** Throws `rate_limited` or `budget_exceeded`, saying whose limit it was. */
  admit(caller: InferenceCaller, aim: Aim): Admitted;
  /** For a further model in place of the first: the call itself is let in already. */
  admitFurther(caller: InferenceCaller, aim: Aim): Admitted;
}

/** What one replica let through since it last told, by what is counted, and what runs there now. */
export interface CallCounts {
  used: [key: string, requests: number, tokens: number][];
  running: [key: string, calls: number][];
}

export interface ToldCounts {
  replica: string;
  /** Counts up by one with every time that the replica tells. */
  number: number;
  ageMs: number;
  counts: CallCounts;
}

/** Where replicas leave for each other what they let through. */
export interface CallCountStore {
  /** Leaves the own counts; answers what others told within the last minute, after the numbers that are `known` of them. */
  exchange(own: Omit<ToldCounts, 'ageMs'>, known: ReadonlyMap<string, number>): Promise<ToldCounts[]>;
}

/** Gets an image that a caller named by its URL; undefined for whatever reason it is not to be had. */
export type FetchImage = (
  url: string,
  way: { rules: readonly EgressRule[]; signal: AbortSignal },
) => Promise<{ mediaType: string; base64: string } | undefined>;

/** A call and the key that it was given. The same actor in the same place may ask by that key again. */
export interface KeyClaim {
  tenantId: string;
  environment: Environment;
  actorKind: Actor['kind'];
  actorId: string;
  /** Only the hash: keys are callers’ text and may name people. */
  keyHash: Uint8Array;
  /** Of what is asked. */
  fingerprint: Uint8Array;
  requestId: string;
}

/** The call that has a key. */
export interface KeyHolder {
  requestId: string;
  fingerprint: Uint8Array;
  /** Its answer; null while it runs. */
  sealed: Uint8Array | null;
}

/** Where keys of calls are, with the answers that they stand for, for all replicas. */
export interface IdempotencyStore {
  /** Takes the key until then, in one round trip; or answers who has it. Of several at once, one gets it. */
  claim(claim: KeyClaim, now: number, until: number): Promise<KeyHolder | undefined>;
  /** This and what follows change nothing where the key is another call’s by now. */
  renew(claim: KeyClaim, until: number): Promise<void>;
  keep(claim: KeyClaim, sealed: Uint8Array, until: number): Promise<void>;
  release(claim: KeyClaim): Promise<void>;
}

/** What content is sealed to: it opens nowhere else. */
export interface ContentContext {
  tenantId: string;
  record: string;
  field: string;
  version: number;
  origins: string[];
}

/** Seals under the tenant’s key. */
export interface ContentSealer {
  sealContent(context: ContentContext, content: Buffer): Promise<Uint8Array>;
  openContent(context: ContentContext, sealed: Uint8Array): Promise<Buffer>;
}

/** Whoever watches over credentials hears what calls found out. */
export interface CredentialHealth {
  /** Neither waits nor throws. `reason`: for people, without secrets. */
  found(
    credential: StandingCredential,
    status: 'healthy' | 'auth_failed' | 'quota' | 'unreachable',
    reason: string | null,
  ): void;
}
