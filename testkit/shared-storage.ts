import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { prepareQueueTables } from '../src/queue/open-boss.ts';
import { migrateToLatest } from '../src/storage/migrate.ts';
import { type DatabaseLocation, openDatabase } from '../src/storage/open-database.ts';
import { createDatabase, type PostgresServer, startPostgres } from './postgres.ts';

export const environmentNames = {
  postgres: 'PLUGBOARD_TEST_EMBEDDED_POSTGRES',
  postgresTemplate: 'PLUGBOARD_TEST_POSTGRES_TEMPLATE',
  template: 'PLUGBOARD_TEST_TEMPLATE',
} as const;

/** V8 would optimise the embedded database for hours of use; one that lives for seconds starts in half the time. */
export const briefDatabaseFlag = '--liftoff-only';
setFlagsFromString(briefDatabaseFlag);

/** Making a database takes seconds; a migrated one of each kind is made once and copied. */
export async function prepareEmbeddedTemplate(directory: string): Promise<void> {
  await prepare({ kind: 'pglite', directory: join(directory, 'database') });
}

/** What it is called on its server. */
export async function preparePostgresTemplate(serverUrl: string): Promise<string> {
  const url = await createDatabase(serverUrl);
  await prepare({ kind: 'postgres', url });
  return new URL(url).username;
}

async function prepare(location: DatabaseLocation): Promise<void> {
  const database = openDatabase(location);
  await migrateToLatest(database.db);
  await prepareQueueTables(database.forQueue);
  await database.close();
}

/** A database of one's own on the shared server, migrated and empty; on a server that was given, with nothing in it. */
export async function makePostgresDatabase(givenServerUrl?: string): Promise<string> {
  if (givenServerUrl !== undefined) return createDatabase(givenServerUrl);
  return createDatabase(await sharedPostgresUrl(), process.env[environmentNames.postgresTemplate]);
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
