import { platformCallLimitsAnswer } from '../../../contract/call-limits.ts';
import { tenantParams } from '../../../contract/tenants.ts';
import { getPlatformLimitsOf } from '../../../control/call-limits.ts';
import { defineRoute } from '../../route.ts';
import { toPlatformCallLimitsAnswer } from './answers.ts';

export const getPlatformCallLimitsRoute = defineRoute({
  method: 'GET',
  path: '/ai/api/v1/tenants/:id/call_limits',
  access: { permission: 'platform_call_limits.manage' },
  actsOn: 'tenant_in_path',
  tag: 'Limits',
  summary: 'See what the platform lets a tenant call; under `platform`, what it lets all tenants',
  params: tenantParams,
  answers: { 200: platformCallLimitsAnswer },
  handle: async ({ services, params }) => {
    const limits = await getPlatformLimitsOf(services.store, params.id);
    return { status: 200, body: toPlatformCallLimitsAnswer(limits, services.keeper.snapshot) };
  },
});
