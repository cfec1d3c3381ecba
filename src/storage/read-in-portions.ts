import { type Expression, sql } from 'kysely';
import type { SharedValues } from './shared-values.ts';
import type { TransactionExecutor } from './transactions.ts';

/** Few enough that the rows of one portion weigh nothing beside the records of a hundred thousand tenants. */
const portion = 1_000;

/**
 * Reads a whole table as records, a few rows at a time: the rows, their records and the text they came in are never
 * all in memory at once, and what equals something read before is held once.
 */
export async function readInPortions<Row extends object, Read>(
  trx: TransactionExecutor,
  query: Expression<Row>,
  shared: SharedValues,
  toRecord: (row: Row) => Read,
): Promise<Read[]> {
  const records: Read[] = [];
  await sql`declare portions no scroll cursor for ${query}`.execute(trx);
  for (;;) {
    const { rows } = await sql<Row>`fetch ${sql.lit(portion)} from portions`.execute(trx);
    for (const row of rows) records.push(toRecord(shared.shareIn(row)));
    if (rows.length < portion) break;
  }
  await sql`close portions`.execute(trx);
  return records;
}
