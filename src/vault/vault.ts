import { randomBytes } from 'node:crypto';
import type { Clock } from '../kernel/clock.ts';
import { PlugboardError } from '../kernel/errors.ts';
import type { TenantKeyStore, WrappedTenantKey } from '../kernel/ports.ts';
import { type Scrubber, Secret } from '../kernel/secret.ts';
import { keyBytes } from './aes-gcm.ts';
import { openWith, type SealContext, sealWith } from './envelope.ts';
import { KeyCanaries } from './key-canaries.ts';
import type { KeyProvider } from './key-provider.ts';
import { type RewrapProgress, rewrapTenantKeys } from './rewrap-tenant-keys.ts';
import { TenantKeys } from './tenant-keys.ts';
import { type KeyProviderHealth, watchKeyProvider } from './watched-key-provider.ts';

export type RecordContext = Omit<SealContext, 'deploymentId'>;

export interface VaultOptions {
  deploymentId: string;
  provider: KeyProvider;
  store: TenantKeyStore;
  clock: Clock;
  scrubber: Scrubber;
}

export interface VaultStatus extends KeyProviderHealth {
  kind: KeyProvider['kind'];
}

export interface Vault {
  /** Throws `VaultBootError` where the configured keys are not those of the stored secrets. */
  start(): Promise<void>;
  /** A fresh key, wrapped. The caller stores it in the transaction that makes the tenant. */
  createTenantKey(tenantId: string): Promise<WrappedTenantKey>;
  seal(context: RecordContext, plaintext: Secret | string): Promise<Uint8Array>;
  /** The secret is scrubbed from text until it is given to `release`. */
  open(context: RecordContext, sealed: Uint8Array): Promise<Secret>;
  release(secret: Secret): void;
  /** For what is confidential and no secret, such as an answer: it may be long, and is not scrubbed from other text. */
  sealContent(context: RecordContext, content: Buffer): Promise<Uint8Array>;
  openContent(context: RecordContext, sealed: Uint8Array): Promise<Buffer>;
  forgetTenant(tenantId: string): void;
  /** As the last calls showed it. Asks nobody: readiness must not wait for a key service that hangs. */
  status(): VaultStatus;
  /** Asks the key service; for a timer, so that an outage is seen, and its end too, while nothing is opened. */
  probe(): Promise<VaultStatus>;
  versionsInUse(): Promise<Record<string, number>>;
  rewrap(onProgress?: (progress: RewrapProgress) => void): Promise<RewrapProgress>;
  retire(kekVersion: string): Promise<void>;
}

export function createVault({ deploymentId, provider, store, clock, scrubber }: VaultOptions): Vault {
  const watched = watchKeyProvider(provider, clock);
  const canaries = new KeyCanaries(watched, store, deploymentId);
  const tenantKeys = new TenantKeys({ deploymentId, provider: watched, store, clock });
  const opened = new WeakSet<Secret>();
  const status = () => ({ kind: watched.kind, ...watched.health() });

  return {
    start: () => canaries.checkAtBoot(),

    async createTenantKey(tenantId) {
      const key = randomBytes(keyBytes);
      try {
        const wrapped = await watched.wrap(key, { deploymentId, tenantId });
        await canaries.ensurePlanted(wrapped.kekVersion);
        return { tenantId, ...wrapped };
      } finally {
        key.fill(0);
      }
    },

    seal(context, plaintext) {
      const text = Buffer.from(typeof plaintext === 'string' ? plaintext : plaintext.reveal(), 'utf8');
      return tenantKeys
        .use(context.tenantId, (key) => sealWith(key, { ...context, deploymentId }, text))
        .finally(() => text.fill(0));
    },

    async open(context, sealed) {
      const text = await openSealed(tenantKeys, { ...context, deploymentId }, sealed);
      const secret = new Secret(text.toString('utf8'));
      text.fill(0);
      scrubber.add(secret);
      opened.add(secret);
      return secret;
    },

    release(secret) {
      // Twice would take away what another holder of the same value still needs.
      if (opened.delete(secret)) scrubber.remove(secret);
    },

    sealContent: (context, content) =>
      tenantKeys.use(context.tenantId, (key) => sealWith(key, { ...context, deploymentId }, content)),
    openContent: (context, sealed) => openSealed(tenantKeys, { ...context, deploymentId }, sealed),

    forgetTenant: (tenantId) => tenantKeys.drop(tenantId),
    status,

    async probe() {
      // What went wrong is in the status; a database that is away says nothing about the key service.
      await canaries.probe().catch(() => undefined);
      return status();
    },

    async versionsInUse() {
      // One that nothing depends on any more is named too: until it is retired, every start still asks for it.
      const planted = (await store.listCanaries()).map(({ kekVersion }) => [kekVersion, 0] as const);
      return { ...Object.fromEntries(planted), ...(await store.countKeysByVersion()) };
    },
    rewrap: (onProgress = () => undefined) =>
      rewrapTenantKeys({ deploymentId, provider: watched, canaries, store, onProgress }),

    async retire(kekVersion) {
      if (kekVersion === (await canaries.plantPrimary())) throw new PlugboardError('primary_key_version');
      const planted = await store.listCanaries();
      if (!planted.some((canary) => canary.kekVersion === kekVersion)) throw new PlugboardError('not_found');
      if (!(await store.deleteCanaryIfUnused(kekVersion))) throw new PlugboardError('key_version_in_use');
      canaries.forget(kekVersion);
    },
  };
}

async function openSealed(tenantKeys: TenantKeys, context: SealContext, sealed: Uint8Array): Promise<Buffer> {
  try {
    return await tenantKeys.use(context.tenantId, (key) => openWith(key, context, sealed));
  } catch (error) {
    // Without the tenant's key its secrets are gone for good, whoever asks.
    if (error instanceof PlugboardError && error.code === 'tenant_not_found') {
      throw new PlugboardError('needs_reentry', { cause: error });
    }
    throw error;
  }
}
