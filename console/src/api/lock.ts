import type { paths } from '../api.d.ts';
import type { Api, ApiClient } from './api.ts';

type LockPath = paths['/ai/api/v1/lock'];
export type Lock = LockPath['get']['responses']['200']['content']['application/json'];
export type LockBody = LockPath['put']['requestBody']['content']['application/json'];

export const lockQuery = (api: Api) =>
  api.query(['lock'], (client, signal) => client.GET('/ai/api/v1/lock', { signal }));

export const putLock = (body: LockBody) => (client: ApiClient) => client.PUT('/ai/api/v1/lock', { body });
