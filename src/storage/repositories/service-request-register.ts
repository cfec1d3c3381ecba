import { sql } from 'kysely';
import type { ServiceRequestRegister } from '../../control/service-request-ports.ts';
import type { TransactionExecutor } from '../transactions.ts';
import { pageOf } from './paging.ts';
import { narrowed, toServiceRequest } from './service-requests.ts';

/** The requests of all tenants, for operators. */
export function serviceRequestRegister(trx: TransactionExecutor): ServiceRequestRegister {
  return {
    list: async (page, { tenantId, ...filter }) => {
      const rows = await narrowed(trx, filter)
        .innerJoin('tenants', 'tenants.id', 'service_requests.tenant_id')
        .select(['tenants.name', 'tenants.plan', 'tenants.administered_by'])
        .where(({ eb, or }) =>
          or([eb('state', '<>', 'draft'), eb(sql<string>`made_by->>'role'`, '=', 'operator')]),
        )
        .$if(tenantId !== undefined, (query) => query.where('tenant_id', '=', tenantId ?? ''))
        .$if(page.after !== undefined, (query) => query.where('service_requests.id', '<', page.after ?? ''))
        .orderBy('service_requests.id', 'desc')
        .limit(page.limit + 1)
        .execute();
      return pageOf(
        rows,
        page,
        (row) => row.id,
        (row) => ({
          request: toServiceRequest(row),
          tenant: {
            id: row.tenant_id,
            name: row.name,
            plan: row.plan,
            administeredBy: row.administered_by,
          },
          environments: row.environments,
        }),
      );
    },
    findTenantId: async (id) => {
      const row = await trx
        .selectFrom('service_requests')
        .select('tenant_id')
        .where('id', '=', id)
        .executeTakeFirst();
      return row?.tenant_id;
    },
    takeUntold: async (limit) => {
      const rows = await trx
        .selectFrom('service_request_events as events')
        .innerJoin('service_requests as requests', (join) =>
          join
            .onRef('requests.tenant_id', '=', 'events.tenant_id')
            .onRef('requests.id', '=', 'events.request_id'),
        )
        .innerJoin('tenants', 'tenants.id', 'events.tenant_id')
        .select([
          'events.tenant_id',
          'tenants.name',
          'events.request_id',
          'requests.subject',
          'events.id',
          'events.at',
          'events.by',
          'events.state',
          'events.tells',
        ])
        .where('events.tells', 'is not', null)
        .where('events.told_at', 'is', null)
        .orderBy('events.position')
        .limit(limit)
        .forUpdate('events')
        .skipLocked()
        .execute();
      return rows.flatMap(({ tells, ...row }) => {
        if (tells === null) return [];
        const event = { id: row.id, at: row.at.getTime(), by: row.by, to: row.state };
        const { tenant_id: tenantId, name: tenantName, request_id: requestId, subject } = row;
        return [{ tenantId, tenantName, requestId, subject, event, tells }];
      });
    },
    noteTold: async ({ tenantId, requestId, event }, at) => {
      await trx
        .updateTable('service_request_events')
        .set({ told_at: new Date(at) })
        .where(({ and }) => and({ tenant_id: tenantId, request_id: requestId, id: event.id }))
        .execute();
    },
  };
}
