import { queuedCallAnswer, queuedCallParams } from '../../../contract/queue.ts';
import { cancelQueuedCall } from '../../../control/queue.ts';
import { callerOf, defineRoute, placeOf } from '../../route.ts';
import { toQueuedCallAnswer } from './answers.ts';

export const cancelQueuedCallRoute = defineRoute({
  method: 'DELETE',
  path: '/ai/api/v1/queue/:id',
  access: { permission: 'queue.cancel' },
  actsOn: 'environment',
  tag: 'Queue',
  summary: 'Cancel a call that waits; one that is over stays as it is',
  params: queuedCallParams,
  answers: { 200: queuedCallAnswer },
  handle: async (call) => {
    const { act } = callerOf(call);
    const cancelled = await cancelQueuedCall(call.services, act, placeOf(call), call.params.id);
    return { status: 200, body: toQueuedCallAnswer(cancelled) };
  },
});
