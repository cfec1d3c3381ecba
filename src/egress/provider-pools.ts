import type { SecureContext } from 'node:tls';
import { Client, type Dispatcher, Pool } from 'undici';
import { EgressFailure } from '../kernel/egress-failure.ts';
import type { OutboundTarget } from '../kernel/outbound-target.ts';
import type { TenantPolicy } from './egress-policy.ts';
import { Exchange } from './exchange.ts';
import { createGuardedConnector, type Dial, type Resolve } from './guarded-connector.ts';
import { secureContextOf, type TlsIdentity } from './tls-identity.ts';

export interface PoolBounds {
  connectMs: number;
  /** A socket takes no new request after this: an address that moved is followed. */
  socketAgeMs: number;
  idleMs: number;
  poolsMax: number;
}

interface PoolParts {
  resolve: Resolve;
  dial?: Dial;
  bounds: PoolBounds;
  /** Whether operators stopped calls to this host. */
  isStopped?: (host: string) => boolean;
}

/** Where requests go and with what: whoever shares all of it may share sockets. */
export interface Destination {
  key: string;
  url: URL;
  target: OutboundTarget;
  policy: TenantPolicy;
  tls: TlsIdentity;
}

export function destinationOf(
  url: URL,
  target: OutboundTarget,
  policy: TenantPolicy,
  tls: TlsIdentity,
): Destination {
  return { key: `${url.origin} ${policy.key} ${tls.key}`, url, target, policy, tls };
}

interface Held {
  pool: Pool;
  usedAt: number;
}

/** A connection that knows whom it is connected to, so that an answer can say who gave it. */
class PeerClient extends Client {
  #peer = '';

  constructor(origin: URL, options: Client.Options) {
    const { connect } = options;
    if (typeof connect !== 'function') throw new TypeError('a guarded connector is what opens sockets');
    let peer: (address: string) => void = () => undefined;
    super(origin, {
      ...options,
      connect: (target, callback) =>
        connect(target, (...result) => {
          const [, socket] = result;
          if (socket) peer(socket.remoteAddress ?? '');
          callback(...result);
        }),
    });
    peer = (address) => {
      this.#peer = address;
    };
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    if (handler instanceof Exchange) handler.peerOf = () => this.#peer;
    return super.dispatch(options, handler);
  }
}

/** Sockets are shared where only a header differs; never across origins, TLS identities or sets of rules. */
export class ProviderPools {
  readonly #parts: PoolParts;
  readonly #pools = new Map<string, Held>();

  constructor(parts: PoolParts) {
    this.#parts = parts;
  }

  get(destination: Destination): Pool {
    const { hostname } = destination.url;
    if (this.#parts.isStopped?.(hostname)) {
      throw new EgressFailure('stopped', new Error(`operators stopped calls to ${hostname}`));
    }
    const held = this.#pools.get(destination.key);
    if (held) {
      held.usedAt = Date.now();
      return held.pool;
    }
    this.#dropUnused();
    const pool = this.#open(destination);
    this.#pools.set(destination.key, { pool, usedAt: Date.now() });
    return pool;
  }

  get size(): number {
    return this.#pools.size;
  }

  async close(): Promise<void> {
    const open = [...this.#pools.values()];
    this.#pools.clear();
    await Promise.all(open.map(({ pool }) => pool.destroy()));
  }

  #open({ url, target, policy, tls }: Destination): Pool {
    const { resolve, dial, bounds } = this.#parts;
    const secureContext = target.plainHttp
      ? undefined
      : buildSecureContext(tls, policy.listAuthorities(target));
    const connect = createGuardedConnector({
      policy,
      resolve,
      connectMs: bounds.connectMs,
      ...(secureContext && { secureContext }),
      ...(dial && { dial }),
    });
    return new Pool(url.origin, {
      connect,
      allowH2: false,
      clientTtl: bounds.socketAgeMs,
      keepAliveTimeout: bounds.idleMs,
      keepAliveMaxTimeout: bounds.idleMs,
      factory: (origin, options) => new PeerClient(origin, options),
    });
  }

  /** Runs when a pool is added, so that no timer is needed: what nobody used for long has no sockets left anyway. */
  #dropUnused(): void {
    const { idleMs, poolsMax } = this.#parts.bounds;
    const now = Date.now();
    const byUse = [...this.#pools].toSorted(([, a], [, b]) => a.usedAt - b.usedAt);
    let surplus = this.#pools.size - poolsMax + 1;
    for (const [key, { pool, usedAt }] of byUse) {
      if (surplus <= 0 && now - usedAt < 2 * idleMs) return;
      if (pool.stats.running + pool.stats.queued + pool.stats.pending > 0) continue;
      surplus -= 1;
      this.#pools.delete(key);
      pool.close().catch(() => undefined);
    }
  }
}

function buildSecureContext(tls: TlsIdentity, authorities: readonly string[]): SecureContext | undefined {
  try {
    return secureContextOf(tls, authorities);
  } catch (error) {
    throw new EgressFailure('unreachable', error);
  }
}
