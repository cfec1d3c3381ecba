import type { Selectable } from 'kysely';
import type { ExportRepository } from '../../control/export-ports.ts';
import type { ExportRecord } from '../../kernel/exports.ts';
import type { Environment, Scope } from '../../kernel/scope.ts';
import type { Tables } from '../database-tables.ts';
import type { TransactionExecutor } from '../transactions.ts';
import { pageOf } from './paging.ts';

export function exportRepository(trx: TransactionExecutor, scope: Scope): ExportRepository {
  const place = { tenant_id: scope.tenantId, environment: scope.environment as Environment };
  const mine = () => trx.selectFrom('exports').where(({ and }) => and(place));
  return {
    list: async (page) => {
      const rows = await mine()
        .selectAll()
        .$if(page.after !== undefined, (query) => query.where('id', '>', page.after ?? ''))
        .orderBy('id')
        .limit(page.limit + 1)
        .execute();
      return pageOf(rows, page, (row) => row.id, toExport);
    },
    count: async () => {
      const { exports } = await mine()
        .select(({ fn }) => fn.countAll<number>().as('exports'))
        .executeTakeFirstOrThrow();
      return Number(exports);
    },
    find: async (id) => {
      const row = await mine().where('id', '=', id).selectAll().executeTakeFirst();
      return row && toExport(row);
    },
    insert: async (record) => {
      await trx
        .insertInto('exports')
        .values({
          ...place,
          id: record.id,
          kind: record.kind,
          created_at: new Date(record.createdAt),
          ...toChanging(record),
        })
        .execute();
    },
    update: async (record) => {
      await trx
        .updateTable('exports')
        .set({ ...toChanging(record), lease: null })
        .where(({ and }) => and({ ...place, id: record.id }))
        .execute();
    },
    delete: async (id) => {
      await trx
        .deleteFrom('exports')
        .where(({ and }) => and({ ...place, id }))
        .execute();
    },
  };
}

function toChanging(record: ExportRecord) {
  return {
    name: record.name,
    origin: record.origin,
    streams: record.streams,
    enabled: record.enabled,
    secret_version: record.secretVersion,
    sealed: record.sealed,
    failures: record.failures,
    next_at: new Date(record.updatedAt),
    updated_at: new Date(record.updatedAt),
  };
}

export function toExport(row: Selectable<Tables['exports']>): ExportRecord {
  return {
    tenantId: row.tenant_id,
    environment: row.environment,
    id: row.id,
    name: row.name,
    kind: row.kind,
    origin: row.origin,
    streams: row.streams,
    enabled: row.enabled,
    secretVersion: row.secret_version,
    sealed: new Uint8Array(row.sealed),
    failures: row.failures,
    failingSince: row.failing_since?.getTime() ?? null,
    lastError: row.last_error,
    lastStatus: row.last_status,
    deliveredAt: row.delivered_at?.getTime() ?? null,
    deliveredRows: Number(row.delivered_rows),
    createdAt: row.created_at.getTime(),
    updatedAt: row.updated_at.getTime(),
  };
}
