import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { prepareQueueTables } from '../src/queue/open-boss.ts';
import { migrateToLatest } from '../src/storage/migrate.ts';
import { openDatabase } from '../src/storage/open-database.ts';
import { type PostgresServer, startPostgres } from './postgres.ts';

export const environmentNames = {
  postgres: 'PLUGBOARD_TEST_EMBEDDED_POSTGRES',
  template: 'PLUGBOARD_TEST_TEMPLATE',
} as const;

/** V8 would optimise the embedded database for hours of use; one that lives for seconds starts in half the time. */
export const briefDatabaseFlag = '--liftoff-only';
setFlagsFromString(briefDatabaseFlag);

/** Making an embedded database takes seconds; a migrated one is made once and copied. */
export async function prepareEmbeddedTemplate(directory: string): Promise<void> {
  const database = openDatabase({ kind: 'pglite', directory: join(directory, 'database') });
  await migrateToLatest(database.db);
  await prepareQueueTables(database.forQueue);
  await database.close();
}

/** A data directory of one's own, with a database that is migrated and empty. */
export async function makeEmbeddedDirectory(): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), 'plugboard-data-'));
  const template = process.env[environmentNames.template];
  if (template === undefined) await prepareEmbeddedTemplate(directory);
  else cpSync(template, directory, { recursive: true });
  return directory;
}

let ownServer: Promise<PostgresServer> | undefined;

/** The shared server, or one for this file alone when it is run by itself. */
export async function sharedPostgresUrl(): Promise<string> {
  const shared = process.env[environmentNames.postgres];
  if (shared !== undefined) return shared;
  if (!ownServer) {
    ownServer = startPostgres();
    after(async () => (await ownServer)?.remove());
  }
  return (await ownServer).url;
}

export function removeDirectory(directory: string): void {
  rmSync(directory, { recursive: true, force: true });
}
