import { isObject, parseJson } from '../../kernel/json-values.ts';
import { findMicros } from '../../kernel/money.ts';
import type { UsageSum } from '../../kernel/usage.ts';

/** What the platform charges for, besides models: by how much of it a rate is, and what is counted. */
export const platformItems = {
  requests: { unit: '1000 requests', per: 1_000n, countOf: ({ calls }: UsageSum) => calls },
  compute_hours: { unit: 'hour', per: 3_600_000_000n, countOf: ({ totalUs }: UsageSum) => totalUs },
  gigabytes: {
    unit: 'gigabyte',
    per: 1_000_000_000n,
    countOf: ({ requestBytes, answerBytes }: UsageSum) => requestBytes + answerBytes,
  },
  observability_events: { unit: '1000 events', per: 1_000n, countOf: ({ attempts }: UsageSum) => attempts },
} as const;
export type PlatformItem = keyof typeof platformItems;
export const platformItemNames = Object.keys(platformItems) as PlatformItem[];

/** In millionths: of the currency for a unit of each item; and of what models cost that the platform puts in for own ones. */
export interface Rates {
  /** The first month that they hold for, as `2026-11`. */
  from: string;
  items: Record<PlatformItem, number>;
  /** List prices times this. */
  managedFactor: number;
}

/** ISO 4217. Rates in the order of their months. */
export interface RateList {
  currency: string;
  rates: readonly Rates[];
}

export type RatesReading = { ok: true; list: RateList } | { ok: false; problem: string };

const monthText = /^\d{4}-(?:0[1-9]|1[0-2])$/;

/** An operator’s file. */
export function parseRates(json: string): RatesReading {
  const file = parseJson(json);
  if (!isObject(file) || !Array.isArray(file['rates']))
    return problem('must be an object with currency and rates.');
  const { currency } = file;
  if (typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency))
    return problem('currency must be a code such as USD.');
  const rates: Rates[] = [];
  for (const [index, item] of (file['rates'] as unknown[]).entries()) {
    const one = readRates(item);
    if (typeof one === 'string') return problem(`rate ${index + 1}: ${one}`);
    if (rates.some(({ from }) => from === one.from))
      return problem(`rate ${index + 1}: ${one.from} has rates already.`);
    rates.push(one);
  }
  return {
    ok: true,
    list: { currency, rates: rates.toSorted((one, other) => (one.from < other.from ? -1 : 1)) },
  };
}

export function findRates(list: RateList | null, month: string): Rates | undefined {
  return list?.rates.findLast(({ from }) => from <= month);
}

/** Of that much, in 10⁻¹² of the currency. */
export function charge(item: PlatformItem, count: number, rate: number): bigint {
  const { per } = platformItems[item];
  return (BigInt(count) * BigInt(rate) * 1_000_000n + per / 2n) / per;
}

const problem = (text: string): RatesReading => ({ ok: false, problem: text });

function readRates(item: unknown): Rates | string {
  if (!isObject(item)) return 'must be an object.';
  const known = ['from', 'managed_factor', ...platformItemNames];
  const unknownField = Object.keys(item).find((name) => !known.includes(name));
  if (unknownField !== undefined) return `${unknownField} is not a field of a rate.`;
  const { from } = item;
  if (typeof from !== 'string' || !monthText.test(from)) return 'from must be a month such as 2026-01.';
  const items: Partial<Rates['items']> = {};
  for (const name of platformItemNames) {
    const micros = findMicros(item[name]);
    if (micros === undefined) return `${name} must be an amount with at most six decimals.`;
    items[name] = micros;
  }
  const managedFactor = findMicros(item['managed_factor'] ?? 1);
  if (managedFactor === undefined) return 'managed_factor must be a number with at most six decimals.';
  return { from, items: items as Rates['items'], managedFactor };
}
