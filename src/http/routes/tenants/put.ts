import { putTenantBody, tenant, tenantParams } from '../../../contract/tenants.ts';
import { putTenant } from '../../../control/tenants.ts';
import { PlugboardError } from '../../../kernel/errors.ts';
import { callerOf, defineRoute } from '../../route.ts';
import { toTenantAnswer } from '../answers.ts';
import { tenantParts, toTenantInput } from './input.ts';

export const putTenantRoute = defineRoute({
  method: 'PUT',
  path: '/ai/api/v1/tenants/:id',
  access: { permission: 'tenants.manage' },
  actsOn: 'nowhere',
  tag: 'Tenants',
  summary: 'Create a tenant, or change the one that is there',
  params: tenantParams,
  body: putTenantBody,
  answers: { 200: tenant, 201: tenant },
  handle: async (call) => {
    const { act } = callerOf(call);
    const { id } = call.params;
    if (call.body.id !== undefined && call.body.id !== id) {
      throw new PlugboardError('invalid_request', {
        errors: [{ field: 'id', detail: 'must be the id in the path, or left out' }],
      });
    }
    const { tenant: put, created } = await putTenant(tenantParts(call), act, id, toTenantInput(call.body));
    return { status: created ? 201 : 200, body: toTenantAnswer(put) };
  },
});
