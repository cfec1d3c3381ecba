import { listOf, listQuery } from '../../../contract/common.ts';
import {
  cancelledAnswer,
  putTenantQueueBody,
  tenantQueueAnswer,
  tenantQueueParams,
} from '../../../contract/queue.ts';
import { cancelQueue, putQueueState } from '../../../control/queue.ts';
import { toPage } from '../../paging.ts';
import { callerOf, defineRoute } from '../../route.ts';
import { toList } from '../answers.ts';
import { toSummaryAnswer } from './answers.ts';

const common = { access: { permission: 'queues.manage' }, tag: 'Queue' } as const;
const ofTenant = { ...common, path: '/ai/api/v1/queues/:id', actsOn: 'tenant_in_path' } as const;

export const listQueuesRoute = defineRoute({
  ...common,
  method: 'GET',
  path: '/ai/api/v1/queues',
  actsOn: 'nowhere',
  summary: 'List the queues of tenants: those with calls that wait, and those that are paused or drain',
  query: listQuery,
  answers: { 200: listOf(tenantQueueAnswer) },
  handle: async ({ services, query }) => {
    const now = services.clock();
    const page = await services.store.readAsPlatform(({ queues }) => queues.list(toPage(query)));
    const toAnswer = ({ tenantId, ...summary }: (typeof page.items)[number]) => ({
      tenant_id: tenantId,
      ...toSummaryAnswer(summary, now),
    });
    return { status: 200, body: toList(page, toAnswer) };
  },
});

export const putQueueRoute = defineRoute({
  ...ofTenant,
  method: 'PUT',
  summary: 'Pause a tenant’s queue, drain it, or let it run, in all of its environments',
  params: tenantQueueParams,
  body: putTenantQueueBody,
  answers: { 200: tenantQueueAnswer },
  handle: async (call) => {
    const { services, params, body } = call;
    const summary = await putQueueState(services, callerOf(call).act, params.id, body.state);
    const answer = { tenant_id: params.id, ...toSummaryAnswer(summary, services.clock()) };
    return { status: 200, body: answer };
  },
});

export const cancelQueueRoute = defineRoute({
  ...ofTenant,
  method: 'DELETE',
  summary: 'Cancel every call that waits in a tenant’s queue',
  params: tenantQueueParams,
  answers: { 200: cancelledAnswer },
  handle: async (call) => {
    const cancelled = await cancelQueue(call.services, callerOf(call).act, call.params.id);
    return { status: 200, body: { cancelled } };
  },
});
