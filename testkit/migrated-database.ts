import { join } from 'node:path';
import { ensurePlatformTenant } from '../src/storage/deployment.ts';
import { migrateToLatest } from '../src/storage/migrate.ts';
import { type Database, openDatabase } from '../src/storage/open-database.ts';
import { createTenantKeyStore } from '../src/storage/owner-stores.ts';
import { makePlace, type StorageKind } from './harness.ts';
import { removeDirectory } from './shared-storage.ts';

export interface MigratedDatabase extends Database {
  /** A data key that opens nothing: for tests that store no secret. */
  keyOf(tenantId: string): { tenantId: string; kekVersion: string; wrapped: Uint8Array };
}

/** Storage alone, without a service around it: migrated, with the reserved tenant, and gone after `close`. */
export async function openMigratedDatabase(storage: StorageKind): Promise<MigratedDatabase> {
  const place = await makePlace(storage);
  const database = openDatabase(
    place.databaseUrl === undefined
      ? { kind: 'pglite', directory: join(place.dataDirectory, 'database') }
      : { kind: 'postgres', url: place.databaseUrl },
  );
  const keyOf = (tenantId: string) => ({ tenantId, kekVersion: '1', wrapped: new Uint8Array(1) });
  await migrateToLatest(database.db);
  const canary = { kekVersion: '1', wrapped: new Uint8Array(1) };
  await createTenantKeyStore(database.db).insertCanaryIfAbsent(canary);
  await ensurePlatformTenant(database.db, async () => keyOf('platform'));
  return {
    ...database,
    keyOf,
    close: async () => {
      await database.close();
      removeDirectory(place.dataDirectory);
    },
  };
}
