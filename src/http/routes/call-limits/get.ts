import { callLimitsAnswer } from '../../../contract/call-limits.ts';
import { getCallLimits } from '../../../control/call-limits.ts';
import { defineRoute, placeOf } from '../../route.ts';
import { toCallLimitsAnswer } from './answers.ts';

export const getCallLimitsRoute = defineRoute({
  method: 'GET',
  path: '/ai/api/v1/call_limits',
  access: { permission: 'call_limits.view' },
  actsOn: 'environment',
  tag: 'Limits',
  summary: 'See how much may be called in the environment, by the tenant’s limits and by the platform’s',
  answers: { 200: callLimitsAnswer },
  handle: async (call) => {
    const { store, keeper } = call.services;
    const { tenantId, environment } = placeOf(call);
    const limits = await getCallLimits(store, { tenantId, environment });
    return { status: 200, body: toCallLimitsAnswer(limits, keeper.snapshot) };
  },
});
