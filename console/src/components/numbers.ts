/** Numbers as people read them. */

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const exact = new Intl.NumberFormat('en', { maximumFractionDigits: 6 });
const tenths = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

export const formatCount = (count: number): string => whole.format(count);
/** `1.2M` */
export const formatShort = (count: number): string => short.format(count);
export const formatTenths = (value: number): string => tenths.format(value);

/** As exact as the API says it. */
export const formatDecimal = (decimal: number | string): string => exact.format(Number(decimal));

/** To the last decimal that is not zero, at least to the second: what is shown adds up. */
export const formatAmount = (amount: number | string, currency: string): string =>
  inCurrency(currency, 2, 6).format(Number(amount));

/** For a glance: cents, and more only where there are no cents. */
export function formatRoughAmount(amount: number | string, currency: string): string {
  const value = Number(amount);
  const decimals = value === 0 || value >= 0.1 ? 2 : 4;
  return inCurrency(currency, 2, decimals).format(value);
}

const inCurrency = (currency: string, minimumFractionDigits: number, maximumFractionDigits: number) =>
  new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    currencyDisplay: 'code',
    minimumFractionDigits,
    maximumFractionDigits,
  });

const sizes = [
  { unit: 'GB', bytes: 1_000_000_000 },
  { unit: 'MB', bytes: 1_000_000 },
  { unit: 'kB', bytes: 1_000 },
] as const;

export function formatBytes(bytes: number): string {
  const found = sizes.find((size) => bytes >= size.bytes);
  return found ? `${tenths.format(bytes / found.bytes)} ${found.unit}` : `${whole.format(bytes)} B`;
}

const spans = [
  { unit: 'd', seconds: 86_400, next: { unit: 'h', seconds: 3_600 } },
  { unit: 'h', seconds: 3_600, next: { unit: 'min', seconds: 60 } },
  { unit: 'min', seconds: 60, next: { unit: 's', seconds: 1 } },
] as const;

/** `820 ms`, `4.5 s`, `3 min 20 s` */
export function formatDuration(ms: number): string {
  if (ms === 0) return '0 s';
  if (ms < 1_000) return `${whole.format(ms)} ms`;
  const seconds = ms / 1_000;
  const found = spans.find((span) => seconds >= span.seconds);
  if (!found) return `${tenths.format(seconds)} s`;
  const many = Math.floor(seconds / found.seconds);
  const rest = Math.floor((seconds - many * found.seconds) / found.next.seconds);
  const first = `${whole.format(many)} ${found.unit}`;
  return rest === 0 ? first : `${first} ${rest} ${found.next.unit}`;
}
