import type { paths } from '../api.d.ts';
import type { Api, ApiClient } from './api.ts';
import { listLimitMax } from './lists.ts';

type BudgetsPath = paths['/ai/api/v1/budgets'];
export type Budget = BudgetsPath['get']['responses']['200']['content']['application/json']['items'][number];
export type BudgetBody = BudgetsPath['put']['requestBody']['content']['application/json'];

/** They are used up while one looks. */
const lookAgainMs = 10_000;

/** Those of the environment, and those that the platform set for the tenant as a whole. */
export const budgetsQuery = (api: Api) => ({
  ...api.query(['budgets'], (client, signal) =>
    client.GET('/ai/api/v1/budgets', { params: { query: { limit: listLimitMax } }, signal }),
  ),
  refetchInterval: lookAgainMs,
});

/** There is one for the same: setting it again changes its amount. */
export const putBudget = (body: BudgetBody) => (client: ApiClient) =>
  client.PUT('/ai/api/v1/budgets', { body });

export const deleteBudget = (id: string) => (client: ApiClient) =>
  client.DELETE('/ai/api/v1/budgets/{id}', { params: { path: { id } } });
