import type { Sample } from './crawl-sample.ts';

const api = '/ai/api/v1';

export const usageSamples: Readonly<Record<string, Sample>> = {
  [`GET ${api}/usage`]: { request: () => ({ query: 'group_by=tenant,environment,user&limit=1000' }) },
  [`GET ${api}/usage.csv`]: { request: () => ({ query: 'group_by=tenant,environment,user' }) },
};
