import type { paths } from '../api.d.ts';
import type { Api, Ask } from './api.ts';

type StatementPath = paths['/ai/api/v1/statement']['get'];
export type Statement = StatementPath['responses']['200']['content']['application/json'];
export type StatementLine = Statement['own']['lines'][number];
export type StatementSums = Statement['totals'];

/** Of the tenant as a whole. */
export const statementQuery = (api: Api, month: string) =>
  api.query(['statement', month], askStatement(month));

export const loadStatement = (api: Api, month: string): Promise<Statement> => api.ask(askStatement(month));

const askStatement =
  (month: string): Ask<Statement> =>
  (client, signal) =>
    client.GET('/ai/api/v1/statement', { params: { query: { month } }, signal });
