import { sql, type Transaction } from 'kysely';
import type { Scope } from '../kernel/scope.ts';
import type { Tables } from './database-tables.ts';
import { type Executor, markTransaction } from './open-database.ts';

export type TransactionExecutor = Transaction<Tables>;

/** Everything inside runs as `plugboard_app`, bound to one tenant and environment by row-level security. */
export function tenantTransaction<T>(
  db: Executor,
  scope: Scope,
  work: (trx: TransactionExecutor) => Promise<T>,
): Promise<T> {
  return db.transaction().execute((trx) =>
    markTransaction(async () => {
      await sql`select set_config('role', 'plugboard_app', true),
        set_config('plugboard.tenant', ${scope.tenantId}, true),
        set_config('plugboard.environment', ${scope.environment}, true)`.execute(trx);
      return work(trx);
    }),
  );
}

/** Runs as the owner of the tables, who sees every tenant: only for the modules that tools/tidy.test.ts lists. */
export function ownerTransaction<T>(
  db: Executor,
  work: (trx: TransactionExecutor) => Promise<T>,
): Promise<T> {
  return db.transaction().execute((trx) => markTransaction(() => work(trx)));
}

/** One consistent picture of several tables. */
export function ownerSnapshotRead<T>(
  db: Executor,
  work: (trx: TransactionExecutor) => Promise<T>,
): Promise<T> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute((trx) => markTransaction(() => work(trx)));
}
