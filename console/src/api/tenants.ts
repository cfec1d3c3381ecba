import type { paths } from '../api.d.ts';
import type { Api } from './api.ts';
import { listLimitMax } from './lists.ts';

export type Tenant =
  paths['/ai/api/v1/tenants/{id}']['get']['responses']['200']['content']['application/json'];

export const tenantsQuery = (api: Api) =>
  api.query(['tenants'], (client, signal) =>
    client.GET('/ai/api/v1/tenants', { params: { query: { limit: listLimitMax } }, signal }),
  );

export const tenantQuery = (api: Api, id: string) =>
  api.query(['tenants', id], (client, signal) =>
    client.GET('/ai/api/v1/tenants/{id}', { params: { path: { id } }, signal }),
  );
