import assert from 'node:assert/strict';
import { join } from 'node:path';
import { Scrubber } from '../../src/kernel/secret.ts';
import { type Database, openDatabase } from '../../src/storage/open-database.ts';
import { createTenantKeyStore } from '../../src/storage/owner-stores.ts';
import { createLocalKeyProvider } from '../../src/vault/key-providers/local.ts';
import { parseMasterKeys } from '../../src/vault/key-providers/master-keys.ts';
import { createVault, type Vault } from '../../src/vault/vault.ts';
import type { TestPlace } from '../harness.ts';

/** A vault beside the server's, as another replica has one, and one sealed text for each tenant. */
export class SealedRecords {
  readonly #database: Database;
  readonly #vault: Vault;
  readonly #sealed: Map<string, Uint8Array>;

  private constructor(database: Database, vault: Vault, sealed: Map<string, Uint8Array>) {
    this.#database = database;
    this.#vault = vault;
    this.#sealed = sealed;
  }

  /** On the embedded database only while no server runs there. */
  static async open(place: TestPlace, masterKeys: string, sealed = new Map<string, Uint8Array>()) {
    const database = openDatabase(
      place.databaseUrl === undefined
        ? { kind: 'pglite', directory: join(place.dataDirectory, 'database') }
        : { kind: 'postgres', url: place.databaseUrl },
    );
    const { id } = await database.db.selectFrom('deployment').select('id').executeTakeFirstOrThrow();
    const keys = parseMasterKeys(masterKeys);
    assert.ok(keys.ok);
    const vault = createVault({
      deploymentId: id,
      provider: createLocalKeyProvider(keys.keys),
      store: createTenantKeyStore(database.db),
      clock: Date.now,
      scrubber: new Scrubber(),
    });
    return new SealedRecords(database, vault, sealed);
  }

  async sealAll(): Promise<Map<string, Uint8Array>> {
    const rows = await this.#database.db.selectFrom('tenant_keys').select('tenant_id').execute();
    for (const { tenant_id } of rows) {
      this.#sealed.set(tenant_id, await this.#vault.seal(contextOf(tenant_id), `secret of ${tenant_id}`));
    }
    return this.#sealed;
  }

  /** With the key as it lies in the database at this moment, not as it was once unwrapped. */
  async openAll(): Promise<number> {
    for (const [tenantId, sealed] of this.#sealed) {
      this.#vault.forgetTenant(tenantId);
      const secret = await this.#vault.open(contextOf(tenantId), sealed);
      assert.equal(secret.reveal(), `secret of ${tenantId}`);
      this.#vault.release(secret);
    }
    return this.#sealed.size;
  }

  async versions(): Promise<Record<string, number>> {
    return this.#vault.versionsInUse();
  }

  async close(): Promise<void> {
    await this.#database.close();
  }
}

function contextOf(tenantId: string) {
  return { tenantId, record: 'test/one', field: 'secret', version: 1, origins: [] };
}
