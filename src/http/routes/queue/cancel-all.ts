import { cancelledAnswer } from '../../../contract/queue.ts';
import { cancelWaitingCalls } from '../../../control/queue.ts';
import { callerOf, defineRoute, placeOf } from '../../route.ts';

export const cancelQueuedCallsRoute = defineRoute({
  method: 'DELETE',
  path: '/ai/api/v1/queue',
  access: { permission: 'queue.cancel' },
  actsOn: 'environment',
  tag: 'Queue',
  summary: 'Cancel every call that waits in this environment',
  answers: { 200: cancelledAnswer },
  handle: async (call) => {
    const cancelled = await cancelWaitingCalls(call.services, callerOf(call).act, placeOf(call));
    return { status: 200, body: { cancelled } };
  },
});
