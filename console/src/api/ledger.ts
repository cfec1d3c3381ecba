import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import type { paths } from '../api.d.ts';
import type { Api, ApiClient } from './api.ts';
import { listLimitMax } from './lists.ts';
import { type Bounds, boundsOf, type Period } from './periods.ts';

type LedgerPath = paths['/ai/api/v1/ledger']['get'];
type LedgerPage = LedgerPath['responses']['200']['content']['application/json'];
export type Attempt = LedgerPage['items'][number];

type LedgerQuery = NonNullable<LedgerPath['parameters']['query']>;
export type LedgerFilter = Omit<LedgerQuery, 'cursor' | 'limit' | 'from' | 'to' | 'request_id'>;

type CallPath = paths['/ai/api/v1/calls/{request_id}']['get'];
export type CallStory = CallPath['responses']['200']['content']['application/json'];

const rowsPerPage = 50;

/** Newest first, page by page. What is shown stays until the rows of another filter are there. */
export const ledgerQuery = (api: Api, period: Period, filter: LedgerFilter) =>
  infiniteQueryOptions({
    queryKey: [api.scope.name, 'ledger', period, filter],
    queryFn: ({ pageParam, signal }) => {
      const page = { limit: rowsPerPage, ...(pageParam !== null && { cursor: pageParam }) };
      const query = { ...boundsOf(period, Date.now()), ...filter, ...page };
      return api.ask((client) => client.GET('/ai/api/v1/ledger', { params: { query }, signal }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor: next }: LedgerPage) => next,
    placeholderData: keepPreviousData,
  });

/** Every row of a period, whoever made the call. */
export async function listAttempts(
  api: Api,
  bounds: Bounds,
  onRows: (count: number) => void,
): Promise<Attempt[]> {
  const rows: Attempt[] = [];
  for (let cursor: string | null = null, isFirst = true; isFirst || cursor !== null; isFirst = false) {
    const query = { ...bounds, limit: listLimitMax, ...(cursor !== null && { cursor }) };
    const page: LedgerPage = await api.ask((client) =>
      client.GET('/ai/api/v1/ledger', { params: { query } }),
    );
    rows.push(...page.items);
    onRows(rows.length);
    cursor = page.next_cursor;
  }
  return rows;
}

export const callQuery = (api: Api, requestId: string) =>
  api.query(['calls', requestId], (client, signal) =>
    client.GET('/ai/api/v1/calls/{request_id}', { params: { path: { request_id: requestId } }, signal }),
  );

export const ledgerCheckpointsQuery = (api: Api) =>
  api.query(['ledger-checkpoints'], (client, signal) =>
    client.GET('/ai/api/v1/ledger/checkpoints', { params: { query: { limit: rowsPerPage } }, signal }),
  );

/** How long rows are kept. */
export const ledgerSettingsQuery = (api: Api) =>
  api.query(['ledger-settings'], (client, signal) => client.GET('/ai/api/v1/ledger/settings', { signal }));

export const putLedgerSettings = (retentionDays: number) => (client: ApiClient) =>
  client.PUT('/ai/api/v1/ledger/settings', { body: { retention_days: retentionDays } });

export const verifyLedger = (client: ApiClient) => client.POST('/ai/api/v1/ledger/verify');
