import { fallbackAnswer, fallbackQuery, putFallbackBody } from '../../../contract/fallback.ts';
import { putFailurePolicy } from '../../../control/fallback/put-policy.ts';
import { callerOf, defineRoute } from '../../route.ts';
import { toFallbackAnswer } from './answers.ts';
import { scopeOf } from './scope.ts';

export const putFallbackRoute = defineRoute({
  method: 'PUT',
  path: '/ai/api/v1/fallback',
  access: { permission: 'fallback.manage' },
  actsOn: 'environment',
  tag: 'Routing',
  summary:
    'Say what happens when an own model cannot answer; managed models need the tenant’s consent that data leaves its network',
  query: fallbackQuery,
  body: putFallbackBody,
  answers: { 200: fallbackAnswer },
  handle: async (call) => {
    const { act } = callerOf(call);
    const view = await putFailurePolicy(call.services, act, scopeOf(call), call.body);
    return { status: 200, body: toFallbackAnswer(view, call.services) };
  },
});
