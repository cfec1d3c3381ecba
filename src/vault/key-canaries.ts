import type { KeyCanary, TenantKeyStore } from '../kernel/ports.ts';
import { type KeyProvider, KeyProviderError, type WrappedKey } from './key-provider.ts';

type CanaryStore = Pick<TenantKeyStore, 'listCanaries' | 'insertCanaryIfAbsent' | 'countKeysByVersion'>;

/** The boot must stop: with these keys, what is stored would not open. The message is for the operator's terminal. */
export class VaultBootError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'VaultBootError';
  }
}

const knownText = Buffer.from('plugboard: the key that opens this is the right one', 'utf8');
/** No tenant's id starts with "#". */
const canaryTenant = '#canary';

/**
 * A canary is a known text under one version of the key-encryption key. Every version that ever wrapped a tenant's
 * key has one, so that a boot finds a wrong or missing key before the first secret fails to open.
 */
export class KeyCanaries {
  readonly #provider: KeyProvider;
  readonly #store: CanaryStore;
  readonly #deploymentId: string;
  readonly #planted = new Set<string>();

  constructor(provider: KeyProvider, store: CanaryStore, deploymentId: string) {
    this.#provider = provider;
    this.#store = store;
    this.#deploymentId = deploymentId;
  }

  async checkAtBoot(): Promise<void> {
    // In this order: a version's canary is planted before the first key under it. Another replica may be doing both now.
    const keysByVersion = await this.#store.countKeysByVersion();
    const canaries = await this.#store.listCanaries();
    const versionsInUse = Object.keys(keysByVersion).filter((version) => (keysByVersion[version] ?? 0) > 0);
    if (versionsInUse.length > 0 && canaries.length === 0) {
      throw new VaultBootError(
        'Tenant keys are stored, but nothing that would show whether the configured key opens them. ' +
          'The database is incomplete: restore all of it from the backup.',
      );
    }
    for (const version of versionsInUse) {
      if (!this.#provider.knows(version)) throw this.#missing(version);
    }
    for (const canary of canaries) await this.#check(canary);
    const primary = await this.plantPrimary();
    // Another replica may have planted this version first, with another key under the same name.
    const planted = (await this.#store.listCanaries()).find((canary) => canary.kekVersion === primary);
    if (planted !== undefined) await this.#check(planted);
  }

  /** Answers the primary version, as a fresh wrapping names it. */
  async plantPrimary(): Promise<string> {
    const canary = await this.#provider.wrap(knownText, this.#context());
    await this.#plant(canary);
    return canary.kekVersion;
  }

  /** To be called before a key wrapped by this version is stored. */
  async ensurePlanted(kekVersion: string): Promise<void> {
    if (!this.#planted.has(kekVersion)) await this.plantPrimary();
  }

  forget(kekVersion: string): void {
    this.#planted.delete(kekVersion);
  }

  /** Both directions, so that a key service that only encrypts does not pass for healthy. */
  async probe(): Promise<void> {
    const canary = await this.#provider.wrap(knownText, this.#context());
    await this.#provider.unwrap(canary, this.#context());
    if (!this.#planted.has(canary.kekVersion)) await this.#plant(canary);
  }

  #context() {
    return { deploymentId: this.#deploymentId, tenantId: canaryTenant };
  }

  async #plant(canary: WrappedKey): Promise<void> {
    await this.#store.insertCanaryIfAbsent(canary);
    this.#planted.add(canary.kekVersion);
  }

  async #check(canary: KeyCanary): Promise<void> {
    const version = canary.kekVersion;
    if (!this.#provider.knows(version)) throw this.#missing(version);
    try {
      const text = await this.#provider.unwrap(canary, this.#context());
      if (!text.equals(knownText))
        throw new KeyProviderError('wrong_key', new Error('the canary holds another text'));
    } catch (cause) {
      if (!(cause instanceof KeyProviderError) || cause.failure === 'unreachable') throw cause;
      throw cause.failure === 'refused' ? refused(version, cause) : wrong(version, cause);
    }
  }

  #missing(version: string): VaultBootError {
    return new VaultBootError(
      `Stored secrets need key version "${version}", which is not among the configured keys (${this.#provider.kind}). ` +
        'Add it again. To give it up, first run `plugboard rewrap-keys` to the end and retire it.',
    );
  }
}

function wrong(version: string, cause: unknown): VaultBootError {
  return new VaultBootError(
    `The configured key of version "${version}" is not the one that the stored secrets were sealed with, or this ` +
      'database belongs to another deployment. Configure the right key; a new key needs a version of its own.',
    cause,
  );
}

function refused(version: string, cause: unknown): VaultBootError {
  return new VaultBootError(
    `The key service does not let Plugboard use key version "${version}". Check the key’s state and the permissions ` +
      'of the configured credentials.',
    cause,
  );
}
