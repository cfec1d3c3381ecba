import type { Clock } from '../kernel/clock.ts';
import { type KeyProvider, KeyProviderError } from './key-provider.ts';

export interface KeyProviderHealth {
  healthy: boolean;
  /** When the present outage was first noticed. */
  unavailableSince: number | undefined;
  /** As the last wrapping named it; nothing before the first one. */
  primaryVersion: string | undefined;
}

export interface WatchedKeyProvider extends KeyProvider {
  health(): KeyProviderHealth;
}

/** Learns the health of a key provider from the calls that are made anyway. */
export function watchKeyProvider(provider: KeyProvider, clock: Clock): WatchedKeyProvider {
  let unavailableSince: number | undefined;
  let primaryVersion: string | undefined;

  async function watch<T>(call: Promise<T>): Promise<T> {
    try {
      const result = await call;
      unavailableSince = undefined;
      return result;
    } catch (error) {
      // A wrong key is an answer: the service itself is well.
      if (error instanceof KeyProviderError && error.failure === 'wrong_key') unavailableSince = undefined;
      else unavailableSince ??= clock();
      throw error;
    }
  }

  return {
    kind: provider.kind,
    knows: (kekVersion) => provider.knows(kekVersion),
    async wrap(key, context) {
      const wrapped = await watch(provider.wrap(key, context));
      primaryVersion = wrapped.kekVersion;
      return wrapped;
    },
    unwrap: (wrapped, context) => watch(provider.unwrap(wrapped, context)),
    health: () => ({ healthy: unavailableSince === undefined, unavailableSince, primaryVersion }),
  };
}
