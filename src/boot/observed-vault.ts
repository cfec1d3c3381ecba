import type { SealContext } from '../control/ports.ts';
import { PlugboardError } from '../kernel/errors.ts';
import type { Telemetry, VaultOperation } from '../kernel/telemetry.ts';
import type { Vault } from '../vault/vault.ts';

/** Told of each secret that was opened, after it was. */
export type OnOpened = (context: Pick<SealContext, 'tenantId' | 'record' | 'version'>) => void;

/** The vault, with its events told. */
export function observeVault(vault: Vault, telemetry: Telemetry, onOpened: OnOpened): Vault {
  async function observed<T>(operation: VaultOperation, tenantId: string, work: Promise<T>): Promise<T> {
    try {
      const result = await work;
      telemetry.vaultOperation({ operation, outcome: 'ok', tenantId });
      return result;
    } catch (error) {
      const away = error instanceof PlugboardError && error.code === 'vault_unavailable';
      telemetry.vaultOperation({ operation, outcome: away ? 'unavailable' : 'failed', tenantId, error });
      throw error;
    }
  }
  return {
    ...vault,
    createTenantKey: (tenantId) => observed('wrap', tenantId, vault.createTenantKey(tenantId)),
    seal: (context, plaintext) => observed('seal', context.tenantId, vault.seal(context, plaintext)),
    open: async (context, sealed) => {
      const secret = await observed('open', context.tenantId, vault.open(context, sealed));
      onOpened(context);
      return secret;
    },
    sealContent: (context, content) =>
      observed('seal', context.tenantId, vault.sealContent(context, content)),
    openContent: (context, sealed) => observed('open', context.tenantId, vault.openContent(context, sealed)),
    rewrap: async (onProgress) => {
      const progress = await vault.rewrap(onProgress);
      telemetry.keysRewrapped(progress);
      return progress;
    },
  };
}
