import { platformTenantId } from '../kernel/ids.ts';
import type { Act, Store } from './ports.ts';

/** What operators do with key versions. */
export interface KeyAdministration {
  status(): Promise<{
    provider: string;
    primary: string;
    healthy: boolean;
    versions: { version: string; tenantKeys: number; primary: boolean }[];
  }>;
  rewrap(): Promise<{ rewrapped: number; remaining: number }>;
  retire(version: string): Promise<void>;
}

export async function rewrapKeys(
  keys: KeyAdministration,
  store: Store,
  act: Act,
): Promise<{ rewrapped: number; remaining: number }> {
  // Keys are replaced one by one, not in one transaction: what was meant is on record before the first.
  await record(store, act, 'keys.rewrap_begun', (await keys.status()).primary, {});
  const result = await keys.rewrap();
  const { primary } = await keys.status();
  await record(store, act, 'keys.rewrapped', primary, { ...result });
  return result;
}

export async function retireKey(
  keys: KeyAdministration,
  store: Store,
  act: Act,
  version: string,
): Promise<void> {
  await record(store, act, 'key.retirement_begun', version, {});
  await keys.retire(version);
  await record(store, act, 'key.retired', version, {});
}

async function record(
  store: Store,
  act: Act,
  action: string,
  version: string,
  detail: Record<string, unknown>,
): Promise<void> {
  await store.changeAsPlatform(act, async (_platform, audit) => {
    audit(platformTenantId, { action, target: { kind: 'key_version', id: version }, detail });
  });
}
