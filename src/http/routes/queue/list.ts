import { listOf } from '../../../contract/common.ts';
import { queuedCallAnswer, queueQuery } from '../../../contract/queue.ts';
import { toUuidPage } from '../../paging.ts';
import { defineRoute, placeOf } from '../../route.ts';
import { toList } from '../answers.ts';
import { toQueuedCallAnswer } from './answers.ts';

export const listQueuedCallsRoute = defineRoute({
  method: 'GET',
  path: '/ai/api/v1/queue',
  access: { permission: 'queue.view' },
  actsOn: 'environment',
  tag: 'Queue',
  summary: 'List calls that wait for their model, and those of the last day that waited; newest first',
  query: queueQuery,
  answers: { 200: listOf(queuedCallAnswer) },
  handle: async (call) => {
    const { status } = call.query;
    const page = await call.services.store.readInTenant(placeOf(call), ({ queuedCalls }) =>
      queuedCalls.list(toUuidPage(call.query), status === undefined ? {} : { status }),
    );
    return { status: 200, body: toList(page, toQueuedCallAnswer) };
  },
});
