import { infiniteQueryOptions } from '@tanstack/react-query';
import type { paths } from '../api.d.ts';
import type { Api } from './api.ts';

type IncidentsPath = paths['/ai/api/v1/incidents']['get'];
type IncidentPage = IncidentsPath['responses']['200']['content']['application/json'];
export type Incident = IncidentPage['items'][number];

const rowsPerPage = 50;
const lookAgainMs = 30_000;

/** Newest first, page by page. */
export const incidentsQuery = (api: Api) =>
  infiniteQueryOptions({
    queryKey: [api.scope.name, 'incidents'],
    queryFn: ({ pageParam, signal }) =>
      api.ask((client) =>
        client.GET('/ai/api/v1/incidents', {
          params: { query: { limit: rowsPerPage, ...(pageParam !== null && { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor: next }: IncidentPage) => next,
    refetchInterval: lookAgainMs,
  });
