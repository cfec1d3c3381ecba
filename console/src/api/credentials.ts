import type { paths } from '../api.d.ts';
import type { Api, ApiClient } from './api.ts';
import { listLimitMax } from './lists.ts';
import { watched, watchRun } from './watch-run.ts';

type Credentials = paths['/ai/api/v1/llm_credentials'];
type OneCredential = paths['/ai/api/v1/llm_credentials/{id}'];
export type Credential = OneCredential['get']['responses']['200']['content']['application/json'];
export type CredentialStatus = Credential['status'];
export type CredentialBody = Credentials['post']['requestBody']['content']['application/json'];
export type CredentialPatch = OneCredential['patch']['requestBody']['content']['application/json'];

type Rotate = paths['/ai/api/v1/llm_credentials/{id}/rotate']['post'];
export type RotateBody = Rotate['requestBody']['content']['application/json'];
export type Rotation = Rotate['responses']['200']['content']['application/json'];

export const credentialsQuery = (api: Api) =>
  api.query(['credentials'], (client, signal) =>
    client.GET('/ai/api/v1/llm_credentials', {
      params: { query: { limit: listLimitMax } },
      signal,
    }),
  );

export const credentialQuery = (api: Api, id: string) =>
  api.query(['credentials', id], (client, signal) =>
    client.GET('/ai/api/v1/llm_credentials/{id}', { params: { path: { id } }, signal }),
  );

export const createCredential = (body: CredentialBody) => (client: ApiClient) =>
  client.POST('/ai/api/v1/llm_credentials', { body });

export const patchCredential = (id: string, body: CredentialPatch) => (client: ApiClient) =>
  client.PATCH('/ai/api/v1/llm_credentials/{id}', { params: { path: { id } }, body });

/** With the models on it, where it has any. */
export const deleteCredential = (id: string) => (client: ApiClient) =>
  client.DELETE('/ai/api/v1/llm_credentials/{id}', { params: { path: { id }, query: { cascade: true } } });

export type Probe = Rotation['probes'][number];

/** Says of each model in use how it answered, as it does. */
export const watchRotation = (
  api: Api,
  id: string,
  body: RotateBody,
  onProbe: (probe: Probe) => void,
): Promise<Rotation> =>
  watchRun(
    api,
    (client) =>
      client.POST('/ai/api/v1/llm_credentials/{id}/rotate', { params: { path: { id } }, body, ...watched }),
    'probe',
    onProbe,
  );
