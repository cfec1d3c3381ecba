import { usageCsv, usageCsvQuery } from '../../../contract/usage.ts';
import { listAllUsage } from '../../../control/usage/usage.ts';
import { toCsv } from '../../csv.ts';
import { defineRoute } from '../../route.ts';
import { dimensionNames, toUsageItem } from './answers.ts';
import { common, toDimensions, toUsageFilter } from './common.ts';

export const usageCsvRoute = defineRoute({
  ...common,
  path: '/ai/api/v1/usage.csv',
  summary: 'The same as a file for a spreadsheet, all of it at once',
  query: usageCsvQuery,
  answers: { 200: usageCsv },
  answersWith: 'text/csv',
  handle: async (call) => {
    const { services, query, place, reply } = call;
    const { store, prices } = services;
    const by = toDimensions(query);
    const filter = toUsageFilter(call);
    await services.shipAttempts();
    const rows = await listAllUsage({ store, prices }, place ?? null, by, filter);
    const lines = rows.map(toUsageItem).map(({ group, estimated_cost: cost, ...sums }) => ({
      ...Object.fromEntries(
        by.map((dimension) => [dimensionNames[dimension], group[dimensionNames[dimension]]]),
      ),
      ...sums,
      estimated_cost: cost.amount,
      unpriced_tokens: cost.unpriced_tokens,
      currency: prices.currency,
    }));
    reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="usage-${filter.first}-${filter.end}.csv"`)
      .serializer(String);
    return { status: 200, body: toCsv(lines) };
  },
});
