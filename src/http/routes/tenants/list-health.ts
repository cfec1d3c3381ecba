import { listOf, listQuery } from '../../../contract/common.ts';
import { type TenantHealthAnswer, tenantHealth } from '../../../contract/tenant-health.ts';
import type { TenantHealth } from '../../../kernel/tenant-health.ts';
import { toPage } from '../../paging.ts';
import { defineRoute } from '../../route.ts';
import { toList } from '../answers.ts';

export const listTenantHealthRoute = defineRoute({
  method: 'GET',
  path: '/ai/api/v1/tenant_health',
  access: { permission: 'tenants.manage' },
  actsOn: 'nowhere',
  tag: 'Tenants',
  summary: 'List how tenants are doing: their accounts by status, models, calls that wait and stops',
  query: listQuery,
  answers: { 200: listOf(tenantHealth) },
  handle: async ({ services, query }) => {
    const page = await services.store.readAsPlatform((platform) =>
      platform.listTenantHealth(toPage(query), services.clock()),
    );
    return { status: 200, body: toList(page, toAnswer) };
  },
});

function toAnswer({ tenantId, queueState, ...health }: TenantHealth): TenantHealthAnswer {
  return { tenant_id: tenantId, queue: queueState, ...health };
}
