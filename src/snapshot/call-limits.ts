import { platformTenantId } from '../kernel/ids.ts';
import { limits } from '../kernel/limits.ts';
import type { PlatformCallLimitsRecord } from '../kernel/records.ts';
import type { Snapshot } from './snapshot.ts';

export type PlatformCallLimits = Pick<PlatformCallLimitsRecord, 'managed' | 'total'>;

const unset: PlatformCallLimits = {
  managed: { requestsPerMinute: null, tokensPerMinute: null, concurrent: null },
  total: { requestsPerMinute: null, concurrent: limits.admission.tenantConcurrentDefault },
};

/** What the platform allows this tenant: number by number its own, else that for all tenants. */
export function getPlatformCallLimits(
  snapshot: Pick<Snapshot, 'platformCallLimits'>,
  tenantId: string,
): PlatformCallLimits {
  const own = snapshot.platformCallLimits(tenantId);
  const forAll = snapshot.platformCallLimits(platformTenantId);
  if (!own && !forAll) return unset;
  return {
    managed: {
      requestsPerMinute: own?.managed.requestsPerMinute ?? forAll?.managed.requestsPerMinute ?? null,
      tokensPerMinute: own?.managed.tokensPerMinute ?? forAll?.managed.tokensPerMinute ?? null,
      concurrent: own?.managed.concurrent ?? forAll?.managed.concurrent ?? null,
    },
    total: {
      requestsPerMinute: own?.total.requestsPerMinute ?? forAll?.total.requestsPerMinute ?? null,
      concurrent: own?.total.concurrent ?? forAll?.total.concurrent ?? unset.total.concurrent,
    },
  };
}
