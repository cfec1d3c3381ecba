import type { KeyAdministration } from '../control/keys.ts';
import type { Vault } from '../vault/vault.ts';

/** What the vault knows about key versions, as operators see it. */
export function keyAdministrationOf(vault: Vault): KeyAdministration {
  return {
    status: async () => {
      const { kind, primaryVersion, healthy } = await vault.probe();
      const inUse = await vault.versionsInUse();
      const primary = primaryVersion ?? '';
      const names = new Set([...Object.keys(inUse), ...(primary === '' ? [] : [primary])]);
      return {
        provider: kind,
        primary,
        healthy,
        versions: [...names].toSorted().map((version) => ({
          version,
          tenantKeys: inUse[version] ?? 0,
          primary: version === primary,
        })),
      };
    },
    rewrap: async () => {
      const { rewrapped, remaining } = await vault.rewrap();
      return { rewrapped, remaining };
    },
    retire: (version) => vault.retire(version),
  };
}
