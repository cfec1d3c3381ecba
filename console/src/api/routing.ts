import type { paths } from '../api.d.ts';
import type { Api, ApiClient } from './api.ts';

type Explain = paths['/ai/api/v1/routing/explain']['post'];
export type ExplainBody = Explain['requestBody']['content']['application/json'];
export type Explanation = Explain['responses']['200']['content']['application/json'];

type FallbackPath = paths['/ai/api/v1/fallback'];
export type Fallback = FallbackPath['get']['responses']['200']['content']['application/json'];
export type FallbackBody = FallbackPath['put']['requestBody']['content']['application/json'];

export const modeQuery = (api: Api) =>
  api.query(['mode'], (client, signal) => client.GET('/ai/api/v1/mode', { signal }));

export type Mode = paths['/ai/api/v1/mode']['get']['responses']['200']['content']['application/json'];
export type PutModeBody = paths['/ai/api/v1/mode']['put']['requestBody']['content']['application/json'];

export const putMode = (body: PutModeBody) => (client: ApiClient) => client.PUT('/ai/api/v1/mode', { body });

/** The environment's, or an agent's own. */
export const fallbackQuery = (api: Api, agentId?: string) =>
  api.query(['fallback', agentId ?? null], (client, signal) =>
    client.GET('/ai/api/v1/fallback', {
      params: ofAgent(agentId),
      signal,
    }),
  );

const ofAgent = (agentId: string | undefined) => ({
  query: agentId === undefined ? {} : { agent_id: agentId },
});

export const putFallback = (agentId: string | undefined, body: FallbackBody) => (client: ApiClient) =>
  client.PUT('/ai/api/v1/fallback', { params: ofAgent(agentId), body });

/** An agent goes by the environment’s again. */
export const resetFallback = (agentId: string) => (client: ApiClient) =>
  client.DELETE('/ai/api/v1/fallback', { params: ofAgent(agentId) });

export const giveConsent = (agentId: string | undefined) => (client: ApiClient) =>
  client.PUT('/ai/api/v1/fallback/consent', {
    params: ofAgent(agentId),
    body: { data_leaves_network: true },
  });

export const withdrawConsent = (agentId: string | undefined) => (client: ApiClient) =>
  client.DELETE('/ai/api/v1/fallback/consent', { params: ofAgent(agentId) });

/** Where a call would go; nothing is called. Asked like a query, since it changes nothing. */
export const explanationQuery = (api: Api, body: ExplainBody) =>
  api.query(['explanation', body], (client, signal) =>
    client.POST('/ai/api/v1/routing/explain', { body, signal }),
  );
