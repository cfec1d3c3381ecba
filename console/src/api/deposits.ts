import type { paths } from '../api.d.ts';
import type { Api, ApiClient } from './api.ts';
import type { CheckResult } from './checks.ts';
import { listLimitMax } from './lists.ts';
import { watched } from './watch-run.ts';

type Deposits = paths['/ai/api/v1/deposits'];
export type Deposit = Deposits['get']['responses']['200']['content']['application/json']['items'][number];
export type DepositWish = Deposits['post']['requestBody']['content']['application/json'];
export type NewDeposit = Deposits['post']['responses']['201']['content']['application/json'];

type Open = paths['/ai/api/v1/deposit/open']['post'];
export type OpenedDeposit = Open['responses']['200']['content']['application/json'];
type Fill = paths['/ai/api/v1/deposit']['post'];
export type FillBody = Fill['requestBody']['content']['application/json'];
export type FilledDeposit = Fill['responses']['200']['content']['application/json'];

export const depositsQuery = (api: Api) =>
  api.query(['deposits'], (client, signal) =>
    client.GET('/ai/api/v1/deposits', { params: { query: { limit: listLimitMax } }, signal }),
  );

export const createDeposit = (body: DepositWish) => (client: ApiClient) =>
  client.POST('/ai/api/v1/deposits', { body });

export const revokeDeposit = (id: string) => (client: ApiClient) =>
  client.DELETE('/ai/api/v1/deposits/{id}', { params: { path: { id } } });

/** In the body: what stands in an address is written down by many. */
export const openDeposit = (link: string) => (client: ApiClient) =>
  client.POST('/ai/api/v1/deposit/open', { body: { link } });

export const fillDeposit = (body: FillBody, signal: AbortSignal) => (client: ApiClient) =>
  client.POST('/ai/api/v1/deposit', { body, signal, ...watched });

export const testOf = ({ test }: FilledDeposit): CheckResult => test;
