import type { Api, ApiClient } from './api.ts';
import { listLimitMax } from './lists.ts';

export const agentsQuery = (api: Api) =>
  api.query(['agents'], (client, signal) =>
    client.GET('/ai/api/v1/agents', { params: { query: { limit: listLimitMax } }, signal }),
  );

export const serveAgentByOwnModels = (id: string) => (client: ApiClient) =>
  client.PATCH('/ai/api/v1/agents/{id}', { params: { path: { id } }, body: { mode: 'byo' } });
