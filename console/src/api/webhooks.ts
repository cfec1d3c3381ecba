import { infiniteQueryOptions } from '@tanstack/react-query';
import type { paths } from '../api.d.ts';
import type { Api, ApiClient } from './api.ts';
import { listLimitMax } from './lists.ts';

type WebhooksPath = paths['/ai/api/v1/webhooks'];
type OneWebhook = paths['/ai/api/v1/webhooks/{id}'];
export type Webhook = OneWebhook['get']['responses']['200']['content']['application/json'];
export type NewWebhook = WebhooksPath['post']['responses']['201']['content']['application/json'];
export type WebhookBody = WebhooksPath['post']['requestBody']['content']['application/json'];
export type WebhookPatch = OneWebhook['patch']['requestBody']['content']['application/json'];

type DeliveriesPath = paths['/ai/api/v1/webhooks/{id}/deliveries']['get'];
type DeliveryPage = DeliveriesPath['responses']['200']['content']['application/json'];
export type Delivery = DeliveryPage['items'][number];

const rowsPerPage = 25;
/** While something is on its way. */
const lookAgainMs = 3_000;

export const webhooksQuery = (api: Api) =>
  api.query(['webhooks'], (client, signal) =>
    client.GET('/ai/api/v1/webhooks', { params: { query: { limit: listLimitMax } }, signal }),
  );

export const webhookQuery = (api: Api, id: string) =>
  api.query(['webhooks', id], (client, signal) =>
    client.GET('/ai/api/v1/webhooks/{id}', { params: { path: { id } }, signal }),
  );

/** Newest first, page by page. */
export const deliveriesQuery = (api: Api, id: string) =>
  infiniteQueryOptions({
    queryKey: [api.scope.name, 'webhooks', id, 'deliveries'],
    queryFn: ({ pageParam, signal }) =>
      api.ask((client) =>
        client.GET('/ai/api/v1/webhooks/{id}/deliveries', {
          params: {
            path: { id },
            query: { limit: rowsPerPage, ...(pageParam !== null && { cursor: pageParam }) },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor: next }: DeliveryPage) => next,
    refetchInterval: ({ state }) => {
      const all = state.data?.pages.flatMap(({ items }) => items) ?? [];
      return all.some((delivery) => delivery.state === 'waiting') ? lookAgainMs : false;
    },
  });

export const createWebhook = (body: WebhookBody) => (client: ApiClient) =>
  client.POST('/ai/api/v1/webhooks', { body });

export const patchWebhook = (id: string, body: WebhookPatch) => (client: ApiClient) =>
  client.PATCH('/ai/api/v1/webhooks/{id}', { params: { path: { id } }, body });

export const deleteWebhook = (id: string) => (client: ApiClient) =>
  client.DELETE('/ai/api/v1/webhooks/{id}', { params: { path: { id } } });

export const rotateWebhook = (id: string) => (client: ApiClient) =>
  client.POST('/ai/api/v1/webhooks/{id}/rotate', { params: { path: { id } } });

export const resendDelivery = (webhookId: string, id: string) => (client: ApiClient) =>
  client.POST('/ai/api/v1/webhooks/{id}/deliveries/{delivery_id}/resend', {
    params: { path: { id: webhookId, delivery_id: id } },
  });

export const testWebhook = (id: string) => (client: ApiClient) =>
  client.POST('/ai/api/v1/webhooks/{id}/test', { params: { path: { id } } });
