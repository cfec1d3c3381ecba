import type { Request, Sample } from './crawl-sample.ts';

const api = '/ai/api/v1';
const nothing = (): Request => ({});
const ofCredential = { id: 'credential' } as const;
const bareKey = { name: 'A key', creds_type: 'API_KEY', api_key: 'sk-nobody-0123456789' };

/** Credentials here are bare keys that are bound to nobody, so that no request of the crawl leaves the machine. */
export const providerSamples: Readonly<Record<string, Sample>> = {
  [`GET ${api}/providers`]: { request: nothing },
  [`POST ${api}/providers/parse`]: {
    request: () => ({ body: { text: 'OPENAI_API_KEY=sk-nobody-0123456789' } }),
  },
  [`GET ${api}/llm_credentials`]: { request: nothing },
  [`POST ${api}/llm_credentials`]: {
    request: (make) => ({ body: { ...bareKey, name: make.freshId() } }),
    names: { agent_id: 'agent' },
  },
  [`GET ${api}/llm_credentials/:id`]: {
    request: async (make, tenant) => ({ params: { id: await make.credential(tenant) } }),
    names: ofCredential,
  },
  [`PATCH ${api}/llm_credentials/:id`]: {
    request: async (make, tenant) => ({ params: { id: await make.credential(tenant) }, body: { order: 1 } }),
    names: ofCredential,
  },
  [`DELETE ${api}/llm_credentials/:id`]: {
    request: async (make, tenant) => ({ params: { id: await make.credential(tenant) } }),
    names: ofCredential,
  },
  // Nothing says whose key it is, so it is not sent to anyone.
  [`POST ${api}/llm_credentials/:id/validate`]: {
    request: async (make, tenant) => ({
      params: { id: await make.credential(tenant) },
      body: { full: false },
    }),
    names: ofCredential,
    status: 400,
  },
  [`POST ${api}/llm_credentials/:id/rotate`]: {
    request: async (make, tenant) => ({
      params: { id: await make.credential(tenant) },
      body: { api_key: 'sk-other-0123456789' },
    }),
    names: ofCredential,
    status: 400,
  },
  [`POST ${api}/llm_credentials/test`]: { request: () => ({ body: { credential: bareKey } }), status: 400 },
  [`GET ${api}/deposits`]: { request: nothing },
  [`POST ${api}/deposits`]: {
    request: () => ({ body: { provider: 'openai', creds_type: 'API_KEY' } }),
    names: { llm_credentials_id: 'credential' },
  },
  [`DELETE ${api}/deposits/:id`]: {
    request: async (make, tenant) => ({ params: { id: await make.deposit(tenant) } }),
    names: { id: 'deposit' },
  },
  [`POST ${api}/deposit/open`]: { request: () => ({ body: { link: 'no-link-at-all' } }), status: 400 },
  [`POST ${api}/deposit`]: {
    request: () => ({ body: { link: 'no-link-at-all', fields: {} } }),
    status: 400,
  },
  [`GET ${api}/config/llm`]: { request: nothing },
  [`POST ${api}/config/llm`]: {
    request: async (make, tenant) => ({
      body: {
        name: make.freshId(),
        provider: 'openai',
        llm_credentials_id: await make.credential(tenant),
        model_name: 'some-model',
        agent_id: await make.agent(tenant),
      },
    }),
    names: { llm_credentials_id: 'credential', agent_id: 'agent' },
  },
  [`GET ${api}/config/llm/:id`]: {
    request: async (make, tenant) => ({ params: { id: await make.modelConfig(tenant) } }),
    names: { id: 'model_config' },
  },
  [`PATCH ${api}/config/llm/:id`]: {
    request: async (make, tenant) => ({
      params: { id: await make.modelConfig(tenant) },
      body: { enabled: false },
    }),
    names: { id: 'model_config' },
  },
  [`DELETE ${api}/config/llm/:id`]: {
    request: async (make, tenant) => ({ params: { id: await make.modelConfig(tenant) } }),
    names: { id: 'model_config' },
  },
  [`GET ${api}/egress_rules`]: { request: nothing },
  [`POST ${api}/egress_rules`]: {
    request: (_make, tenant) => ({ body: { tenant_id: tenant, host: 'llm.internal', reason: 'a test' } }),
    names: { tenant_id: 'tenant' },
  },
  [`DELETE ${api}/egress_rules/:id`]: {
    request: async (make, tenant) => ({ params: { id: await make.egressRule(tenant) } }),
    names: { id: 'egress_rule' },
  },
  [`GET ${api}/stops`]: { request: nothing },
  [`POST ${api}/stops`]: {
    request: async (make) => ({ body: { tenant_id: await make.tenant(), reason: 'a test' } }),
    names: { tenant_id: 'tenant', credential_id: 'credential' },
  },
  [`DELETE ${api}/stops/:id`]: {
    request: async (make) => ({ params: { id: await make.stop() } }),
    names: { id: 'stop' },
  },
};
