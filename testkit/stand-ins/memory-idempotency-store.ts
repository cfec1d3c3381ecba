import type { IdempotencyStore, KeyClaim } from '../../src/gateway/ports.ts';

interface MemoryIdempotencyStore extends IdempotencyStore {
  /** What was done to the key, in order. */
  done: string[];
  /** What was kept last. */
  sealed: Uint8Array | undefined;
  /** From now on nothing is answered. */
  hang(): void;
}

/** For one key, which every claim gets. */
export function createMemoryIdempotencyStore(): MemoryIdempotencyStore {
  let answering: Promise<void> = Promise.resolve();
  const note = async (what: string, { requestId }: KeyClaim) => {
    store.done.push(`${what} ${requestId}`);
    await answering;
  };
  const store: MemoryIdempotencyStore = {
    done: [],
    sealed: undefined,
    hang: () => {
      answering = new Promise(() => undefined);
    },
    claim: async (claim) => {
      await note('claim', claim);
      return undefined;
    },
    renew: (claim) => note('renew', claim),
    keep: async (claim, sealed) => {
      await note('keep', claim);
      store.sealed = sealed;
    },
    release: (claim) => note('release', claim),
  };
  return store;
}
