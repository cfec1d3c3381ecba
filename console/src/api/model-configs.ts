import type { paths } from '../api.d.ts';
import type { Api, ApiClient } from './api.ts';
import { listLimitMax } from './lists.ts';

export type ModelConfig =
  paths['/ai/api/v1/config/llm/{id}']['get']['responses']['200']['content']['application/json'];

export const modelConfigsQuery = (api: Api) =>
  api.query(['model-configs'], (client, signal) =>
    client.GET('/ai/api/v1/config/llm', {
      params: { query: { limit: listLimitMax } },
      signal,
    }),
  );

export type ModelConfigBody =
  paths['/ai/api/v1/config/llm']['post']['requestBody']['content']['application/json'];

export const createModelConfig = (body: ModelConfigBody) => (client: ApiClient) =>
  client.POST('/ai/api/v1/config/llm', { body });

export type ModelConfigPatch =
  paths['/ai/api/v1/config/llm/{id}']['patch']['requestBody']['content']['application/json'];

export const patchModelConfig = (id: string, body: ModelConfigPatch) => (client: ApiClient) =>
  client.PATCH('/ai/api/v1/config/llm/{id}', { params: { path: { id } }, body });

export const deleteModelConfig = (id: string) => (client: ApiClient) =>
  client.DELETE('/ai/api/v1/config/llm/{id}', { params: { path: { id } } });
