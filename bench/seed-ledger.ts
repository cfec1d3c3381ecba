import { sql } from 'kysely';
import type { Executor } from '../src/storage/open-database.ts';
import { ownerTransaction } from '../src/storage/transactions.ts';

const portion = 250_000;
const dayMs = 24 * 60 * 60_000;

export interface SeededLedger {
  rows: number;
  tenants: readonly string[];
  /** Rows of each tenant are numbered up to this. */
  seqMax: number;
  seconds: number;
}

/**
 * Rows of a hundred tenants over five months, a tenth of them within the last day, made by the database itself; they
 * are numbered as they would be, and their hashes are none. It ends early when its time is up.
 */
export async function seedLedger(
  db: Executor,
  count: number,
  withinMs: number,
  say: (text: string) => void,
): Promise<SeededLedger> {
  const from = performance.now();
  const now = Date.now();
  const tenants = Array.from({ length: 100 }, (_, index) => `seeded-${String(index).padStart(2, '0')}`);
  await sql`insert into tenants (id, name, plan, administered_by)
    select id, id, 'enterprise', 'tenant' from unnest(${sql.val(tenants)}::text[]) as id`.execute(db);
  for (let month = -5; month <= 0; month += 1) {
    await sql`select ledger_make_month((${new Date(now)}::timestamptz + ${month} * interval '1 month')::date)`.execute(
      db,
    );
  }
  const old = count * 0.9;
  let rows = 0;
  while (rows < count && performance.now() - from < withinMs) {
    await sql`insert into attempts
      select to_timestamp(case when row < ${old}::float8
          then ${now - 150 * dayMs}::float8 + row * ${(149 * dayMs) / old}::float8
          else ${now - dayMs}::float8 + (row - ${old}::float8) * ${dayMs / (count - old)}::float8 end / 1000),
        gen_random_uuid(), 'req_' || row, 1, 'seeded-' || to_char(row % 100, 'FM00'), 'prod', null, 'chat', 'service', 'svc',
        null, 'chat', true, null, 'gpt-4o', '01980000-0000-7000-8000-0000000c4ed1', 1, 'openai', 'api.openai.com',
        '203.0.113.10', 'own', 'tenant_provider', 'feature', 'answered', null, null, 200, 1000, 2000, 300, 200, 0, null,
        250, 1500, row / 100 + 1, '\\x00', 35
      from generate_series(${rows}::bigint, ${Math.min(count, rows + portion) - 1}::bigint) as row`.execute(
      db,
    );
    rows = Math.min(count, rows + portion);
    if (rows % 1_000_000 === 0) say(`    ${rows / 1_000_000} million rows`);
  }
  const seqMax = Math.floor((rows - 1) / 100) + 1;
  await sql`insert into ledger_heads (tenant_id, environment, seq, hash)
    select id, 'prod', ${seqMax}, '\\x00' from unnest(${sql.val(tenants)}::text[]) as id`.execute(db);
  await ownerTransaction(db, async (trx) => {
    await sql`set local statement_timeout = 0`.execute(trx);
    await sql`analyze attempts`.execute(trx);
  });
  return { rows, tenants, seqMax, seconds: (performance.now() - from) / 1000 };
}
