import type { paths } from '../api.d.ts';
import type { Api, ApiClient } from './api.ts';
import { listLimitMax } from './lists.ts';

type OneModel = paths['/ai/api/v1/managed_models/{id}'];
export type ManagedModel = OneModel['get']['responses']['200']['content']['application/json'];
export type ManagedModelPatch = OneModel['patch']['requestBody']['content']['application/json'];

export const managedModelsQuery = (api: Api) =>
  api.query(['managed-models'], (client, signal) =>
    client.GET('/ai/api/v1/managed_models', { params: { query: { limit: listLimitMax } }, signal }),
  );

export const patchManagedModel = (id: string, body: ManagedModelPatch) => (client: ApiClient) =>
  client.PATCH('/ai/api/v1/managed_models/{id}', { params: { path: { id } }, body });

export const deleteManagedModel = (id: string) => (client: ApiClient) =>
  client.DELETE('/ai/api/v1/managed_models/{id}', { params: { path: { id } } });
