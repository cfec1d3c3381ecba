import type { paths } from '../api.d.ts';
import type { Api } from './api.ts';
import { listLimitMax } from './lists.ts';

export type Feature =
  paths['/ai/api/v1/features']['get']['responses']['200']['content']['application/json']['items'][number];

export const featuresQuery = (api: Api) =>
  api.query(['features'], (client, signal) =>
    client.GET('/ai/api/v1/features', { params: { query: { limit: listLimitMax } }, signal }),
  );
