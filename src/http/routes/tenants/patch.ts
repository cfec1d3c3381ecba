import { patchTenantBody, tenant, tenantParams } from '../../../contract/tenants.ts';
import { updateTenant } from '../../../control/tenants.ts';
import { callerOf, defineRoute } from '../../route.ts';
import { toTenantAnswer } from '../answers.ts';
import { tenantParts, toTenantInput } from './input.ts';

export const patchTenantRoute = defineRoute({
  method: 'PATCH',
  path: '/ai/api/v1/tenants/:id',
  access: { permission: 'tenants.manage' },
  actsOn: 'tenant_in_path',
  tag: 'Tenants',
  summary: 'Change a tenant',
  params: tenantParams,
  body: patchTenantBody,
  answers: { 200: tenant },
  handle: async (call) => {
    const { act } = callerOf(call);
    const changed = await updateTenant(tenantParts(call), act, call.params.id, toTenantInput(call.body));
    return { status: 200, body: toTenantAnswer(changed) };
  },
});
