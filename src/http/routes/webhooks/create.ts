import { createWebhookBody, newWebhook } from '../../../contract/webhooks.ts';
import { createWebhook } from '../../../control/webhooks/webhooks.ts';
import { callerOf, defineRoute, placeOf } from '../../route.ts';
import { toNewWebhookAnswer } from './answers.ts';

export const createWebhookRoute = defineRoute({
  method: 'POST',
  path: '/ai/api/v1/webhooks',
  access: { permission: 'webhooks.manage' },
  actsOn: 'environment',
  tag: 'Webhooks',
  summary: 'Have signed messages sent to a URL; the signing secret is in this answer alone',
  body: createWebhookBody,
  answers: { 201: newWebhook },
  handle: async (call) => {
    const { credentials } = call.services;
    const created = await createWebhook(credentials, callerOf(call).act, placeOf(call), call.body);
    return { status: 201, body: toNewWebhookAnswer(created) };
  },
});
