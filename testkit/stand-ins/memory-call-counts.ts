import type { CallCountStore, ToldCounts } from '../../src/gateway/ports.ts';
import { PlugboardError } from '../../src/kernel/errors.ts';

/** What several replicas tell each other, in one process; each can lose its way there. */
export class MemoryCallCounts {
  readonly told: (Omit<ToldCounts, 'ageMs'> & { at: number })[] = [];
  readonly #now: () => number;
  isAway = false;

  constructor(now: () => number) {
    this.#now = now;
  }

  readonly store: CallCountStore = {
    exchange: async (own, known) => {
      if (this.isAway) throw new PlugboardError('unavailable');
      const now = this.#now();
      this.told.push({ ...structuredClone(own), at: now });
      return this.told
        .filter(({ replica, number, at }) => {
          const isNew = number > (known.get(replica) ?? -1);
          return replica !== own.replica && isNew && at > now - 62_000;
        })
        .map(({ at, ...told }) => ({ ...structuredClone(told), ageMs: now - at }));
    },
  };
}
