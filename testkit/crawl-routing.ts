import type { Request, Sample } from './crawl-sample.ts';

const api = '/ai/api/v1';
const nothing = (): Request => ({});
const ofManagedModel = { id: 'model_config' } as const;

export const routingSamples: Readonly<Record<string, Sample>> = {
  [`PUT ${api}/features/:id`]: {
    request: () => ({ params: { id: 'chat' }, body: { name: 'Chat', operation: 'chat' } }),
    names: { id: 'feature' },
  },
  [`DELETE ${api}/features/:id`]: {
    request: async (make) => ({ params: { id: await make.feature() } }),
    names: { id: 'feature' },
  },
  [`GET ${api}/features`]: { request: nothing },
  [`PUT ${api}/features/:id/assignment`]: {
    request: async (make, tenant) => ({
      params: { id: 'chat' },
      body: { llm_config_id: await make.modelConfig(tenant) },
    }),
    names: { id: 'feature', llm_config_id: 'model_config' },
  },
  [`GET ${api}/mode`]: { request: nothing },
  [`PUT ${api}/mode`]: { request: () => ({ body: { mode: 'bundled' } }) },
  [`GET ${api}/fallback`]: { request: nothing },
  [`PUT ${api}/fallback`]: {
    request: async (make, tenant) => ({
      body: { policy: 'queue_and_retry', targets: [await make.modelConfig(tenant)] },
    }),
  },
  [`DELETE ${api}/fallback`]: { request: nothing },
  [`PUT ${api}/fallback/consent`]: { request: () => ({ body: { data_leaves_network: true } }) },
  [`DELETE ${api}/fallback/consent`]: { request: nothing },
  [`GET ${api}/lock`]: { request: nothing },
  // Locks nothing: a lock would stand in the way of whatever else is tried.
  [`PUT ${api}/lock`]: { request: () => ({ body: {} }) },
  [`GET ${api}/queue`]: { request: () => ({ query: 'limit=1000' }) },
  [`GET ${api}/queue/summary`]: { request: nothing },
  [`DELETE ${api}/queue/:id`]: {
    request: async (make, tenant) => ({ params: { id: await make.queuedCall(tenant) } }),
    names: { id: 'queued_call' },
  },
  [`DELETE ${api}/queue`]: { request: nothing },
  [`GET ${api}/queues`]: { request: () => ({ query: 'limit=1000' }) },
  [`PUT ${api}/queues/:id`]: {
    request: (_make, tenant) => ({ params: { id: tenant }, body: { state: 'running' } }),
    names: { id: 'tenant' },
  },
  // Of a tenant of its own: the calls of the others are wanted still.
  [`DELETE ${api}/queues/:id`]: {
    request: async (make) => ({ params: { id: await make.tenant() } }),
    names: { id: 'tenant' },
  },
  [`GET ${api}/call_limits`]: { request: nothing },
  [`PUT ${api}/call_limits`]: {
    request: () => ({ body: { per_user: { requests_per_minute: 1_000_000, concurrent: null } } }),
  },
  [`GET ${api}/tenants/:id/call_limits`]: {
    request: (_make, tenant) => ({ params: { id: tenant } }),
    names: { id: 'tenant' },
  },
  [`PUT ${api}/tenants/:id/call_limits`]: {
    request: (_make, tenant) => ({
      params: { id: tenant },
      body: { managed: { tokens_per_minute: 1_000_000_000 }, total: { concurrent: 10_000 } },
    }),
    names: { id: 'tenant' },
  },
  [`POST ${api}/routing/explain`]: {
    request: async (make, tenant) => ({
      body: { model: await make.modelConfig(tenant), agent_id: `${tenant}-bot` },
    }),
    names: { agent_id: 'agent' },
  },
  [`GET ${api}/routing/proof`]: { request: nothing },
  [`GET ${api}/data-flow`]: { request: nothing },
  [`GET ${api}/custody`]: {
    request: () => ({ query: 'from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z' }),
  },
  [`GET ${api}/calls/:request_id`]: {
    request: async (make, tenant) => ({ params: { request_id: await make.call(tenant) } }),
    names: { request_id: 'call' },
  },
  [`POST ${api}/embed_tokens`]: {
    request: () => ({ body: { role: 'user', pages: ['models'], subject: 'somebody' } }),
  },
  [`GET ${api}/board`]: { request: nothing },
  [`GET ${api}/managed_models`]: { request: () => ({ query: 'limit=1000' }) },
  [`POST ${api}/managed_models`]: {
    request: async (make) => ({
      body: {
        name: make.freshId(),
        provider: 'openai',
        llm_credentials_id: await make.managedCredential(),
        model_name: 'some-model',
      },
    }),
    names: { llm_credentials_id: 'credential' },
  },
  [`GET ${api}/managed_models/:id`]: {
    request: async (make) => ({ params: { id: await make.managedModel() } }),
    names: ofManagedModel,
  },
  [`PATCH ${api}/managed_models/:id`]: {
    request: async (make) => ({ params: { id: await make.managedModel() }, body: { substitute_for: [] } }),
    names: ofManagedModel,
  },
  [`DELETE ${api}/managed_models/:id`]: {
    request: async (make) => ({ params: { id: await make.managedModel() } }),
    names: ofManagedModel,
  },
};
