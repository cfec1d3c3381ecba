import type { paths } from '../api.d.ts';
import type { Api, ApiClient } from './api.ts';
import { listLimitMax } from './lists.ts';

type All = paths['/ai/api/v1/support_windows'];
type Check = paths['/ai/api/v1/support_windows/{id}/checks']['post'];
type Windows = All['get']['responses']['200']['content']['application/json'];

export type SupportWindow = Windows['items'][number];
export type SupportWindowRecord =
  paths['/ai/api/v1/support_windows/{id}']['get']['responses']['200']['content']['application/json'];
export type GrantBody = All['post']['requestBody']['content']['application/json'];
export type WindowCheckBody = Check['requestBody']['content']['application/json'];

export const supportWindowsQuery = (api: Api) =>
  api.query(['support-windows'], (client, signal) =>
    client.GET('/ai/api/v1/support_windows', { params: { query: { limit: listLimitMax } }, signal }),
  );

/** With everything that was done in it. */
export const supportWindowQuery = (api: Api, id: string) =>
  api.query(['support-windows', id], (client, signal) =>
    client.GET('/ai/api/v1/support_windows/{id}', { params: { path: { id } }, signal }),
  );

export const grantSupportWindow = (body: GrantBody) => (client: ApiClient) =>
  client.POST('/ai/api/v1/support_windows', { body });

export const endSupportWindow = (id: string) => (client: ApiClient) =>
  client.POST('/ai/api/v1/support_windows/{id}/end', { params: { path: { id } } });

export const checkInWindow = (id: string, body: WindowCheckBody) => (client: ApiClient) =>
  client.POST('/ai/api/v1/support_windows/{id}/checks', { params: { path: { id } }, body });
