import type { paths } from '../api.d.ts';
import type { Api } from './api.ts';
import { listLimitMax } from './lists.ts';

type UsagePath = paths['/ai/api/v1/usage']['get'];
export type UsageList = UsagePath['responses']['200']['content']['application/json'];
export type UsageItem = UsageList['items'][number];

/** What sums are asked for: of whole days, from the first to before the last. */
export interface UsageWish {
  from: string;
  to: string;
  /** By which of the API’s dimensions; none: one sum of all. */
  by: readonly string[];
}

/** Calls go on meanwhile. */
const lookAgainMs = 30_000;

const queryOf = ({ from, to, by }: UsageWish) => ({
  from,
  to,
  ...(by.length > 0 && { group_by: by.join(',') }),
});

export const usageQuery = (api: Api, wish: UsageWish) => ({
  ...api.query(['usage', wish], (client, signal) =>
    client.GET('/ai/api/v1/usage', { params: { query: { ...queryOf(wish), limit: listLimitMax } }, signal }),
  ),
  refetchInterval: lookAgainMs,
});

/** All groups as a file. */
export const loadUsageCsv = (api: Api, wish: UsageWish): Promise<Blob> =>
  api.ask((client) =>
    client.GET('/ai/api/v1/usage.csv', { params: { query: queryOf(wish) }, parseAs: 'blob' }),
  );
