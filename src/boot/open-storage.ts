import { join } from 'node:path';
import type { Config } from '../config/config.ts';
import type { Clock } from '../kernel/clock.ts';
import { type DirectoryLock, lockDataDirectory, makeDataDirectory } from '../storage/data-directory.ts';
import { type Deployment, findOrMakeDeployment } from '../storage/deployment.ts';
import { migrateToLatest } from '../storage/migrate.ts';
import { type Database, openDatabase } from '../storage/open-database.ts';

export interface OpenStorage {
  kind: 'embedded' | 'postgres';
  database: Database;
  db: Database['db'];
  deployment: Deployment;
  /** Whether this process alone has the data directory. */
  ownsDirectory: boolean;
}

export async function openStorage(
  config: Config,
  clock: Clock,
  opened: AsyncDisposableStack,
): Promise<OpenStorage> {
  const lock = takeDirectory(config);
  if (lock) opened.defer(async () => lock.release());
  const database = openDatabase(
    config.databaseUrl === null
      ? { kind: 'pglite', directory: join(config.dataDirectory, 'database') }
      : { kind: 'postgres', url: config.databaseUrl.reveal() },
  );
  opened.defer(() => database.close());
  await migrateToLatest(database.db);
  return {
    kind: database.kind === 'pglite' ? 'embedded' : 'postgres',
    database,
    db: database.db,
    deployment: await findOrMakeDeployment(database.db, clock()),
    ownsDirectory: lock !== undefined,
  };
}

/**
 * The embedded database must have the directory to itself. On Postgres several processes may share one; the first
 * serves the command line there.
 */
function takeDirectory(config: Config): DirectoryLock | undefined {
  makeDataDirectory(config.dataDirectory);
  try {
    return lockDataDirectory(config.dataDirectory);
  } catch (error) {
    if (config.databaseUrl === null) throw error;
    return undefined;
  }
}
