/**
 * Amounts are whole numbers of 10⁻¹² of a currency, so that sums are exact: a price of so many millionths for a
 * million tokens, times tokens, is that.
 */
const perMicro = 1_000_000n;

/** To six decimals, half of the last one up. */
export function roundToMicros(pico: bigint): bigint {
  return ((pico + perMicro / 2n) / perMicro) * perMicro;
}

/** With six decimals, half of the last one rounded up. */
export function toAmount(pico: bigint): string {
  const micros = roundToMicros(pico) / perMicro;
  return `${micros / 1_000_000n}.${String(micros % 1_000_000n).padStart(6, '0')}`;
}

/** Millionths, of a decimal number with up to six decimals that is not negative. */
export function findMicros(value: unknown): number | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || !/^\d{1,9}(?:\.\d{1,6})?$/.test(text)) return undefined;
  const [whole = '', decimals = ''] = text.split('.');
  return Number(whole) * 1_000_000 + Number(decimals.padEnd(6, '0'));
}
