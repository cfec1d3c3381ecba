/** Numbers as people read them. */

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

export const formatCount = (count: number): string => whole.format(count);

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
