import { infiniteQueryOptions } from '@tanstack/react-query';
import type { paths } from '../api.d.ts';
import type { Api, ApiClient } from './api.ts';

type AuditPath = paths['/ai/api/v1/audit']['get'];
type AuditPage = AuditPath['responses']['200']['content']['application/json'];
export type AuditEntry = AuditPage['items'][number];

const rowsPerPage = 50;

/** Newest first, page by page. */
export const auditQuery = (api: Api) =>
  infiniteQueryOptions({
    queryKey: [api.scope.name, 'audit'],
    queryFn: ({ pageParam, signal }) =>
      api.ask((client) =>
        client.GET('/ai/api/v1/audit', {
          params: { query: { limit: rowsPerPage, ...(pageParam !== null && { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor: next }: AuditPage) => next,
  });

export const checkpointsQuery = (api: Api) =>
  api.query(['audit-checkpoints'], (client, signal) =>
    client.GET('/ai/api/v1/audit/checkpoints', { params: { query: { limit: rowsPerPage } }, signal }),
  );

export const verifyAudit = (client: ApiClient) => client.POST('/ai/api/v1/audit/verify');
