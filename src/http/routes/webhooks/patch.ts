import { patchWebhookBody, webhook, webhookParams } from '../../../contract/webhooks.ts';
import { patchWebhook } from '../../../control/webhooks/webhooks.ts';
import { callerOf, defineRoute, placeOf } from '../../route.ts';
import { toWebhookAnswer } from './answers.ts';

export const patchWebhookRoute = defineRoute({
  method: 'PATCH',
  path: '/ai/api/v1/webhooks/:id',
  access: { permission: 'webhooks.manage' },
  actsOn: 'environment',
  tag: 'Webhooks',
  summary: 'Change a webhook, or switch it on again',
  params: webhookParams,
  body: patchWebhookBody,
  answers: { 200: webhook },
  handle: async (call) => {
    const { services, params, body } = call;
    const { act } = callerOf(call);
    const changed = await patchWebhook(services.credentials, act, placeOf(call), params.id, body);
    return { status: 200, body: toWebhookAnswer(changed) };
  },
});
