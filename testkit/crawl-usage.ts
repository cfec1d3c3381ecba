import type { Request, Sample } from './crawl-sample.ts';

const nothing = (): Request => ({});
const api = '/ai/api/v1';

export const usageSamples: Readonly<Record<string, Sample>> = {
  [`GET ${api}/statement`]: { request: nothing },
  [`GET ${api}/budgets`]: { request: () => ({ query: 'limit=1000' }) },
  // Soft, and of more than all that is ever used: no call is kept from what else is tried.
  [`PUT ${api}/budgets`]: {
    request: (_make, tenant) => ({
      body: { agent_id: `${tenant}-bot`, feature_id: 'chat', measure: 'tokens', per: 'month', amount: 1e12 },
    }),
    names: { agent_id: 'agent', feature_id: 'feature' },
  },
  [`DELETE ${api}/budgets/:id`]: {
    request: async (make, tenant) => ({ params: { id: await make.budget(tenant) } }),
    names: { id: 'budget' },
  },
  [`GET ${api}/usage`]: { request: () => ({ query: 'group_by=tenant,environment,user&limit=1000' }) },
  [`GET ${api}/usage.csv`]: { request: () => ({ query: 'group_by=tenant,environment,user' }) },
};
