import type { Api } from './api.ts';
import { listLimitMax } from './lists.ts';

export const featuresQuery = (api: Api) =>
  api.query(['features'], (client, signal) =>
    client.GET('/ai/api/v1/features', { params: { query: { limit: listLimitMax } }, signal }),
  );
