import { consentBody, fallbackAnswer, fallbackQuery } from '../../../contract/fallback.ts';
import { giveConsent, withdrawConsent } from '../../../control/fallback/consent.ts';
import { callerOf, defineRoute } from '../../route.ts';
import { toFallbackAnswer } from './answers.ts';
import { scopeOf } from './scope.ts';

const common = {
  path: '/ai/api/v1/fallback/consent',
  access: { permission: 'fallback.consent' },
  actsOn: 'environment',
  tag: 'Routing',
  query: fallbackQuery,
  answers: { 200: fallbackAnswer },
} as const;

export const giveConsentRoute = defineRoute({
  ...common,
  method: 'PUT',
  summary: 'Agree, as the tenant’s own administrator, that data may leave its network; changes no policy',
  body: consentBody,
  handle: async (call) => {
    const view = await giveConsent(call.services, callerOf(call).act, scopeOf(call));
    return { status: 200, body: toFallbackAnswer(view, call.services) };
  },
});

export const withdrawConsentRoute = defineRoute({
  ...common,
  method: 'DELETE',
  summary: 'Take the consent back: a managed policy fails closed from then on',
  handle: async (call) => {
    const view = await withdrawConsent(call.services, callerOf(call).act, scopeOf(call));
    return { status: 200, body: toFallbackAnswer(view, call.services) };
  },
});
