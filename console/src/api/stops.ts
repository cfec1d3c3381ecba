import type { paths } from '../api.d.ts';
import type { Api, ApiClient } from './api.ts';
import { listLimitMax } from './lists.ts';

type StopsPath = paths['/ai/api/v1/stops'];
export type Stop = StopsPath['get']['responses']['200']['content']['application/json']['items'][number];
export type StopBody = StopsPath['post']['requestBody']['content']['application/json'];

export const stopsQuery = (api: Api) =>
  api.query(['stops'], (client, signal) =>
    client.GET('/ai/api/v1/stops', { params: { query: { limit: listLimitMax } }, signal }),
  );

export const createStop = (body: StopBody) => (client: ApiClient) =>
  client.POST('/ai/api/v1/stops', { body });

export const deleteStop = (id: string) => (client: ApiClient) =>
  client.DELETE('/ai/api/v1/stops/{id}', { params: { path: { id } } });
