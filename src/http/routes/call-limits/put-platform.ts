import { platformCallLimitsAnswer, putPlatformCallLimitsBody } from '../../../contract/call-limits.ts';
import { tenantParams } from '../../../contract/tenants.ts';
import { putPlatformLimits } from '../../../control/call-limits.ts';
import { callerOf, defineRoute } from '../../route.ts';
import { toPlatformCallLimitsAnswer } from './answers.ts';

export const putPlatformCallLimitsRoute = defineRoute({
  method: 'PUT',
  path: '/ai/api/v1/tenants/:id/call_limits',
  access: { permission: 'platform_call_limits.manage' },
  actsOn: 'tenant_in_path',
  tag: 'Limits',
  summary: 'Limit what a tenant calls, on managed models and in all; under `platform`, for all tenants',
  params: tenantParams,
  body: putPlatformCallLimitsBody,
  answers: { 200: platformCallLimitsAnswer },
  handle: async (call) => {
    const { services, params, body } = call;
    const put = await putPlatformLimits(services, callerOf(call).act, params.id, body);
    return { status: 200, body: toPlatformCallLimitsAnswer(put, services.keeper.snapshot) };
  },
});
