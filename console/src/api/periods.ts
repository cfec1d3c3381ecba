/** How far back one looks: a stretch that ends now, a month of the calendar (UTC), or days that somebody chose. */
export const periodNames = ['hour', 'day', 'week', 'month', 'this_month', 'last_month', 'days'] as const;
export type PeriodName = (typeof periodNames)[number];

/** As the address of a page has it, so that what is seen can be linked. */
export interface Period {
  period?: PeriodName;
  /** The first and the last day, of `days` alone. */
  from?: string;
  to?: string;
}

/** As the API takes it; without an end it is until now. */
export interface Bounds {
  from?: string;
  to?: string;
}

/** What an address has under these names: anything at all. */
export type Wished<Search> = { readonly [name in keyof Search]?: unknown };

export const usualPeriod: PeriodName = 'week';

const dayMs = 24 * 60 * 60 * 1000;
const lengthsMs = { hour: dayMs / 24, day: dayMs, week: 7 * dayMs, month: 30 * dayMs };

export function parsePeriod({ period, from, to }: Wished<Period>): Period {
  const name = periodNames.find((one) => one === period);
  if (name !== 'days') return name === undefined ? {} : { period: name };
  return { period: name, ...(isDay(from) && { from }), ...(isDay(to) && { to }) };
}

export function boundsOf({ period = usualPeriod, from, to }: Period, now: number): Bounds {
  if (period === 'this_month') return { from: monthFrom(now, 0) };
  if (period === 'last_month') return { from: monthFrom(now, -1), to: monthFrom(now, 0) };
  if (period !== 'days') return { from: toInstant(now - lengthsMs[period]) };
  const last = to === undefined ? now : Date.parse(to) + dayMs;
  const first = from === undefined ? last - lengthsMs.week : Date.parse(from);
  return { from: toInstant(first), to: toInstant(last) };
}

/** The days to begin with where somebody wants to choose them. */
export function chooseDays(now: number): Period {
  return { period: 'days', from: toDay(now - lengthsMs.week), to: toDay(now) };
}

function monthFrom(now: number, months: number): string {
  const at = new Date(now);
  return toInstant(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months));
}

const isDay = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value));
const toInstant = (ms: number): string => new Date(ms).toISOString();
const toDay = (ms: number): string => toInstant(ms).slice(0, 10);
