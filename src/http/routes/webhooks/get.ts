import { webhook, webhookParams } from '../../../contract/webhooks.ts';
import { getWebhook } from '../../../control/webhooks/webhooks.ts';
import { defineRoute, placeOf } from '../../route.ts';
import { toWebhookAnswer } from './answers.ts';

export const getWebhookRoute = defineRoute({
  method: 'GET',
  path: '/ai/api/v1/webhooks/:id',
  access: { permission: 'webhooks.view' },
  actsOn: 'environment',
  tag: 'Webhooks',
  summary: 'See one webhook',
  params: webhookParams,
  answers: { 200: webhook },
  handle: async (call) => {
    const found = await getWebhook(call.services.store, placeOf(call), call.params.id);
    return { status: 200, body: toWebhookAnswer(found) };
  },
});
