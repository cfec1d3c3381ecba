import { listOf } from '../../../contract/common.ts';
import { egressRule, egressRulesQuery } from '../../../contract/egress-rules.ts';
import { toUuidPage } from '../../paging.ts';
import { defineRoute } from '../../route.ts';
import { toList } from '../answers.ts';
import { toEgressRuleAnswer } from './answers.ts';

export const listEgressRulesRoute = defineRoute({
  method: 'GET',
  path: '/ai/api/v1/egress_rules',
  access: { permission: 'egress_rules.manage' },
  actsOn: 'nowhere',
  tag: 'Egress rules',
  summary: 'List egress rules, of all tenants or of one',
  query: egressRulesQuery,
  answers: { 200: listOf(egressRule) },
  handle: async ({ services, query }) => {
    const filter = query.tenant_id === undefined ? {} : { tenantId: query.tenant_id };
    const page = await services.store.readAsPlatform(({ egressRules }) =>
      egressRules.list(toUuidPage(query), filter),
    );
    return { status: 200, body: toList(page, toEgressRuleAnswer) };
  },
});
