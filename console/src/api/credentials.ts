import type { paths } from '../api.d.ts';
import type { Api } from './api.ts';
import { listLimitMax } from './lists.ts';

export type Credential =
  paths['/ai/api/v1/llm_credentials/{id}']['get']['responses']['200']['content']['application/json'];
export type CredentialStatus = Credential['status'];

export const credentialsQuery = (api: Api) =>
  api.query(['credentials'], (client, signal) =>
    client.GET('/ai/api/v1/llm_credentials', {
      params: { query: { limit: listLimitMax } },
      signal,
    }),
  );
