import type { paths } from '../api.d.ts';
import type { Api, ApiClient } from './api.ts';
import { listLimitMax } from './lists.ts';

type RulesPath = paths['/ai/api/v1/egress_rules'];
export type EgressRule = RulesPath['get']['responses']['200']['content']['application/json']['items'][number];
export type EgressRuleBody = RulesPath['post']['requestBody']['content']['application/json'];

/** Of one tenant, or of all. */
export const egressRulesQuery = (api: Api, tenant: string | undefined) =>
  api.query(['egress-rules', { tenant }], (client, signal) =>
    client.GET('/ai/api/v1/egress_rules', {
      params: { query: { limit: listLimitMax, ...(tenant !== undefined && { tenant_id: tenant }) } },
      signal,
    }),
  );

export const createEgressRule = (body: EgressRuleBody) => (client: ApiClient) =>
  client.POST('/ai/api/v1/egress_rules', { body });

export const deleteEgressRule = (id: string) => (client: ApiClient) =>
  client.DELETE('/ai/api/v1/egress_rules/{id}', { params: { path: { id } } });
