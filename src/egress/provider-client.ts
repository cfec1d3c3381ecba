import { EgressFailure } from '../kernel/egress-failure.ts';
import { readRequestUrl } from '../kernel/outbound-url.ts';
import type { TenantPolicy } from './egress-policy.ts';
import type { Exchange } from './exchange.ts';
import { type Dial, type Resolve, resolveBySystem } from './guarded-connector.ts';
import { destinationOf, type PoolBounds, ProviderPools } from './provider-pools.ts';
import { ReadExchange } from './read-exchange.ts';
import { noIdentity, type TlsIdentity } from './tls-identity.ts';

/** A request as it goes out: authenticated, with the exact bytes of its body. */
export interface ProviderRequest {
  method: 'GET' | 'POST' | 'PUT';
  url: string;
  headers: Readonly<Record<string, string>>;
  body?: Uint8Array;
  policy: TenantPolicy;
  tls?: TlsIdentity;
  firstByteMs: number;
  betweenBytesMs: number;
  totalMs: number;
  bodyBytesMax: number;
  signal?: AbortSignal;
}

export interface ProviderAnswer {
  status: number;
  /** Lower-case names. */
  headers: Readonly<Record<string, string>>;
  /** Whom the socket was connected to. */
  peer: string;
  /** To be read once. While it is not read, the upstream is made to wait. */
  body: AsyncIterable<Uint8Array>;
  /** For an answer whose body is not wanted: the connection is closed. */
  discard(): void;
}

export interface ProviderClientOptions {
  bounds: PoolBounds;
  resolve?: Resolve;
  dial?: Dial;
  isStopped?: (host: string) => boolean;
}

export interface ProviderClient {
  /** Rejects with EgressFailure, or with the signal's reason where the caller gave up. So does reading the body. */
  send(request: ProviderRequest): Promise<ProviderAnswer>;
  /** The same sockets, for calls that are relayed as they come. */
  pools: ProviderPools;
  close(): Promise<void>;
}

/** These belong to the connection, and `host` would be taken for the name to expect in the certificate. */
const ownHeaders =
  /^(?:host|accept-encoding|connection|keep-alive|content-length|transfer-encoding|te|trailer|upgrade|expect|proxy-.*)$/i;

/** The way to what tenants configured: nothing is followed, inflated, or taken from the environment. */
export function createProviderClient(options: ProviderClientOptions): ProviderClient {
  const { bounds, resolve = resolveBySystem, dial, isStopped } = options;
  const pools = new ProviderPools({
    resolve,
    bounds,
    ...(dial && { dial }),
    ...(isStopped && { isStopped }),
  });

  const begin = (request: ProviderRequest, how: 'dispatch' | 'dispatchAnew'): ReadExchange => {
    const { policy, tls = noIdentity } = request;
    request.signal?.throwIfAborted();
    const read = readRequestUrl(request.url, policy.rules, policy.open);
    if (!read.ok) throw new EgressFailure('denied', new Error(`the URL ${read.reason}`));
    const pool = pools.get(destinationOf(read.url, read.target, policy, tls));
    const reading = new ReadExchange(request);
    pool[how](
      {
        path: `${read.url.pathname}${read.url.search}`,
        method: request.method,
        headers: outgoingHeaders(request.headers),
        ...(request.body && { body: request.body }),
        // The exchange has timers of its own: undici's may come a second late.
        headersTimeout: 0,
        bodyTimeout: 0,
      },
      reading.exchange,
    );
    return reading;
  };

  return {
    async send(request) {
      let reading = begin(request, 'dispatch');
      const { status, headers } = await reading.head.catch((error: unknown) => {
        if (!wasClosedAsTaken(reading.exchange, error)) throw error;
        reading = begin(request, 'dispatchAnew');
        return reading.head;
      });
      return {
        status,
        headers,
        peer: reading.exchange.peer,
        body: { [Symbol.asyncIterator]: () => reading.read() },
        discard: () => reading.abandon(),
      };
    },
    pools,
    close: () => pools.close(),
  };
}

/**
 * Servers close what is idle when they like: nothing follows about the account from a kept connection that gave no
 * answer. Nobody sends here what may not arrive twice.
 */
const wasClosedAsTaken = ({ carrier }: Exchange, error: unknown) =>
  error instanceof EgressFailure && error.kind === 'unreachable' && carrier?.isKept === true;

export function outgoingHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const kept = Object.entries(headers).filter(([name]) => !ownHeaders.test(name));
  return { 'user-agent': 'Plugboard', ...Object.fromEntries(kept), 'accept-encoding': 'identity' };
}

/** Reads a body to its end. */
export async function readWhole(answer: ProviderAnswer): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of answer.body) chunks.push(chunk);
  return Buffer.concat(chunks);
}
