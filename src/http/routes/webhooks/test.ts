import { delivery, webhookParams } from '../../../contract/webhooks.ts';
import { testWebhook } from '../../../control/webhooks/webhooks.ts';
import { limits } from '../../../kernel/limits.ts';
import { defineRoute, placeOf } from '../../route.ts';
import { toDeliveryAnswer } from './answers.ts';

export const testWebhookRoute = defineRoute({
  method: 'POST',
  path: '/ai/api/v1/webhooks/:id/test',
  access: { permission: 'webhooks.manage' },
  actsOn: 'environment',
  tag: 'Webhooks',
  summary: 'Send a test message; its delivery shows what became of it',
  params: webhookParams,
  answers: { 202: delivery },
  attemptsPerMinute: limits.webhooks.testsPerMinute,
  handle: async (call) => {
    const queued = await testWebhook(call.services, placeOf(call), call.params.id);
    return { status: 202, body: toDeliveryAnswer(queued) };
  },
});
