import { listOf, listQuery } from '../../../contract/common.ts';
import { webhook } from '../../../contract/webhooks.ts';
import { toUuidPage } from '../../paging.ts';
import { defineRoute, placeOf } from '../../route.ts';
import { toList } from '../answers.ts';
import { toWebhookAnswer } from './answers.ts';

export const listWebhooksRoute = defineRoute({
  method: 'GET',
  path: '/ai/api/v1/webhooks',
  access: { permission: 'webhooks.view' },
  actsOn: 'environment',
  tag: 'Webhooks',
  summary: 'List the webhooks of this environment',
  query: listQuery,
  answers: { 200: listOf(webhook) },
  handle: async (call) => {
    const page = await call.services.store.readInTenant(placeOf(call), ({ webhooks }) =>
      webhooks.list(toUuidPage(call.query)),
    );
    return { status: 200, body: toList(page, toWebhookAnswer) };
  },
});
