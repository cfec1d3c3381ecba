import type { paths } from '../api.d.ts';
import type { Api, ApiClient } from './api.ts';
import { listLimitMax } from './lists.ts';
import type { Environment } from './session.ts';

type TokensPath = paths['/ai/api/v1/tenants/{id}/tokens'];
export type Token = TokensPath['get']['responses']['200']['content']['application/json']['items'][number];
export type TokenBody = TokensPath['post']['requestBody']['content']['application/json'];
export type CreatedToken = TokensPath['post']['responses']['201']['content']['application/json'];

interface Where {
  tenant: string;
  environment: Environment;
}

export const tokensQuery = (api: Api, { tenant, environment }: Where) =>
  api.query(['tokens'], (client, signal) =>
    client.GET('/ai/api/v1/tenants/{id}/tokens', {
      params: { path: { id: tenant }, query: { limit: listLimitMax, environment } },
      signal,
    }),
  );

export const createToken = (tenant: string, body: TokenBody) => (client: ApiClient) =>
  client.POST('/ai/api/v1/tenants/{id}/tokens', { params: { path: { id: tenant } }, body });

export const suspendToken = (tenant: string, id: string, suspended: boolean) => (client: ApiClient) =>
  client.PATCH('/ai/api/v1/tenants/{id}/tokens/{token_id}', {
    params: { path: { id: tenant, token_id: id } },
    body: { suspended },
  });

export const deleteToken = (tenant: string, id: string) => (client: ApiClient) =>
  client.DELETE('/ai/api/v1/tenants/{id}/tokens/{token_id}', {
    params: { path: { id: tenant, token_id: id } },
  });
