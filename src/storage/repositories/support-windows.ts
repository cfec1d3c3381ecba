import type { Selectable } from 'kysely';
import type { SupportWindowRepository } from '../../control/service-request-ports.ts';
import type { Environment, Scope } from '../../kernel/scope.ts';
import type { SupportWindow } from '../../kernel/service-requests.ts';
import type { Tables } from '../database-tables.ts';
import { toJson } from '../to-json.ts';
import type { TransactionExecutor } from '../transactions.ts';
import { pageOf } from './paging.ts';

export function supportWindowRepository(trx: TransactionExecutor, scope: Scope): SupportWindowRepository {
  const place = { tenant_id: scope.tenantId, environment: scope.environment as Environment };
  const mine = () =>
    trx
      .selectFrom('support_windows')
      .selectAll()
      .where(({ and }) => and(place));
  return {
    list: async (page) => {
      const rows = await mine()
        .$if(page.after !== undefined, (query) => query.where('id', '<', page.after ?? ''))
        .orderBy('id', 'desc')
        .limit(page.limit + 1)
        .execute();
      return pageOf(rows, page, (row) => row.id, toSupportWindow);
    },
    find: async (id) => {
      const row = await mine().where('id', '=', id).executeTakeFirst();
      return row && toSupportWindow(row);
    },
    insert: async (window) => {
      await trx
        .insertInto('support_windows')
        .values({
          ...place,
          id: window.id,
          reason: window.reason,
          granted_by: toJson(window.grantedBy),
          created_at: new Date(window.createdAt),
          until: new Date(window.until),
        })
        .execute();
    },
    end: async (id, at) => {
      await trx
        .updateTable('support_windows')
        .where(({ and }) => and({ ...place, id }))
        .where('ended_at', 'is', null)
        .set({ ended_at: new Date(at) })
        .execute();
    },
  };
}

function toSupportWindow(row: Selectable<Tables['support_windows']>): SupportWindow {
  return {
    id: row.id,
    reason: row.reason,
    grantedBy: row.granted_by,
    createdAt: row.created_at.getTime(),
    until: row.until.getTime(),
    endedAt: row.ended_at?.getTime() ?? null,
  };
}
