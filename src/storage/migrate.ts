import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { PlugboardError } from '../kernel/errors.ts';
import type { Tables } from './database-tables.ts';
import { migrations } from './migrations/index.ts';

/** Safe when several replicas start together: Kysely's migrator holds an advisory lock while it works. */
export async function migrateToLatest(db: Kysely<Tables>): Promise<string[]> {
  const { error, results } = await migratorOf(db).migrateToLatest();
  if (error !== undefined) {
    throw new Error(`The database could not be opened or migrated: ${reasonOf(error)}`, { cause: error });
  }
  return (results ?? []).map((result) => result.migrationName);
}

export async function listPendingMigrations(db: Kysely<Tables>): Promise<string[]> {
  const known = await migratorOf(db).getMigrations();
  return known.filter((migration) => migration.executedAt === undefined).map((migration) => migration.name);
}

function migratorOf(db: Kysely<Tables>): Migrator {
  return new Migrator({ db, provider: { getMigrations: async () => migrations } });
}

/** What the driver said, also where that was turned into an answer for callers. */
function reasonOf(error: unknown): string {
  const { cause } = error as { cause?: unknown };
  return error instanceof PlugboardError && cause instanceof Error ? cause.message : String(error);
}
