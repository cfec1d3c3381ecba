import { AsyncLocalStorage } from 'node:async_hooks';
import { Kysely, PostgresDialect, type PostgresPool } from 'kysely';
import type { SqlRunner } from '../gateway/queue-ports.ts';
import type { Tables } from './database-tables.ts';
import { PGlitePool } from './pglite/pglite-pool.ts';
import { createPostgresPool, listenOn } from './postgres/postgres-pool.ts';
import { reachable } from './reachable.ts';

export type Executor = Kysely<Tables>;

export interface Database {
  kind: 'pglite' | 'postgres';
  db: Executor;
  /** Calls back on every NOTIFY of the channel; on PGlite, where one process does everything, nothing is sent. */
  listen(channel: string, onNotification: () => void): Promise<() => Promise<void>>;
  /** For what brings its own tables and queries: on PGlite everything shares the one session there is. */
  forQueue: { kind: 'pglite'; runner: SqlRunner } | { kind: 'postgres'; url: string };
  close(): Promise<void>;
}

export type DatabaseLocation = { kind: 'pglite'; directory: string } | { kind: 'postgres'; url: string };

export function openDatabase(location: DatabaseLocation): Database {
  const pool =
    location.kind === 'pglite' ? new PGlitePool(location.directory) : createPostgresPool(location.url);
  const forQueue: Database['forQueue'] =
    pool instanceof PGlitePool
      ? { kind: 'pglite', runner: { executeSql: (text, values) => pool.executeSql(text, values) } }
      : { kind: 'postgres', url: location.kind === 'postgres' ? location.url : '' };
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: refuseNested(pool) }) });
  return {
    kind: location.kind,
    db,
    listen: async (channel, onNotification) =>
      location.kind === 'postgres' ? listenOn(location.url, channel, onNotification) : async () => undefined,
    forQueue,
    close: async () => {
      await db.destroy();
      await pool.end().catch(() => undefined);
    },
  };
}

const insideTransaction = new AsyncLocalStorage<true>();

/** Runs `work` so that a query which forgets to use the transaction's executor is an error, not a deadlock. */
export function markTransaction<T>(work: () => Promise<T>): Promise<T> {
  return insideTransaction.run(true, work);
}

/**
 * A second connection taken inside a transaction waits for ever on PGlite, and on Postgres it reads past the
 * transaction or drains the pool. Both databases refuse it alike, so that a test on one shows it for the other.
 */
function refuseNested(pool: PostgresPool): PostgresPool {
  return {
    options: { connectionString: '' },
    connect: async () => {
      if (insideTransaction.getStore()) {
        throw new Error('A query inside a transaction did not run on the transaction’s own executor');
      }
      return reachable(pool.connect());
    },
    end: () => pool.end(),
  };
}
