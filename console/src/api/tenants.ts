import type { paths } from '../api.d.ts';
import type { Api, ApiClient } from './api.ts';
import { listLimitMax } from './lists.ts';

export type Tenant =
  paths['/ai/api/v1/tenants/{id}']['get']['responses']['200']['content']['application/json'];

export type TenantBody = paths['/ai/api/v1/tenants']['post']['requestBody']['content']['application/json'];
export type TenantPatch =
  paths['/ai/api/v1/tenants/{id}']['patch']['requestBody']['content']['application/json'];

export const tenantsQuery = (api: Api) =>
  api.query(['tenants'], (client, signal) =>
    client.GET('/ai/api/v1/tenants', { params: { query: { limit: listLimitMax } }, signal }),
  );

export const tenantQuery = (api: Api, id: string) =>
  api.query(['tenants', id], (client, signal) =>
    client.GET('/ai/api/v1/tenants/{id}', { params: { path: { id } }, signal }),
  );

export const createTenant = (body: TenantBody) => (client: ApiClient) =>
  client.POST('/ai/api/v1/tenants', { body });

export const patchTenant = (id: string, body: TenantPatch) => (client: ApiClient) =>
  client.PATCH('/ai/api/v1/tenants/{id}', { params: { path: { id } }, body });

export const deleteTenant = (id: string) => (client: ApiClient) =>
  client.DELETE('/ai/api/v1/tenants/{id}', { params: { path: { id } } });

type HealthPath = paths['/ai/api/v1/tenant_health']['get'];
export type TenantHealth = HealthPath['responses']['200']['content']['application/json']['items'][number];
export type EnvironmentHealth = TenantHealth['environments'][number];

const lookAgainMs = 30_000;

/** In the order and pages of the tenants themselves. */
export const tenantHealthQuery = (api: Api) => ({
  ...api.query(['tenant-health'], (client, signal) =>
    client.GET('/ai/api/v1/tenant_health', { params: { query: { limit: listLimitMax } }, signal }),
  ),
  refetchInterval: lookAgainMs,
});
