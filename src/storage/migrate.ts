import { type Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { PlugboardError } from '../kernel/errors.ts';
import type { Tables } from './database-tables.ts';
import { migrations } from './migrations/index.ts';

const known = Object.keys(migrations);

/** Safe when several replicas start together: Kysely's migrator holds an advisory lock while it works. */
export async function migrateToLatest(db: Kysely<Tables>): Promise<string[]> {
  // The migrator reads the whole catalogue more than once, which takes the embedded database half a second.
  const done = await listDone(db).catch(refuse);
  if (done.length === known.length && known.every((name) => done.includes(name))) return [];
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error, results } = await migrator.migrateToLatest();
  if (error !== undefined) refuse(error);
  return (results ?? []).map((result) => result.migrationName);
}

export async function listPendingMigrations(db: Kysely<Tables>): Promise<string[]> {
  const done = await listDone(db);
  return known.filter((name) => !done.includes(name));
}

async function listDone(db: Kysely<Tables>): Promise<string[]> {
  const { rows: tables } = await sql`select 1 where to_regclass('kysely_migration') is not null`.execute(db);
  if (tables.length === 0) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  return rows.map(({ name }) => name);
}

function refuse(error: unknown): never {
  throw new Error(`The database could not be opened or migrated: ${reasonOf(error)}`, { cause: error });
}

/** What the driver said, also where that was turned into an answer for callers. */
function reasonOf(error: unknown): string {
  const { cause } = error as { cause?: unknown };
  return error instanceof PlugboardError && cause instanceof Error ? cause.message : String(error);
}
