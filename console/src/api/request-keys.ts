import type { paths } from '../api.d.ts';
import type { Api, ApiClient } from './api.ts';

type Links = paths['/ai/api/v1/service_requests/{id}/deposits'];
export type KeyLink = Links['get']['responses']['200']['content']['application/json']['items'][number];
export type KeyWish = Links['post']['requestBody']['content']['application/json'];

/** Whoever holds the key enters it at any time. */
const lookAgainMs = 10_000;

export const keyLinksQuery = (api: Api, id: string) => ({
  ...api.query(['service-requests', id, 'deposits'], (client, signal) =>
    client.GET('/ai/api/v1/service_requests/{id}/deposits', { params: { path: { id } }, signal }),
  ),
  refetchInterval: lookAgainMs,
});

export const askForKey = (id: string, body: KeyWish) => (client: ApiClient) =>
  client.POST('/ai/api/v1/service_requests/{id}/deposits', { params: { path: { id } }, body });

export const revokeKeyLink = (id: string, link: string) => (client: ApiClient) =>
  client.DELETE('/ai/api/v1/service_requests/{id}/deposits/{deposit_id}', {
    params: { path: { id, deposit_id: link } },
  });
