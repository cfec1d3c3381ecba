import type { Clock } from '../kernel/clock.ts';
import { PlugboardError } from '../kernel/errors.ts';
import { limits } from '../kernel/limits.ts';
import type { TenantKeyStore } from '../kernel/ports.ts';
import { keyBytes } from './aes-gcm.ts';
import type { KeyProvider } from './key-provider.ts';
import { KeySlots } from './key-slots.ts';

interface TenantKeysOptions {
  deploymentId: string;
  provider: KeyProvider;
  store: Pick<TenantKeyStore, 'findKey'>;
  clock: Clock;
  bounds?: { tenantKeyCachedMs: number; tenantKeyRefreshMs: number; tenantKeysCachedMax: number };
}

interface HeldKey {
  slot: number;
  unwrappedAt: number;
}

/**
 * Tenants' data keys in the clear, for as long as they are in use. A key that is due is asked for again behind the
 * caller's back: while the key service is away the held one serves on, until its time is up.
 */
export class TenantKeys {
  readonly #options: TenantKeysOptions;
  readonly #bounds: NonNullable<TenantKeysOptions['bounds']>;
  readonly #slots = new KeySlots();
  /** In the order of last use: the first is the first to go. */
  readonly #held = new Map<string, HeldKey>();
  readonly #flights = new Map<string, Promise<void>>();

  constructor(options: TenantKeysOptions) {
    this.#options = options;
    this.#bounds = options.bounds ?? limits.vault;
  }

  /** `work` runs at once or not at all: were it to wait, its key could be zeroed under it. */
  async use<T>(tenantId: string, work: (key: Buffer) => T): Promise<T> {
    for (;;) {
      const held = this.#findLive(tenantId);
      if (held !== undefined) {
        if (this.#ageOf(held) >= this.#bounds.tenantKeyRefreshMs)
          void this.#ask(tenantId).catch(() => undefined);
        return work(this.#slots.at(held.slot));
      }
      // Another tenant's key may push this one out before we run again, hence the loop.
      await this.#ask(tenantId);
    }
  }

  drop(tenantId: string): void {
    this.#flights.delete(tenantId);
    this.#letGo(tenantId);
  }

  #findLive(tenantId: string): HeldKey | undefined {
    const held = this.#held.get(tenantId);
    if (held === undefined) return undefined;
    if (this.#ageOf(held) >= this.#bounds.tenantKeyCachedMs) {
      this.#letGo(tenantId);
      return undefined;
    }
    this.#held.delete(tenantId);
    this.#held.set(tenantId, held);
    return held;
  }

  #ageOf(held: HeldKey): number {
    return this.#options.clock() - held.unwrappedAt;
  }

  #ask(tenantId: string): Promise<void> {
    const running = this.#flights.get(tenantId);
    if (running !== undefined) return running;
    const isCurrent = () => this.#flights.get(tenantId) === flight;
    const flight = this.#fetch(tenantId, isCurrent).finally(() => {
      if (isCurrent()) this.#flights.delete(tenantId);
    });
    this.#flights.set(tenantId, flight);
    return flight;
  }

  async #fetch(tenantId: string, isCurrent: () => boolean): Promise<void> {
    const { provider, store, deploymentId, clock } = this.#options;
    const unwrappedAt = clock();
    const row = await store.findKey(tenantId);
    if (row === undefined) {
      // Deleted elsewhere: from now on nothing of this tenant may open here either.
      if (isCurrent()) this.drop(tenantId);
      throw new PlugboardError('tenant_not_found', {
        cause: new Error(`tenant ${tenantId} has no data key`),
      });
    }
    const key = await provider.unwrap(row, { deploymentId, tenantId });
    if (isCurrent()) this.#hold(tenantId, key, unwrappedAt);
    // The tenant was dropped while we asked: its key must not come back.
    else key.fill(0);
  }

  #hold(tenantId: string, key: Buffer, unwrappedAt: number): void {
    if (key.length !== keyBytes) {
      key.fill(0);
      const cause = new Error(`a data key has ${keyBytes} bytes, not ${key.length}`);
      throw new PlugboardError('needs_reentry', { cause });
    }
    this.#letGo(tenantId);
    this.#held.set(tenantId, { slot: this.#slots.put(key), unwrappedAt });
    for (const oldest of this.#held.keys()) {
      if (this.#held.size <= this.#bounds.tenantKeysCachedMax) break;
      this.#letGo(oldest);
    }
  }

  #letGo(tenantId: string): void {
    const held = this.#held.get(tenantId);
    if (held === undefined) return;
    this.#slots.clear(held.slot);
    this.#held.delete(tenantId);
  }
}
