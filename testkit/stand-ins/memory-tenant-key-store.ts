import type { KeyCanary, TenantKeyStore, WrappedTenantKey } from '../../src/kernel/ports.ts';

/** Keeps what the database keeps, by the same rules; `keys` is open to tests that damage or delete rows. */
export interface MemoryTenantKeyStore extends TenantKeyStore {
  readonly keys: Map<string, WrappedTenantKey>;
  readonly canaries: Map<string, KeyCanary>;
}

export function createMemoryTenantKeyStore(): MemoryTenantKeyStore {
  const keys = new Map<string, WrappedTenantKey>();
  const canaries = new Map<string, KeyCanary>();
  return {
    keys,
    canaries,
    findKey: async (tenantId) => keys.get(tenantId),
    async insertKeyIfAbsent(key) {
      const standing = keys.get(key.tenantId) ?? key;
      keys.set(key.tenantId, standing);
      return standing;
    },
    async replaceKey(key, fromVersion) {
      if (keys.get(key.tenantId)?.kekVersion !== fromVersion) return false;
      keys.set(key.tenantId, key);
      return true;
    },
    async listKeysNotUnder(kekVersion, afterTenantId, limit) {
      const others = [...keys.values()].filter(
        (key) => key.kekVersion !== kekVersion && key.tenantId > afterTenantId,
      );
      return others.sort((a, b) => (a.tenantId < b.tenantId ? -1 : 1)).slice(0, limit);
    },
    async countKeysByVersion() {
      const counts: Record<string, number> = {};
      for (const { kekVersion } of keys.values()) counts[kekVersion] = (counts[kekVersion] ?? 0) + 1;
      return counts;
    },
    listCanaries: async () => [...canaries.values()],
    async insertCanaryIfAbsent(canary) {
      if (!canaries.has(canary.kekVersion)) canaries.set(canary.kekVersion, canary);
    },
    async deleteCanaryIfUnused(kekVersion) {
      if ([...keys.values()].some((key) => key.kekVersion === kekVersion)) return false;
      canaries.delete(kekVersion);
      return true;
    },
  };
}
