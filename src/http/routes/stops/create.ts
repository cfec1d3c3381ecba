import { createStopBody, stop } from '../../../contract/stops.ts';
import { createStop } from '../../../control/stops.ts';
import { callerOf, defineRoute } from '../../route.ts';
import { toStopAnswer } from './answers.ts';

export const createStopRoute = defineRoute({
  method: 'POST',
  path: '/ai/api/v1/stops',
  access: { permission: 'stops.manage' },
  actsOn: 'nowhere',
  tag: 'Stops',
  summary:
    'Stop calls of a tenant, to a host or on a credential, at once and on every replica; calls that run are cut',
  body: createStopBody,
  answers: { 201: stop },
  handle: async (call) => {
    const created = await createStop(call.services, callerOf(call).act, call.body);
    return { status: 201, body: toStopAnswer(created) };
  },
});
