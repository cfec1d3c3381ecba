import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { ExportQueue, ExportRows } from '../control/export-ports.ts';
import type { ExportCursor, ExportRecord, ExportStream } from '../kernel/exports.ts';
import { platformTenantId } from '../kernel/ids.ts';
import type { Environment } from '../kernel/scope.ts';
import type { Tables } from './database-tables.ts';
import type { Executor } from './open-database.ts';
import { reachable } from './reachable.ts';
import { toExport } from './repositories/exports.ts';
import { toLedgerCheckpoint, toLedgerRow } from './repositories/ledger.ts';
import { toAuditRow } from './repositories/records.ts';
import { ownerTransaction } from './transactions.ts';

/** What is sent on next, of all tenants; a lease that is checked once more at the end keeps replicas apart. */
export function createExportQueue(db: Executor): ExportQueue {
  return {
    claim: async ({ now, leaseUntil }) => {
      const { rows } = await reachable(
        sql<Selectable<Tables['exports']>>`
          update exports set lease = gen_random_uuid(), next_at = ${new Date(leaseUntil)}
          where (tenant_id, environment, id) = (
            select tenant_id, environment, id from exports where enabled and next_at <= ${new Date(now)}
            order by next_at limit 1 for update skip locked)
          returning *`.execute(db),
      );
      const [row] = rows;
      return row && { export: toExport(row), lease: row.lease ?? '' };
    },
    read: (of, stream, limit) => reachable(readers[stream](db, of, limit)),
    settle: (claimed, outcome) =>
      reachable(
        ownerTransaction(db, async (trx) => {
          const { tenantId, environment, id } = claimed.export;
          const ours = trx
            .updateTable('exports')
            .where(({ and }) => and({ tenant_id: tenantId, environment, id, lease: claimed.lease }));
          const common = { lease: null, next_at: new Date(outcome.nextAt), last_status: outcome.status };
          const { numUpdatedRows } = await (outcome.arrived
            ? ours.set({
                ...common,
                failures: 0,
                failing_since: null,
                last_error: null,
                ...(outcome.rows > 0 && {
                  delivered_at: new Date(outcome.at),
                  delivered_rows: sql<number>`delivered_rows + ${outcome.rows}`,
                }),
              })
            : ours.set({
                ...common,
                failures: sql<number>`failures + 1`,
                failing_since: sql<Date>`coalesce(failing_since, ${new Date(outcome.at)})`,
                last_error: outcome.detail,
              })
          ).executeTakeFirst();
          if (numUpdatedRows === 0n || !outcome.arrived) return;
          for (const cursor of outcome.cursors) {
            await trx
              .insertInto('export_cursors')
              .values({
                tenant_id: tenantId,
                environment,
                export_id: id,
                stream: cursor.stream,
                of_tenant: cursor.tenantId,
                of_environment: cursor.environment,
                seq: cursor.position,
              })
              .onConflict((conflict) =>
                conflict
                  .columns(['tenant_id', 'environment', 'export_id', 'stream', 'of_tenant', 'of_environment'])
                  .doUpdateSet({ seq: cursor.position }),
              )
              .execute();
          }
        }),
      ),
  };
}

interface Behind {
  tenant_id: string;
  environment: Environment | '';
  position: number;
}

const isPlatforms = ({ tenantId }: ExportRecord) => tenantId === platformTenantId;
const chainsMax = 100;

const cursorOf = (
  of: ExportRecord,
  stream: ExportStream,
  tenant: RawBuilder<unknown>,
  place: RawBuilder<unknown>,
) =>
  sql`left join export_cursors cursor on cursor.tenant_id = ${of.tenantId} and cursor.environment = ${of.environment}
    and cursor.export_id = ${of.id} and cursor.stream = ${stream}
    and cursor.of_tenant = ${tenant} and cursor.of_environment = ${place}`;

/** Of a tenant’s own export never a row beside its own: here nothing else keeps tenants apart. */
const ownedBy = (of: ExportRecord) =>
  isPlatforms(of) ? sql`true` : sql`head.tenant_id = ${of.tenantId} and head.environment = ${of.environment}`;

type Read = Awaited<ReturnType<ExportQueue['read']>>;

