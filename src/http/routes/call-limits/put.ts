import { callLimitsAnswer, putCallLimitsBody } from '../../../contract/call-limits.ts';
import { putCallLimits } from '../../../control/call-limits.ts';
import { callerOf, defineRoute, placeOf } from '../../route.ts';
import { toCallLimitsAnswer } from './answers.ts';

export const putCallLimitsRoute = defineRoute({
  method: 'PUT',
  path: '/ai/api/v1/call_limits',
  access: { permission: 'call_limits.manage' },
  actsOn: 'environment',
  tag: 'Limits',
  summary: 'Limit the environment, each of its tokens and each of its users',
  body: putCallLimitsBody,
  answers: { 200: callLimitsAnswer },
  handle: async (call) => {
    const put = await putCallLimits(call.services, callerOf(call).act, placeOf(call), call.body);
    return { status: 200, body: toCallLimitsAnswer(put, call.services.keeper.snapshot) };
  },
});
