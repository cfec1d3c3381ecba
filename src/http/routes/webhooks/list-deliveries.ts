import { listOf, listQuery } from '../../../contract/common.ts';
import { delivery, webhookParams } from '../../../contract/webhooks.ts';
import { getWebhook } from '../../../control/webhooks/webhooks.ts';
import { toUuidPage } from '../../paging.ts';
import { defineRoute, placeOf } from '../../route.ts';
import { toList } from '../answers.ts';
import { toDeliveryAnswer } from './answers.ts';

export const listDeliveriesRoute = defineRoute({
  method: 'GET',
  path: '/ai/api/v1/webhooks/:id/deliveries',
  access: { permission: 'webhooks.view' },
  actsOn: 'environment',
  tag: 'Webhooks',
  summary: 'What was sent to a webhook and what became of it, the newest first',
  params: webhookParams,
  query: listQuery,
  answers: { 200: listOf(delivery) },
  handle: async (call) => {
    const { store } = call.services;
    const { id } = await getWebhook(store, placeOf(call), call.params.id);
    const page = await store.readInTenant(placeOf(call), ({ deliveries }) =>
      deliveries.listOfWebhook(id, toUuidPage(call.query)),
    );
    return { status: 200, body: toList(page, toDeliveryAnswer) };
  },
});
