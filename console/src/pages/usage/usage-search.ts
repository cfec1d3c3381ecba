/**
 * What is looked at, in the address: it can be sent to somebody, and is there again after a reload. It is known before
 * the page is, and so holds names alone.
 */

export const presets = ['today', '7d', '30d', 'month', 'last-month'] as const;
export type Preset = (typeof presets)[number];
export const periodNames = [...presets, 'own'] as const;
export type PeriodName = (typeof periodNames)[number];

/** What the columns of the chart are as high as. */
export const measures = ['calls', 'tokens', 'cost', 'queue', 'bytes'] as const;
export type Measure = (typeof measures)[number];

export const placeGroupings = [
  'day',
  'model',
  'provider',
  'feature',
  'agent',
  'user',
  'config',
  'operation',
  'owner',
  'payer',
] as const;
/** Across all tenants there are these as well. */
export const platformGroupings = ['tenant', 'environment', ...placeGroupings] as const;
export type Grouping = (typeof platformGroupings)[number];

export interface UsageSearch {
  period?: PeriodName | undefined;
  /** Of one’s own range: its days. */
  from?: string | undefined;
  to?: string | undefined;
  by?: Grouping | undefined;
  show?: Measure | undefined;
}

export function parseUsageSearch({ period, from, to, by, show }: Record<string, unknown>): UsageSearch {
  return {
    period: periodNames.find((name) => name === period),
    from: typeof from === 'string' ? from : undefined,
    to: typeof to === 'string' ? to : undefined,
    by: platformGroupings.find((name) => name === by),
    show: measures.find((name) => name === show),
  };
}
