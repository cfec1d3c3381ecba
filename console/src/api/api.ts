import { type QueryKey, queryOptions } from '@tanstack/react-query';
import createClient, { type Client } from 'openapi-fetch';
import type { paths } from '../api.d.ts';
import { fetchInFrame } from '../frame/fetch-in-frame.ts';
import { isFramed } from '../frame/framing.ts';
import { parseProblem } from './problem.ts';

/** As whom, and where, calls are made: the headers that say so, and what sets their answers apart in the cache. */
export interface Scope {
  name: string;
  headers: Readonly<Record<string, string>>;
}

export type ApiClient = Client<paths, 'application/json'>;

/** What the client answers: data or an error, never both. */
interface ClientAnswer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

export type Ask<T> = (client: ApiClient, signal: AbortSignal | null) => Promise<ClientAnswer<T>>;

export interface Api {
  scope: Scope;
  /** For `useQuery`: the answer, kept under this key and the scope. */
  query<T>(key: QueryKey, ask: Ask<T>): ReturnType<typeof optionsOf<T>>;
  /** For changes: the answer once, or an `ApiProblem`. */
  ask<T>(ask: Ask<T>): Promise<T>;
}

export function createApi(scope: Scope): Api {
  const client = createClient<paths, 'application/json'>({
    headers: scope.headers,
    ...(isFramed ? { credentials: 'omit', fetch: fetchInFrame } : { credentials: 'same-origin' }),
  });
  return {
    scope,
    query: (key, ask) => optionsOf([scope.name, ...key], (signal) => answerOf(ask(client, signal))),
    ask: (ask) => answerOf(ask(client, null)),
  };
}

function optionsOf<T>(queryKey: QueryKey, ask: (signal: AbortSignal) => Promise<T>) {
  return queryOptions({ queryKey, queryFn: ({ signal }) => ask(signal) });
}

async function answerOf<T>(asked: Promise<ClientAnswer<T>>): Promise<T> {
  const { data, error, response } = await asked;
  if (error !== undefined || !response.ok) throw parseProblem(response.status, error);
  return data as T;
}
