import { fallbackQuery } from '../../../contract/fallback.ts';
import { resetFailurePolicy } from '../../../control/fallback/put-policy.ts';
import { callerOf, defineRoute } from '../../route.ts';
import { scopeOf } from './scope.ts';

export const deleteFallbackRoute = defineRoute({
  method: 'DELETE',
  path: '/ai/api/v1/fallback',
  access: { permission: 'fallback.manage' },
  actsOn: 'environment',
  tag: 'Routing',
  summary: 'Forget a policy and its consent: an agent goes by the environment’s again, which fails closed',
  query: fallbackQuery,
  answers: { 204: null },
  handle: async (call) => {
    await resetFailurePolicy(call.services, callerOf(call).act, scopeOf(call));
    return { status: 204 };
  },
});
