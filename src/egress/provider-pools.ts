import type { SecureContext } from 'node:tls';
import { EgressFailure } from '../kernel/egress-failure.ts';
import type { OutboundTarget } from '../kernel/outbound-target.ts';
import type { TenantPolicy } from './egress-policy.ts';
import { createGuardedConnector, type Dial, type Resolve } from './guarded-connector.ts';
import { Sockets } from './sockets.ts';
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
  sockets: Sockets;
  usedAt: number;
}

/** Sockets are shared where only a header differs; never across origins, TLS identities or sets of rules. */
export class ProviderPools {
  readonly #parts: PoolParts;
  readonly #pools = new Map<string, Held>();

  constructor(parts: PoolParts) {
    this.#parts = parts;
  }

  get(destination: Destination): Sockets {
    const { hostname } = destination.url;
    if (this.#parts.isStopped?.(hostname)) {
      throw new EgressFailure('stopped', new Error(`operators stopped calls to ${hostname}`));
    }
    const held = this.#pools.get(destination.key);
    if (held) {
      held.usedAt = Date.now();
      return held.sockets;
    }
    this.#dropUnused();
    const sockets = this.#open(destination);
    this.#pools.set(destination.key, { sockets, usedAt: Date.now() });
    return sockets;
  }

  get size(): number {
    return this.#pools.size;
  }

  async close(): Promise<void> {
    const open = [...this.#pools.values()];
    this.#pools.clear();
    await Promise.all(open.map(({ sockets }) => sockets.destroy()));
  }

  #open({ url, target, policy, tls }: Destination): Sockets {
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
    return new Sockets(url.origin, { connect, ageMs: bounds.socketAgeMs, idleMs: bounds.idleMs });
  }

  /** Runs when a pool is added, so that no timer is needed: what nobody used for long has no sockets left anyway. */
  #dropUnused(): void {
    const { idleMs, poolsMax } = this.#parts.bounds;
    const now = Date.now();
    const byUse = [...this.#pools].toSorted(([, a], [, b]) => a.usedAt - b.usedAt);
    let surplus = this.#pools.size - poolsMax + 1;
    for (const [key, { sockets, usedAt }] of byUse) {
      if (surplus <= 0 && now - usedAt < 2 * idleMs) return;
      if (sockets.isBusy) continue;
      surplus -= 1;
      this.#pools.delete(key);
      sockets.destroy().catch(() => undefined);
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
