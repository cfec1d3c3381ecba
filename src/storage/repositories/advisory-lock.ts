import { sql } from 'kysely';
import type { Scope } from '../../kernel/scope.ts';
import type { TransactionExecutor } from '../transactions.ts';

/**
 * Until the transaction ends, for whoever holds the same: a row that does not exist yet cannot be locked. `share` goes
 * together with others who only want that nobody changes it.
 */
export async function holdInScope(
  trx: TransactionExecutor,
  { tenantId, environment }: Scope,
  what: string,
  how: 'alone' | 'share',
): Promise<void> {
  const name = `${what} of ${tenantId}/${environment}`;
  const lock = how === 'alone' ? sql`pg_advisory_xact_lock` : sql`pg_advisory_xact_lock_shared`;
  await sql`select ${lock}(hashtextextended(${name}, 0))`.execute(trx);
}
