import { newWebhook, webhookParams } from '../../../contract/webhooks.ts';
import { rotateWebhook } from '../../../control/webhooks/webhooks.ts';
import { callerOf, defineRoute, placeOf } from '../../route.ts';
import { toNewWebhookAnswer } from './answers.ts';

export const rotateWebhookRoute = defineRoute({
  method: 'POST',
  path: '/ai/api/v1/webhooks/:id/rotate',
  access: { permission: 'webhooks.manage' },
  actsOn: 'environment',
  tag: 'Webhooks',
  summary: 'Make a new signing secret; the one before signs beside it for a day',
  params: webhookParams,
  answers: { 200: newWebhook },
  handle: async (call) => {
    const { credentials } = call.services;
    const rotated = await rotateWebhook(credentials, callerOf(call).act, placeOf(call), call.params.id);
    return { status: 200, body: toNewWebhookAnswer(rotated) };
  },
});
