import { timingSafeEqual } from 'node:crypto';
import { limits } from '../kernel/limits.ts';
import type { TenantKeyStore, WrappedTenantKey } from '../kernel/ports.ts';
import type { KeyCanaries } from './key-canaries.ts';
import { type KeyProvider, KeyProviderError } from './key-provider.ts';

export interface RewrapProgress {
  rewrapped: number;
  /** Tenant keys still under another version than the primary. */
  remaining: number;
  /** Tenants whose key does not open under the version that its row names; they count as remaining. */
  unopened: string[];
}

interface RewrapOptions {
  deploymentId: string;
  provider: KeyProvider;
  canaries: KeyCanaries;
  store: Pick<TenantKeyStore, 'listKeysNotUnder' | 'replaceKey' | 'countKeysByVersion'>;
  onProgress: (progress: RewrapProgress) => void;
}

/**
 * Brings every tenant's key under the primary version while everything serves. Each key is replaced by itself and
 * only where its row is still the one that was read, so it can stop anywhere and be started again.
 */
export async function rewrapTenantKeys(options: RewrapOptions): Promise<RewrapProgress> {
  const { canaries, store, onProgress } = options;
  const primary = await canaries.plantPrimary();
  const unopened: string[] = [];
  let rewrapped = 0;
  const progress = async () => ({
    rewrapped,
    remaining: await countRemaining(store, primary),
    unopened: [...unopened],
  });

  let after = '';
  for (;;) {
    const batch = await store.listKeysNotUnder(primary, after, limits.vault.rewrapBatch);
    for (const row of batch) {
      const outcome = await rewrapOne(options, row);
      if (outcome === 'rewrapped') rewrapped++;
      if (outcome === 'unopened') unopened.push(row.tenantId);
      after = row.tenantId;
    }
    if (batch.length < limits.vault.rewrapBatch) return progress();
    onProgress(await progress());
  }
}

async function rewrapOne(
  { deploymentId, provider, canaries, store }: RewrapOptions,
  row: WrappedTenantKey,
): Promise<'rewrapped' | 'changed' | 'unopened'> {
  const context = { deploymentId, tenantId: row.tenantId };
  const key = await provider.unwrap(row, context).catch((error: unknown) => {
    // One damaged row must not keep all others under an old version.
    if (error instanceof KeyProviderError && error.failure === 'wrong_key') return undefined;
    throw error;
  });
  if (key === undefined) return 'unopened';
  try {
    const fresh = await provider.wrap(key, context);
    await canaries.ensurePlanted(fresh.kekVersion);
    const reopened = await provider.unwrap(fresh, context);
    const same = reopened.length === key.length && timingSafeEqual(reopened, key);
    reopened.fill(0);
    if (!same)
      throw new KeyProviderError(
        'wrong_key',
        new Error(`${fresh.kekVersion} does not give back what it took`),
      );
    return (await store.replaceKey({ tenantId: row.tenantId, ...fresh }, row.kekVersion))
      ? 'rewrapped'
      : 'changed';
  } finally {
    key.fill(0);
  }
}

async function countRemaining(store: RewrapOptions['store'], primary: string): Promise<number> {
  const counts = Object.entries(await store.countKeysByVersion());
  return counts.reduce((sum, [version, count]) => (version === primary ? sum : sum + count), 0);
}
