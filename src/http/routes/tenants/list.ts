import { listOf, listQuery } from '../../../contract/common.ts';
import { tenant } from '../../../contract/tenants.ts';
import { toPage } from '../../paging.ts';
import { defineRoute } from '../../route.ts';
import { toList, toTenantAnswer } from '../answers.ts';

export const listTenants = defineRoute({
  method: 'GET',
  path: '/ai/api/v1/tenants',
  access: { permission: 'tenants.manage' },
  actsOn: 'nowhere',
  tag: 'Tenants',
  summary: 'List tenants',
  query: listQuery,
  answers: { 200: listOf(tenant) },
  handle: async ({ services, query }) => {
    const page = await services.store.readAsPlatform(({ tenants }) => tenants.list(toPage(query)));
    return { status: 200, body: toList(page, toTenantAnswer) };
  },
});
