import { dayAfter, dayOf, daysBetween, startOfDay } from '../../kernel/days.ts';
import { PlugboardError } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import type { Page, PageOf } from '../../kernel/paging.ts';
import type { Scope } from '../../kernel/scope.ts';
import type { UsageDimension, UsageFilter, UsagePeriod, UsageRow } from '../../kernel/usage.ts';
import type { PriceList } from '../../providers/prices/price-list.ts';
import type { Store } from '../ports.ts';
import type { UsageRepository } from '../usage-ports.ts';
import { pricesOf } from './prices.ts';

export interface UsageParts {
  store: Store;
  prices: PriceList;
}

/** `place` is null where operators look at all tenants. */
export function readUsage<T>(
  store: Store,
  place: Scope | null,
  work: (usage: UsageRepository) => Promise<T>,
): Promise<T> {
  return place === null
    ? store.readAsPlatform(({ usage }) => work(usage))
    : store.readInTenant(place, ({ usage }) => work(usage));
}

export function listUsage(
  { store, prices }: UsageParts,
  place: Scope | null,
  page: Page,
  by: readonly UsageDimension[],
  filter: UsageFilter,
): Promise<PageOf<UsageRow>> {
  return readUsage(store, place, async (usage) =>
    usage.list(page, by, filter, pricesOf(prices, await usage.listModels(filter))),
  );
}

/** All of it at once, for a file. */
export async function listAllUsage(
  parts: UsageParts,
  place: Scope | null,
  by: readonly UsageDimension[],
  filter: UsageFilter,
): Promise<UsageRow[]> {
  const { items, next } = await listUsage(parts, place, { limit: limits.usage.csvRowsMax }, by, filter);
  if (next === undefined) return items;
  throw new PlugboardError('invalid_request', {
    errors: [
      { field: 'group_by', detail: `has more than ${limits.usage.csvRowsMax} groups: narrow it down` },
    ],
  });
}

/** Days or instants, to whole days: those from the one of `from` on that begin before `to`. */
export function toUsagePeriod(from: string | undefined, to: string | undefined, now: number): UsagePeriod {
  const until = Math.min(to === undefined ? now : Date.parse(to), now);
  const last = dayOf(until);
  const end = until === startOfDay(last) ? last : dayAfter(last);
  const { daysDefault, daysMax } = limits.usage;
  const first = from === undefined ? dayOf(startOfDay(end) - daysDefault * dayMs) : dayOf(Date.parse(from));
  const days = daysBetween(first, end);
  if (days < 0) throw wrong('from', 'is later than the end of the period');
  if (days > daysMax) throw wrong('from', `is more than ${daysMax} days before the end of the period`);
  return { first, end };
}

const dayMs = 24 * 60 * 60 * 1000;

const wrong = (field: string, detail: string) =>
  new PlugboardError('invalid_request', { errors: [{ field, detail }] });
