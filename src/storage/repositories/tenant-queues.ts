import type { TenantQueueRegister } from '../../control/routing-ports.ts';
import { ended } from '../queue-end.ts';
import type { TransactionExecutor } from '../transactions.ts';
import { pageOf } from './paging.ts';
import { toSummary } from './queued-calls.ts';

export function tenantQueueRegister(trx: TransactionExecutor): TenantQueueRegister {
  const queues = trx
    .selectFrom('tenants')
    .leftJoin('tenant_queues', 'tenant_queues.tenant_id', 'tenants.id')
    .leftJoin('queued_calls', (join) =>
      join.onRef('queued_calls.tenant_id', '=', 'tenants.id').on('status', 'in', ['queued', 'running']),
    )
    .select(({ fn }) => [
      'tenants.id',
      'tenant_queues.state',
      fn.count<number>('queued_calls.id').as('depth'),
      fn.count<number>('queued_calls.id').filterWhere('queued_calls.status', '=', 'running').as('running'),
      fn.min('queued_calls.created_at').as('oldest'),
    ])
    .groupBy(['tenants.id', 'tenant_queues.state']);
  return {
    list: async (page) => {
      const rows = await queues
        .where(({ or, eb }) =>
          or([eb('queued_calls.id', 'is not', null), eb('tenant_queues.state', '<>', 'running')]),
        )
        .$if(page.after !== undefined, (query) => query.where('tenants.id', '>', page.after ?? ''))
        .orderBy('tenants.id')
        .limit(page.limit + 1)
        .execute();
      return pageOf(
        rows,
        page,
        (row) => row.id,
        (row) => ({ tenantId: row.id, ...toSummary(row) }),
      );
    },
    find: async (tenantId) =>
      toSummary(await queues.where('tenants.id', '=', tenantId).executeTakeFirstOrThrow()),
    putState: async (tenantId, state, at) => {
      const changing = { state, updated_at: new Date(at) };
      await trx
        .insertInto('tenant_queues')
        .values({ tenant_id: tenantId, ...changing })
        .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet(changing))
        .execute();
    },
    cancelAll: async (tenantId, at) => {
      const { numUpdatedRows } = await trx
        .updateTable('queued_calls')
        .set({ status: 'cancelled', ...ended(at) })
        .where('tenant_id', '=', tenantId)
        .where('status', 'in', ['queued', 'running'])
        .executeTakeFirst();
      return Number(numUpdatedRows);
    },
  };
}
