import type { Config } from '../config/config.ts';
import { loadSigner, type Signer } from '../control/signing.ts';
import type { Clock } from '../kernel/clock.ts';
import { platformTenantId } from '../kernel/ids.ts';
import { ensurePlatformTenant, hasSealedRows } from '../storage/deployment.ts';
import { createSigningKeyStore, createTenantKeyStore } from '../storage/owner-stores.ts';
import { createVault, type Vault } from '../vault/vault.ts';
import { noteKeyOpenings } from './note-key-openings.ts';
import { observeVault } from './observed-vault.ts';
import { openKeyProvider } from './open-key-provider.ts';
import type { Outside } from './open-outside.ts';
import type { OpenStorage } from './open-storage.ts';

export interface OpenVault {
  vault: Vault;
  signer: Signer;
  flushKeyOpenings(): Promise<void>;
}

export async function openVault(
  config: Config,
  clock: Clock,
  { scrubber, send, telemetry }: Outside,
  { db, deployment }: OpenStorage,
  opened: AsyncDisposableStack,
): Promise<OpenVault> {
  const mayCreateKey = !(await hasSealedRows(db));
  const bare = createVault({
    deploymentId: deployment.id,
    provider: openKeyProvider({ config, send, clock, scrubber, mayCreateKey }),
    store: createTenantKeyStore(db),
    clock,
    scrubber,
  });
  const openings = noteKeyOpenings(db, clock, telemetry, opened);
  const vault = observeVault(bare, telemetry, openings.onOpened);
  await vault.start();
  await ensurePlatformTenant(db, () => vault.createTenantKey(platformTenantId));
  const signer = await loadSigner(createSigningKeyStore(db), vault);
  return { vault, signer, flushKeyOpenings: openings.flush };
}
