import type { paths } from '../api.d.ts';
import type { Api, ApiClient } from './api.ts';

export type Keys = paths['/ai/api/v1/keys']['get']['responses']['200']['content']['application/json'];
export type KeyVersion = Keys['versions'][number];

/** While tenants’ keys are being wrapped anew. */
const progressMs = 1_000;

export const keysQuery = (api: Api, isRewrapping: boolean) => ({
  ...api.query(['keys'], (client, signal) => client.GET('/ai/api/v1/keys', { signal })),
  refetchInterval: isRewrapping ? progressMs : (false as const),
});

export const rewrapKeys = (client: ApiClient) => client.POST('/ai/api/v1/keys/rewrap');

export const retireKey = (version: string) => (client: ApiClient) =>
  client.DELETE('/ai/api/v1/keys/{version}', { params: { path: { version } } });
