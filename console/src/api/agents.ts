import type { paths } from '../api.d.ts';
import type { Api, ApiClient } from './api.ts';
import { listLimitMax } from './lists.ts';

export type Agent = paths['/ai/api/v1/agents/{id}']['get']['responses']['200']['content']['application/json'];
export type AgentBody = paths['/ai/api/v1/agents']['post']['requestBody']['content']['application/json'];
export type AgentPatch =
  paths['/ai/api/v1/agents/{id}']['patch']['requestBody']['content']['application/json'];

export const agentsQuery = (api: Api) =>
  api.query(['agents'], (client, signal) =>
    client.GET('/ai/api/v1/agents', { params: { query: { limit: listLimitMax } }, signal }),
  );

export const agentQuery = (api: Api, id: string) =>
  api.query(['agents', id], (client, signal) =>
    client.GET('/ai/api/v1/agents/{id}', { params: { path: { id } }, signal }),
  );

export const createAgent = (body: AgentBody) => (client: ApiClient) =>
  client.POST('/ai/api/v1/agents', { body });

export const patchAgent = (id: string, body: AgentPatch) => (client: ApiClient) =>
  client.PATCH('/ai/api/v1/agents/{id}', { params: { path: { id } }, body });

export const deleteAgent = (id: string) => (client: ApiClient) =>
  client.DELETE('/ai/api/v1/agents/{id}', { params: { path: { id } } });
export const serveAgentByOwnModels = (id: string) => (client: ApiClient) =>
  client.PATCH('/ai/api/v1/agents/{id}', { params: { path: { id } }, body: { mode: 'byo' } });
