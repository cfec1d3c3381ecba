import type { paths } from '../api.d.ts';
import type { Api, ApiClient } from './api.ts';
import { listLimitMax } from './lists.ts';

type QueuePath = paths['/ai/api/v1/queue']['get'];
export type QueuedCall = QueuePath['responses']['200']['content']['application/json']['items'][number];
export type QueueSummary =
  paths['/ai/api/v1/queue/summary']['get']['responses']['200']['content']['application/json'];
export type QueueState = QueueSummary['state'];

type QueuesPath = paths['/ai/api/v1/queues']['get'];
export type TenantQueue = QueuesPath['responses']['200']['content']['application/json']['items'][number];

/** Calls come and go by themselves. */
const lookAgainMs = 5_000;
const newestMax = 100;

export const queueSummaryQuery = (api: Api) => ({
  ...api.query(['queue', 'summary'], (client, signal) => client.GET('/ai/api/v1/queue/summary', { signal })),
  refetchInterval: lookAgainMs,
});

/** Newest first. Those that wait are asked for by their status: behind a day of answered ones they might be missed. */
export const queueQuery = (api: Api, status: 'queued' | 'running') => ({
  ...api.query(['queue', status], (client, signal) =>
    client.GET('/ai/api/v1/queue', { params: { query: { limit: listLimitMax, status } }, signal }),
  ),
  refetchInterval: lookAgainMs,
});

/** The newest ones, whatever became of them. */
export const newestCallsQuery = (api: Api) => ({
  ...api.query(['queue', 'newest'], (client, signal) =>
    client.GET('/ai/api/v1/queue', { params: { query: { limit: newestMax } }, signal }),
  ),
  refetchInterval: lookAgainMs,
});

export const cancelQueuedCall = (id: string) => (client: ApiClient) =>
  client.DELETE('/ai/api/v1/queue/{id}', { params: { path: { id } } });

export const cancelQueuedCalls = (client: ApiClient) => client.DELETE('/ai/api/v1/queue');

/** Of all tenants: those with calls that wait, and those that do not simply run. */
export const queuesQuery = (api: Api) => ({
  ...api.query(['queues'], (client, signal) =>
    client.GET('/ai/api/v1/queues', { params: { query: { limit: listLimitMax } }, signal }),
  ),
  refetchInterval: lookAgainMs,
});

export const putQueueState = (tenant: string, state: QueueState) => (client: ApiClient) =>
  client.PUT('/ai/api/v1/queues/{id}', { params: { path: { id: tenant } }, body: { state } });

export const cancelTenantQueue = (tenant: string) => (client: ApiClient) =>
  client.DELETE('/ai/api/v1/queues/{id}', { params: { path: { id: tenant } } });