const readers: Readonly<
  Record<ExportStream, (db: Executor, of: ExportRecord, limit: number) => Promise<Read>>
> = {
  ledger: async (db, of, limit) => {
    const { rows: behind } = await sql<Behind>`
      select head.tenant_id, head.environment, coalesce(cursor.seq, 0) as position
      from ledger_heads head ${cursorOf(of, 'ledger', sql`head.tenant_id`, sql`head.environment`)}
      where ${ownedBy(of)} and head.seq > coalesce(cursor.seq, 0)
      order by head.tenant_id, head.environment limit ${chainsMax}`.execute(db);
    return gather('ledger', behind, limit, async ({ tenant_id, environment, position }, left) => {
      const rows = await db
        .selectFrom('attempts')
        .selectAll()
        .where('tenant_id', '=', tenant_id)
        .where('environment', '=', environment as Environment)
        .where('seq', '>', position)
        .orderBy('seq')
        .limit(left)
        .execute();
      return rows.map((row) => ({ row: toLedgerRow(row), position: row.seq }));
    });
  },
  audit: async (db, of, limit) => {
    const tenants = isPlatforms(of) ? sql`true` : sql`tenants.id = ${of.tenantId}`;
    const { rows: behind } = await sql<Behind>`
      select tenants.id as tenant_id, '' as environment, coalesce(cursor.seq, 0) as position
      from tenants ${cursorOf(of, 'audit', sql`tenants.id`, sql`''`)}
      cross join lateral (
        select seq from audit where audit.tenant_id = tenants.id order by seq desc limit 1) head
      where ${tenants} and head.seq > coalesce(cursor.seq, 0) order by tenants.id limit ${chainsMax}`.execute(
      db,
    );
    return gather('audit', behind, limit, async ({ tenant_id, position }, left) => {
      const rows = await db
        .selectFrom('audit')
        .selectAll()
        .where('tenant_id', '=', tenant_id)
        .where('seq', '>', position)
        .orderBy('seq')
        .limit(left)
        .execute();
      return rows.map((row) => ({ row: toAuditRow(row), position: row.seq }));
    });
  },
  // By their time: that of a retention is signed after later rows were.
  checkpoints: async (db, of, limit) => {
    const { rows: behind } = await sql<Behind>`
      select head.tenant_id, head.environment, coalesce(cursor.seq, 0) as position
      from ledger_heads head ${cursorOf(of, 'checkpoints', sql`head.tenant_id`, sql`head.environment`)}
      where ${ownedBy(of)} and exists (select from ledger_checkpoints one
        where one.tenant_id = head.tenant_id and one.environment = head.environment
          and one.at > to_timestamp(coalesce(cursor.seq, 0) / 1000.0))
      order by head.tenant_id, head.environment limit ${chainsMax}`.execute(db);
    return gather('checkpoints', behind, limit, async ({ tenant_id, environment, position }, left) => {
      const rows = await db
        .selectFrom('ledger_checkpoints')
        .selectAll()
        .where('tenant_id', '=', tenant_id)
        .where('environment', '=', environment as Environment)
        .where('at', '>', new Date(position))
        .orderBy('at')
        .limit(left)
        .execute();
      return rows.map((row) => ({ row: toLedgerCheckpoint(row), position: row.at.getTime() }));
    });
  },
};

/** Chain after chain, until there are so many. */
async function gather<Stream extends ExportStream>(
  stream: Stream,
  behind: readonly Behind[],
  limit: number,
  readChain: (
    chain: Behind,
    left: number,
  ) => Promise<{ row: Extract<ExportRows, { stream: Stream }>['rows'][number]; position: number }[]>,
): Promise<Read> {
  const rows: unknown[] = [];
  const cursors: ExportCursor[] = [];
  for (const chain of behind) {
    if (rows.length >= limit) break;
    const found = await readChain(chain, limit - rows.length);
    const last = found.at(-1);
    if (!last) continue;
    rows.push(...found.map(({ row }) => row));
    const { tenant_id: tenantId, environment } = chain;
    cursors.push({ stream, tenantId, environment, position: last.position });
  }
  return { rows: { stream, rows } as ExportRows, cursors };
}
