import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { PlugboardError } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import type { QueuedCallStore } from '../queue-ports.ts';

export interface Active {
  /** It was settled or taken over by somebody else, or must end now: it is left as it is. */
  lost(): void;
  /** The process is about to end: whatever can be left to another replica is. */
  stop(): void;
}

const { renewEveryMs, reachEveryMs } = limits.queue;

/** The queued calls that this process keeps a client for, or tries: as long as it lives they are its own. */
export class ActiveCalls {
  /** How other replicas know this process. */
  readonly holder = randomUUID();
  readonly #store: Pick<QueuedCallStore, 'renew'>;
  readonly #onError: (error: unknown) => void;
  /** One call may be there twice: its client is kept, and it is tried. */
  readonly #calls = new Set<{ id: string; active: Active; since: number }>();
  #isStopping = false;
  #isCutOff = false;
  readonly #idle: (() => void)[] = [];
  #timer: NodeJS.Timeout | undefined;
  #renewing: Promise<void> | undefined;

  constructor(store: Pick<QueuedCallStore, 'renew'>, onError: (error: unknown) => void) {
    this.#store = store;
    this.#onError = onError;
  }

  start(): void {
    this.#timer = setInterval(() => {
      if (this.#calls.size === 0) return;
      this.#renewing ??= this.#renew()
        .catch(this.#onError)
        .finally(() => {
          this.#renewing = undefined;
        });
    }, renewEveryMs).unref();
  }

  /** From now on nothing that waits is kept here. */
  beginStop(): void {
    this.#isStopping = true;
    for (const { active } of this.#calls) active.stop();
  }

  /** Whatever runs still has had its time. */
  cutOff(): void {
    this.#isCutOff = true;
    for (const { active } of this.#calls) active.lost();
  }

  /** Waits for what runs here without a worker of the queue: attempts whose client was let go. */
  async end(): Promise<void> {
    while (this.#calls.size > 0) await new Promise<void>((resolve) => this.#idle.push(resolve));
    clearInterval(this.#timer);
    await this.#renewing;
  }

  /** Answers how to take it off again. */
  add(id: string, active: Active): () => void {
    const kept = { id, active, since: performance.now() };
    this.#calls.add(kept);
    if (this.#isStopping) active.stop();
    return () => {
      this.#calls.delete(kept);
      for (const resolve of this.#idle.splice(0)) resolve();
    };
  }

  /** Again and again while the database is away: what came of an attempt is worth no less for that. */
  async untilReached<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (this.#isCutOff || !isAway(error)) throw error;
      }
      await pause(reachEveryMs);
    }
  }

  async #renew(): Promise<void> {
    const before = performance.now();
    const ids = new Set([...this.#calls].map(({ id }) => id));
    const own = await this.#store.renew(this.holder, [...ids]);
    for (const { id, active, since } of this.#calls) {
      if (since < before && !own.has(id)) active.lost();
    }
  }
}

/** The database cannot be reached, which passes. */
export function isAway(error: unknown): boolean {
  return error instanceof PlugboardError && error.code === 'unavailable';
}
