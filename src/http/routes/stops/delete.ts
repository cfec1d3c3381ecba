import { stopParams } from '../../../contract/stops.ts';
import { deleteStop } from '../../../control/stops.ts';
import { callerOf, defineRoute } from '../../route.ts';

export const deleteStopRoute = defineRoute({
  method: 'DELETE',
  path: '/ai/api/v1/stops/:id',
  access: { permission: 'stops.manage' },
  actsOn: 'nowhere',
  tag: 'Stops',
  summary: 'Take a stop away; calls go there again at once',
  params: stopParams,
  answers: { 204: null },
  handle: async (call) => {
    await deleteStop(call.services, callerOf(call).act, call.params.id);
    return { status: 204 };
  },
});
