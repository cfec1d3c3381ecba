import { delivery, deliveryParams } from '../../../contract/webhooks.ts';
import { resendDelivery } from '../../../control/webhooks/resend-delivery.ts';
import { limits } from '../../../kernel/limits.ts';
import { callerOf, defineRoute, placeOf } from '../../route.ts';
import { parseMessageId, toDeliveryAnswer } from './answers.ts';

export const resendDeliveryRoute = defineRoute({
  method: 'POST',
  path: '/ai/api/v1/webhooks/:id/deliveries/:delivery_id/resend',
  access: { permission: 'webhooks.manage' },
  actsOn: 'environment',
  tag: 'Webhooks',
  summary: 'Send a message again, at once and under the same id, whether it had arrived or not',
  params: deliveryParams,
  answers: { 202: delivery },
  attemptsPerMinute: limits.webhooks.resendsPerMinute,
  handle: async (call) => {
    const { id, delivery_id } = call.params;
    const { act } = callerOf(call);
    const due = await resendDelivery(call.services, act, placeOf(call), id, parseMessageId(delivery_id));
    return { status: 202, body: toDeliveryAnswer(due) };
  },
});
