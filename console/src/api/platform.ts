import type { paths } from '../api.d.ts';
import type { Api } from './api.ts';

export type Platform = paths['/ai/api/v1/platform']['get']['responses']['200']['content']['application/json'];

/** Of the configuration: it changes with a restart only. */
export const platformQuery = (api: Api) => ({
  ...api.query(['platform'], (client, signal) => client.GET('/ai/api/v1/platform', { signal })),
  staleTime: Number.POSITIVE_INFINITY,
});
