import { queueSummaryAnswer } from '../../../contract/queue.ts';
import { defineRoute, placeOf } from '../../route.ts';
import { toSummaryAnswer } from './answers.ts';

export const getQueueSummaryRoute = defineRoute({
  method: 'GET',
  path: '/ai/api/v1/queue/summary',
  access: { permission: 'queue.view' },
  actsOn: 'environment',
  tag: 'Queue',
  summary: 'See how many calls of the environment wait for their model, and for how long',
  answers: { 200: queueSummaryAnswer },
  handle: async (call) => {
    const { store, clock } = call.services;
    const summary = await store.readInTenant(placeOf(call), ({ queuedCalls }) => queuedCalls.summarise());
    return { status: 200, body: toSummaryAnswer(summary, clock()) };
  },
});
