import { fallbackAnswer, fallbackQuery } from '../../../contract/fallback.ts';
import { getFailurePolicy } from '../../../control/fallback/policy-view.ts';
import { defineRoute } from '../../route.ts';
import { toFallbackAnswer } from './answers.ts';
import { scopeOf } from './scope.ts';

export const getFallbackRoute = defineRoute({
  method: 'GET',
  path: '/ai/api/v1/fallback',
  access: { permission: 'fallback.view' },
  actsOn: 'environment',
  tag: 'Routing',
  summary: 'See what happens when an own model cannot answer, in the environment or for one agent',
  query: fallbackQuery,
  answers: { 200: fallbackAnswer },
  handle: async (call) => {
    const view = await getFailurePolicy(call.services.store, scopeOf(call));
    return { status: 200, body: toFallbackAnswer(view, call.services) };
  },
});
