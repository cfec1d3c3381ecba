import { usageList, usageQuery } from '../../../contract/usage.ts';
import { listUsage } from '../../../control/usage/usage.ts';
import { defineRoute } from '../../route.ts';
import { toList } from '../answers.ts';
import { toUsageItem } from './answers.ts';
import { common, toDimensions, toUsageFilter, toUsagePage } from './common.ts';

export const listUsageRoute = defineRoute({
  ...common,
  path: '/ai/api/v1/usage',
  summary:
    'Sum up tokens, requests, bytes, times and estimated cost; operators that name no place, across tenants',
  query: usageQuery,
  answers: { 200: usageList },
  handle: async (call) => {
    const { services, query, place } = call;
    const { store, prices } = services;
    const by = toDimensions(query);
    const [page, filter] = [toUsagePage(query, by), toUsageFilter(call)];
    await services.shipAttempts();
    const rows = await listUsage({ store, prices }, place ?? null, page, by, filter);
    const body = {
      ...toList(rows, toUsageItem),
      from: filter.first,
      to: filter.end,
      currency: prices.currency,
      prices_as_of: prices.asOf,
    };
    return { status: 200, body };
  },
});
