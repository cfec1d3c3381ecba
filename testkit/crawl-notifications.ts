import type { Request, Sample } from './crawl-sample.ts';

const api = '/ai/api/v1';
const nothing = (): Request => ({});
const ofWebhook: Pick<Sample, 'request' | 'names'> = {
  request: async (make, tenant) => ({ params: { id: await make.webhook(tenant) } }),
  names: { id: 'webhook' },
};

const ofExport: Pick<Sample, 'request' | 'names'> = {
  request: async (make, tenant) => ({ params: { id: await make.export(tenant) } }),
  names: { id: 'export' },
};

/** No message leaves here: the webhooks ask for what never happens, and receivers are names without a server. */
export const notificationSamples: Readonly<Record<string, Sample>> = {
  [`GET ${api}/notifications`]: { request: () => ({ query: 'limit=1000&unread=true' }) },
  [`POST ${api}/notifications/:id/read`]: {
    request: async (make, tenant) => ({ params: { id: await make.notification(tenant) } }),
    names: { id: 'notification' },
  },
  [`POST ${api}/notifications/read_all`]: { request: nothing },
  [`GET ${api}/notification_settings`]: { request: nothing },
  [`PUT ${api}/notification_settings`]: { request: () => ({ body: { emails: [], events: [] } }) },
  [`POST ${api}/exports`]: {
    request: (make) => ({
      body: {
        name: make.freshId(),
        kind: 'object_store',
        streams: ['checkpoints'],
        destination: { url: 'https://receiver.example/object?signature=x' },
      },
    }),
  },
  [`GET ${api}/exports`]: { request: () => ({ query: 'limit=1000' }) },
  [`GET ${api}/exports/:id`]: ofExport,
  [`PATCH ${api}/exports/:id`]: {
    request: async (make, tenant) => ({ params: { id: await make.export(tenant) }, body: { name: 'Other' } }),
    names: { id: 'export' },
  },
  [`DELETE ${api}/exports/:id`]: ofExport,
  [`GET ${api}/incidents`]: { request: nothing },
  [`POST ${api}/webhooks`]: {
    request: () => ({ body: { url: 'https://receiver.example/hook', events: [] } }),
  },
  [`GET ${api}/webhooks`]: { request: nothing },
  [`GET ${api}/webhooks/:id`]: ofWebhook,
  [`PATCH ${api}/webhooks/:id`]: {
    request: async (make, tenant) => ({
      params: { id: await make.webhook(tenant) },
      body: { description: 'Changed' },
    }),
    names: { id: 'webhook' },
  },
  [`DELETE ${api}/webhooks/:id`]: ofWebhook,
  [`POST ${api}/webhooks/:id/rotate`]: ofWebhook,
  [`GET ${api}/webhooks/:id/deliveries`]: ofWebhook,
  // Switched off, so that nothing is looked up for it.
  [`POST ${api}/webhooks/:id/test`]: {
    request: async (make, tenant) => ({ params: { id: await make.webhookSwitchedOff(tenant) } }),
    names: { id: 'webhook' },
    status: 400,
  },
  [`POST ${api}/webhooks/:id/deliveries/:delivery_id/resend`]: {
    request: async (make, tenant) => {
      const delivery_id = await make.delivery(tenant);
      return { params: { id: await make.webhookSwitchedOff(tenant), delivery_id } };
    },
    names: { id: 'webhook', delivery_id: 'delivery' },
    status: 400,
  },
};
