import { tenant, tenantParams } from '../../../contract/tenants.ts';
import { getTenant } from '../../../control/tenants.ts';
import { defineRoute } from '../../route.ts';
import { toTenantAnswer } from '../answers.ts';

export const getTenantRoute = defineRoute({
  method: 'GET',
  path: '/ai/api/v1/tenants/:id',
  access: { permission: 'tenant.view' },
  actsOn: 'tenant_in_path',
  tag: 'Tenants',
  summary: 'See a tenant',
  params: tenantParams,
  answers: { 200: tenant },
  handle: async ({ services, params }) => ({
    status: 200,
    body: toTenantAnswer(await getTenant(services.store, params.id)),
  }),
});
