import { listDays, monthOf } from '../../components/days.ts';
import type { Period } from './period.ts';

export interface ChartRow {
  day: string;
  /** Of its group; undefined where nothing is grouped. */
  key: string | null | undefined;
  value: number;
}

/** What one colour of the chart stands for. */
export interface Series {
  /** Of its group; undefined: all the others together, or everything. */
  key: string | null | undefined;
  total: number;
}

export interface ChartData {
  /** Days, or months where there are too many days. */
  slots: readonly string[];
  series: readonly Series[];
  /** By slot, then by series. */
  values: readonly (readonly number[])[];
  /** The end of its scale, and where lines are drawn. */
  top: number;
  ticks: readonly number[];
}

/** More colours than these are not told apart; the rest is one more. */
export const seriesMax = 5;
const daysMax = 100;

export function toChart(rows: readonly ChartRow[], { first, last }: Period, isWhole: boolean): ChartData {
  const days = listDays(first, last);
  const slotOf = days.length > daysMax ? monthOf : (day: string) => day;
  const slots = [...new Set(days.map(slotOf))];
  const series = listLargest(rows);
  const keys = series.map(({ key }) => key);
  const values = slots.map(() => new Array<number>(keys.length + 1).fill(0));
  for (const { day, key, value } of rows) {
    const found = keys.indexOf(key);
    const column = found === -1 ? keys.length : found;
    const row = values[slots.indexOf(slotOf(day))];
    if (row) row[column] = (row[column] ?? 0) + value;
  }
  const rest = values.reduce((sum, row) => sum + (row[keys.length] ?? 0), 0);
  const all: Series[] = rest > 0 || keys.length === 0 ? [...series, { key: undefined, total: rest }] : series;
  return { slots, series: all, values, ...toScale(Math.max(...values.map(sumOf), 0), isWhole) };
}

export const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

function listLargest(rows: readonly ChartRow[]): Series[] {
  const totals = new Map<string | null, number>();
  for (const { key, value } of rows) {
    if (key !== undefined) totals.set(key, (totals.get(key) ?? 0) + value);
  }
  return [...totals]
    .map(([key, total]) => ({ key, total }))
    .filter(({ total }) => total > 0)
    .toSorted((one, other) => other.total - one.total)
    .slice(0, seriesMax);
}

const linesMax = 5;

/** Round numbers, a few of them, the last not below the highest column. */
function toScale(highest: number, isWhole: boolean): Pick<ChartData, 'top' | 'ticks'> {
  if (highest === 0) return { top: 1, ticks: [] };
  const step = isWhole ? Math.max(1, roundUp(highest / linesMax)) : roundUp(highest / linesMax);
  const count = Math.ceil(highest / step);
  return { top: count * step, ticks: Array.from({ length: count }, (_, index) => (index + 1) * step) };
}

/** To 1, 2 or 5 and zeros. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const digit = [1, 2, 5, 10].find((one) => value <= one * power) ?? 10;
  return digit * power;
}
