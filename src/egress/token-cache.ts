import type { Clock } from '../kernel/clock.ts';

export interface MadeToken<T> {
  value: T;
  lifetimeMs: number;
}

interface Entry<T> {
  token?: { value: T; renewAt: number; expiresAt: number };
  flight?: Promise<T>;
  failure?: { error: unknown; until: number };
}

const earlyMaxMs = 300_000;
const failureKeptMs = 5_000;

/**
 * Tokens by the account that they belong to, and by everything else that changes them, its secrets included. Times
 * are counted from when an answer arrived, so a clock that is wrong does no harm.
 */
export class TokenCache<T> {
  readonly #clock: Clock;
  readonly #entriesMax: number;
  readonly #accounts = new Map<string, Map<string, Entry<T>>>();
  #size = 0;

  constructor(clock: Clock, entriesMax = 100_000) {
    this.#clock = clock;
    this.#entriesMax = entriesMax;
  }

  /** `fresh`: asked for by this very call, so a provider that refuses it would refuse the next one too. */
  async get(
    account: string,
    key: string,
    make: () => Promise<MadeToken<T>>,
  ): Promise<{ value: T; fresh: boolean }> {
    const entry = this.#entryOf(account, key);
    const now = this.#clock();
    const { token, failure } = entry;
    const isFailing = failure !== undefined && now < failure.until;
    if (token !== undefined && now < token.expiresAt) {
      // Nobody waits for a renewal while the token still holds; if it fails, the next caller tries again.
      if (now >= token.renewAt && !isFailing) this.#renew(entry, make).catch(() => undefined);
      return { value: token.value, fresh: false };
    }
    if (entry.flight === undefined && isFailing) throw failure.error;
    return { value: await this.#renew(entry, make), fresh: true };
  }

  get size(): number {
    return this.#size;
  }

  /** Forgets this one token. A newer one that came meanwhile stays. */
  drop(account: string, key: string, value: T): void {
    const entry = this.#accounts.get(account)?.get(key);
    if (entry?.token?.value === value) delete entry.token;
  }

  /** Forgets all of an account. What is still being fetched for it is given to those who wait and then lost. */
  forget(account: string): void {
    this.#size -= this.#accounts.get(account)?.size ?? 0;
    this.#accounts.delete(account);
  }

  #entryOf(account: string, key: string): Entry<T> {
    const found = this.#accounts.get(account)?.get(key);
    if (found) return found;
    if (this.#size >= this.#entriesMax) this.#dropEnded();
    const entry: Entry<T> = {};
    const entries = this.#accounts.get(account) ?? new Map<string, Entry<T>>();
    this.#accounts.set(account, entries.set(key, entry));
    this.#size += 1;
    return entry;
  }

  #renew(entry: Entry<T>, make: () => Promise<MadeToken<T>>): Promise<T> {
    entry.flight ??= make()
      .then(
        ({ value, lifetimeMs }) => {
          const now = this.#clock();
          const early = Math.min(earlyMaxMs, lifetimeMs / 10);
          entry.token = { value, renewAt: now + lifetimeMs - early, expiresAt: now + lifetimeMs };
          delete entry.failure;
          return value;
        },
        (error: unknown) => {
          entry.failure = { error, until: this.#clock() + failureKeptMs };
          throw error;
        },
      )
      .finally(() => {
        delete entry.flight;
      });
    return entry.flight;
  }

  #dropEnded(): void {
    const now = this.#clock();
    for (const [account, entries] of this.#accounts) {
      const isUsed = [...entries.values()].some(
        ({ token, flight }) => flight !== undefined || (token !== undefined && now < token.expiresAt),
      );
      if (!isUsed) this.forget(account);
    }
  }
}
