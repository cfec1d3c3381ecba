import { tenantParams } from '../../../contract/tenants.ts';
import { deleteTenant } from '../../../control/tenants.ts';
import { callerOf, defineRoute } from '../../route.ts';

export const deleteTenantRoute = defineRoute({
  method: 'DELETE',
  path: '/ai/api/v1/tenants/:id',
  access: { permission: 'tenants.manage' },
  actsOn: 'tenant_in_path',
  tag: 'Tenants',
  summary: 'Delete a tenant with everything in it, its key included; its id is never used again',
  params: tenantParams,
  answers: { 204: null },
  handle: async (call) => {
    const { services, params } = call;
    await deleteTenant({ ...services, keys: services.tenantKeys }, callerOf(call).act, params.id);
    return { status: 204 };
  },
});
