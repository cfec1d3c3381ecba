import { webhookParams } from '../../../contract/webhooks.ts';
import { deleteWebhook } from '../../../control/webhooks/webhooks.ts';
import { callerOf, defineRoute, placeOf } from '../../route.ts';

export const deleteWebhookRoute = defineRoute({
  method: 'DELETE',
  path: '/ai/api/v1/webhooks/:id',
  access: { permission: 'webhooks.manage' },
  actsOn: 'environment',
  tag: 'Webhooks',
  summary: 'Delete a webhook with what still waits for it',
  params: webhookParams,
  answers: { 204: null },
  handle: async (call) => {
    await deleteWebhook(call.services, callerOf(call).act, placeOf(call), call.params.id);
    return { status: 204 };
  },
});
