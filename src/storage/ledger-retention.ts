import { sql } from 'kysely';
import type { LedgerCut, LedgerRetention } from '../control/ledger-ports.ts';
import type { Environment } from '../kernel/scope.ts';
import type { Executor } from './open-database.ts';
import { reachable } from './reachable.ts';
import { ownerTransaction, type TransactionExecutor } from './transactions.ts';

/** Months of the ledger, and what of its chains is kept no longer: of all tenants, by the clock. */
export function createLedgerRetention(db: Executor): LedgerRetention {
  return {
    makeMonths: (from, count) => makeMonths(db, from, count),
    listCuts: (wish) => listCuts(db, wish),
    deleteUpTo: (chain, seq, limit) => deleteUpTo(db, chain, seq, limit),
    dropMonths: (endedBefore) => dropMonths(db, endedBefore),
  };
}

async function makeMonths(db: Executor, from: number, count: number): Promise<string[]> {
  const { rows } = await reachable(
    sql<{ month: string }>`
      select to_char(month, 'YYYY-MM-DD') as month
      from generate_series(date_trunc('month', ${new Date(from)}::timestamptz at time zone 'UTC'),
        date_trunc('month', ${new Date(from)}::timestamptz at time zone 'UTC') + ${count - 1} * interval '1 month',
        interval '1 month') as month
      where to_regclass('attempts_' || to_char(month, 'YYYY_MM')) is null`.execute(db),
  );
  const made: string[] = [];
  for (const { month } of rows) {
    const { rows: answers } = await reachable(
      sql<{ made: boolean }>`select ledger_make_month(${month}::date) as made`.execute(db),
    );
    if (answers[0]?.made) made.push(month.slice(0, 7));
  }
  return made;
}

interface CutRow {
  tenant_id: string;
  environment: Environment;
  seq: number;
  hash: Uint8Array;
  kept_since: Date;
}

/**
 * A chain is cut where its first row stands that has to stay: what came in after it stays too, whatever its time. A
 * row from the future is the mistake of a clock and keeps nothing.
 */
async function listCuts(
  db: Executor,
  { now, retentionDaysDefault, after, limit }: Parameters<LedgerRetention['listCuts']>[0],
): Promise<{ cuts: LedgerCut[]; last: LedgerCut['chain'] | null }> {
  const future = new Date(now + 24 * 60 * 60_000);
  const { rows: chains } = await reachable(
    sql<{ tenant_id: string; environment: Environment }>`
      select tenant_id, environment from ledger_heads
      where (tenant_id, environment) > (${after?.tenantId ?? ''}, ${after?.environment ?? ''})
      order by tenant_id, environment limit ${limit}`.execute(db),
  );
  const last = chains.at(-1);
  if (!last) return { cuts: [], last: null };
  const { rows } = await reachable(
    sql<CutRow>`
      with chain as materialized (
        select head.tenant_id, head.environment, head.seq,
          ${new Date(now)}::timestamptz
            - coalesce(settings.retention_days, ${retentionDaysDefault}) * interval '1 day' as kept_since
        from ledger_heads head left join ledger_settings settings using (tenant_id, environment)
        where (head.tenant_id, head.environment) > (${after?.tenantId ?? ''}, ${after?.environment ?? ''})
          and (head.tenant_id, head.environment) <= (${last.tenant_id}, ${last.environment}))
      select chain.tenant_id, chain.environment, edge.seq, edge.hash, chain.kept_since
      from chain
      cross join lateral (
        select at from attempts oldest
        where oldest.tenant_id = chain.tenant_id and oldest.environment = chain.environment
        order by oldest.seq limit 1) oldest
      cross join lateral (
        select coalesce((
          select kept.seq - 1 from attempts kept
          where kept.tenant_id = chain.tenant_id and kept.environment = chain.environment
            and kept.at >= chain.kept_since and kept.at < ${future}
          order by kept.seq limit 1), chain.seq) as seq) cut
      cross join lateral (
        select edge.seq, edge.hash from attempts edge
        where edge.tenant_id = chain.tenant_id and edge.environment = chain.environment and edge.seq = cut.seq
        limit 1) edge
      where oldest.at < chain.kept_since or oldest.at >= ${future}`.execute(db),
  );
  return {
    cuts: rows.map((row) => ({
      chain: { tenantId: row.tenant_id, environment: row.environment },
      seq: Number(row.seq),
      hash: new Uint8Array(row.hash),
      keptSince: row.kept_since.getTime(),
    })),
    last: { tenantId: last.tenant_id, environment: last.environment },
  };
}

/** The oldest first, so that what a crash leaves is still without a gap. With them go the checkpoints before the cut. */
async function deleteUpTo(
  db: Executor,
  { tenantId, environment }: LedgerCut['chain'],
  seq: number,
  limit: number,
): Promise<number> {
  const { numAffectedRows } = await reachable(
    sql`delete from attempts where tenant_id = ${tenantId} and environment = ${environment}
      and seq <= least(${seq}, ${limit - 1} + (
        select min(oldest.seq) from attempts oldest
        where oldest.tenant_id = ${tenantId} and oldest.environment = ${environment}))`.execute(db),
  );
  const deleted = Number(numAffectedRows ?? 0);
  if (deleted === 0) {
    await reachable(
      sql`delete from ledger_checkpoints where tenant_id = ${tenantId} and environment = ${environment}
        and kind = 'periodic' and seq < ${seq}`.execute(db),
    );
  }
  return deleted;
}

/** Nobody waits for long: where a reader holds a month, it goes with the next run. */
const lockTimeout = '2s';
const lockNotAvailable = '55P03';

async function dropMonths(db: Executor, endedBefore: number): Promise<string[]> {
  const { rows: months } = await reachable(
    sql<{ name: string }>`
      select month.relname as name from pg_inherits
      join pg_class month on month.oid = pg_inherits.inhrelid
      cross join lateral (select (regexp_match(pg_get_expr(month.relpartbound, month.oid), 'TO \\(''([^'']+)''\\)'))[1]
        ::timestamptz as past) bound
      where pg_inherits.inhparent = 'attempts'::regclass and bound.past <= ${new Date(endedBefore)}
      order by bound.past`.execute(db),
  );
  const dropped: string[] = [];
  for (const { name } of months) {
    try {
      if (await reachable(ownerTransaction(db, (trx) => dropIfCut(trx, name)))) dropped.push(name);
    } catch (error) {
      if ((error as { code?: string }).code !== lockNotAvailable) throw error;
    }
  }
  return dropped;
}

/** Whether no row of it lies behind the cut of its chain is asked while nobody can add one. */
async function dropIfCut(trx: TransactionExecutor, name: string): Promise<boolean> {
  await sql`select set_config('lock_timeout', ${lockTimeout}, true)`.execute(trx);
  await sql`lock table ${sql.table(name)} in share mode`.execute(trx);
  const { rows } = await sql<{ keeps: boolean }>`
    with cut as materialized (
      select tenant_id, environment, max(seq) as seq from ledger_checkpoints where kind = 'retention' group by 1, 2)
    select exists (
      select from ${sql.table(name)} kept
      join ledger_heads using (tenant_id, environment) left join cut using (tenant_id, environment)
      where kept.seq > coalesce(cut.seq, 0)) as keeps`.execute(trx);
  if (rows[0]?.keeps !== false) return false;
  await sql`drop table ${sql.table(name)}`.execute(trx);
  return true;
}
