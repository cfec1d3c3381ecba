import { createTenantBody, tenant } from '../../../contract/tenants.ts';
import { createTenant } from '../../../control/tenants.ts';
import { callerOf, defineRoute } from '../../route.ts';
import { toTenantAnswer } from '../answers.ts';
import { tenantParts, toTenantInput } from './input.ts';

export const createTenantRoute = defineRoute({
  method: 'POST',
  path: '/ai/api/v1/tenants',
  access: { permission: 'tenants.manage' },
  actsOn: 'nowhere',
  tag: 'Tenants',
  summary: 'Create a tenant',
  body: createTenantBody,
  answers: { 201: tenant },
  handle: async (call) => {
    const { act } = callerOf(call);
    const created = await createTenant(tenantParts(call), act, call.body.id, toTenantInput(call.body));
    return { status: 201, body: toTenantAnswer(created) };
  },
});
