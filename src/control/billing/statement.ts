import { dayOf, monthAround } from '../../kernel/days.ts';
import { PlugboardError } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import { roundToMicros } from '../../kernel/money.ts';
import type { Payer } from '../../kernel/records.ts';
import type { UsageCost, UsagePeriod, UsageRow, UsageSum } from '../../kernel/usage.ts';
import type { PriceList } from '../../providers/prices/price-list.ts';
import type { Store } from '../ports.ts';
import { pricesOf } from '../usage/prices.ts';
import type { UsageRepository } from '../usage-ports.ts';
import {
  charge,
  findRates,
  type PlatformItem,
  platformItemNames,
  platformItems,
  type RateList,
  type Rates,
} from './rates.ts';

/** What one side of a statement comes to. An amount is in 10⁻¹² of the currency, null where it is not known. */
export interface StatementSide {
  lines: UsageRow[];
  sum: UsageSum;
  cost: UsageCost;
}

interface PlatformCharge {
  item: PlatformItem;
  count: number;
  rate: number | null;
  amount: bigint | null;
}

export interface Statement {
  month: string;
  period: UsagePeriod;
  /** Whether its month is over: nothing is added any more but what a replica still has to ship. */
  isOver: boolean;
  rates: Rates | undefined;
  /** All that was used: the sum of the three sides. */
  sum: UsageSum;
  sides: Record<Payer, StatementSide>;
  /** What the platform asks for the managed models that stood in for own ones. */
  managedAmount: bigint | null;
  /** What it asks for its own part in calls that the subscription does not cover. */
  platform: PlatformCharge[];
  platformAmount: bigint | null;
}

interface StatementParts {
  store: Store;
  prices: PriceList;
  rates: RateList | null;
}

/** Of the tenant as a whole; `month` as `2026-11`. */
export async function makeStatement(
  { store, prices, rates }: StatementParts,
  tenantId: string,
  month: string,
  now: number,
): Promise<Statement> {
  const period = monthAround(`${month}-01`);
  if (period.first > dayOf(now)) {
    throw new PlugboardError('invalid_request', {
      errors: [{ field: 'month', detail: 'has not begun yet' }],
    });
  }
  const rows = await store.readInTenant({ tenantId, environment: 'every' }, ({ usage }) =>
    listRows(usage, prices, period),
  );
  const isOver = dayOf(now) >= period.end;
  return { month, period, isOver, ...toStatement(rows, findRates(rates, month)) };
}

/** All of them, however many models callers have named. */
export async function listRows(
  usage: UsageRepository,
  prices: PriceList,
  period: UsagePeriod,
): Promise<UsageRow[]> {
  const filter = { ...period, where: {} };
  const known = pricesOf(prices, await usage.listModels(filter));
  const limit = limits.lists.limitMax;
  const rows: UsageRow[] = [];
  let after: string | undefined;
  do {
    const page = await usage.list({ limit, ...(after !== undefined && { after }) }, lineGroup, filter, known);
    rows.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return rows;
}

const lineGroup = ['environment', 'operation', 'provider', 'model', 'payer'] as const;

/** Lines are rounded before they are summed, so that what is seen adds up to what is asked for. */
export function toStatement(
  rows: readonly UsageRow[],
  rates: Rates | undefined,
): Pick<Statement, 'rates' | 'sum' | 'sides' | 'managedAmount' | 'platform' | 'platformAmount'> {
  const sideOf = (payer: Payer) => toSide(rows.filter(({ group }) => group.payer === payer));
  const sides = {
    subscription: sideOf('subscription'),
    tenant_provider: sideOf('tenant_provider'),
    metered: sideOf('metered'),
  };
  const { cost } = sides.metered;
  const uncovered = add([sides.tenant_provider.sum, sides.metered.sum]);
  const platform = platformItemNames.map((item) => {
    const count = platformItems[item].countOf(uncovered);
    const rate = rates?.items[item] ?? null;
    return { item, count, rate, amount: rate === null ? null : roundToMicros(charge(item, count, rate)) };
  });
  return {
    rates,
    sum: add(Object.values(sides).map(({ sum }) => sum)),
    sides,
    managedAmount:
      rates === undefined || (cost.pico === null && cost.unpricedTokens > 0)
        ? null
        : roundToMicros(((cost.pico ?? 0n) * BigInt(rates.managedFactor)) / 1_000_000n),
    platform,
    platformAmount:
      rates === undefined ? null : platform.reduce((sum, { amount }) => sum + (amount ?? 0n), 0n),
  };
}

function toSide(rows: readonly UsageRow[]): StatementSide {
  const lines = rows.map((row) => {
    const { pico } = row.cost;
    return { ...row, cost: { ...row.cost, pico: pico === null ? null : roundToMicros(pico) } };
  });
  const priced = lines.flatMap(({ cost: { pico } }) => (pico === null ? [] : [pico]));
  return {
    lines,
    sum: add(lines),
    cost: {
      pico: priced.length === 0 ? null : priced.reduce((sum, pico) => sum + pico, 0n),
      unpricedTokens: lines.reduce((sum, { cost }) => sum + cost.unpricedTokens, 0),
    },
  };
}

const nothing: UsageSum = {
  calls: 0,
  attempts: 0,
  answered: 0,
  failed: 0,
  aborted: 0,
  promptTokens: 0,
  completionTokens: 0,
  cachedTokens: 0,
  reasoningTokens: 0,
  requestBytes: 0,
  answerBytes: 0,
  queueMs: 0,
  totalUs: 0,
};

function add(sums: readonly UsageSum[]): UsageSum {
  const total = { ...nothing };
  for (const sum of sums) {
    for (const name of Object.keys(nothing) as (keyof UsageSum)[]) total[name] += sum[name];
  }
  return total;
}
