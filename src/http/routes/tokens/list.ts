import { listOf } from '../../../contract/common.ts';
import { tenantParams } from '../../../contract/tenants.ts';
import { token, tokensQuery } from '../../../contract/tokens.ts';
import { listTokens } from '../../../control/tokens.ts';
import { toPage } from '../../paging.ts';
import { callerOf, defineRoute } from '../../route.ts';
import { toList, toTokenAnswer } from '../answers.ts';
import { tokenScope } from './scope.ts';

export const listTokensRoute = defineRoute({
  method: 'GET',
  path: '/ai/api/v1/tenants/:id/tokens',
  access: { permission: 'tokens.view' },
  actsOn: 'tenant_in_path',
  tag: 'Tokens',
  summary: 'List a tenant’s tokens; an administrator sees those of its own environment',
  params: tenantParams,
  query: tokensQuery,
  answers: { 200: listOf(token) },
  handle: async (call) => {
    const { environment } = call.query;
    const page = await listTokens(
      call.services.store,
      tokenScope(callerOf(call).caller, call.params.id),
      toPage(call.query),
      environment === undefined ? {} : { environment },
    );
    return { status: 200, body: toList(page, toTokenAnswer) };
  },
});
