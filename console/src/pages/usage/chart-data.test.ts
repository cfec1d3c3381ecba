import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ChartRow, seriesMax, sumOf, toChart } from './chart-data.ts';
import { toPeriod } from './period.ts';

const row = (day: string, key: string | undefined, value: number): ChartRow => ({ day, key, value });
const period = { first: '2026-10-30', last: '2026-11-02' };

test('a chart has a column for every day, also for those without a call', () => {
  const chart = toChart([row('2026-10-31', 'a', 3), row('2026-11-02', 'b', 4)], period, true);
  assert.deepEqual(chart.slots, ['2026-10-30', '2026-10-31', '2026-11-01', '2026-11-02']);
  assert.deepEqual(chart.values.map(sumOf), [0, 3, 0, 4]);
  assert.deepEqual(chart.series, [
    { key: 'b', total: 4 },
    { key: 'a', total: 3 },
  ]);
});

test('what has no colour of its own is in the last one, and nothing is left out', () => {
  const names = Array.from({ length: seriesMax + 3 }, (_, index) => `model-${index}`);
  const rows = names.map((name, index) => row('2026-11-01', name, index + 1));
  const chart = toChart(rows, period, true);
  assert.equal(chart.series.length, seriesMax + 1);
  assert.deepEqual(chart.series.at(-1), { key: undefined, total: 6 });
  assert.equal(sumOf(chart.series.map(({ total }) => total)), sumOf(rows.map(({ value }) => value)));
});

test('the lines of a chart are round numbers, and the last is not below the highest column', () => {
  for (const highest of [1, 2, 7, 42, 99, 100, 101, 4_711, 1_000_001]) {
    const { top, ticks } = toChart([row('2026-11-01', undefined, highest)], period, true);
    assert.ok(top >= highest && ticks.length <= 5 && ticks.at(-1) === top, `${highest}: ${ticks.join()}`);
    assert.ok(ticks.every(Number.isInteger), `${highest}: ${ticks.join()}`);
  }
  assert.deepEqual(toChart([], period, false).ticks, []);
});

test('a year is drawn by its months', () => {
  const year = { first: '2025-12-01', last: '2026-11-30' };
  const chart = toChart([row('2026-02-28', undefined, 1)], year, true);
  assert.equal(chart.slots.length, 12);
  assert.deepEqual(chart.values[2], [1]);
});

test('an address with a period that is none shows one that is', () => {
  const today = '2026-03-01';
  assert.deepEqual(toPeriod({}, today), { first: '2026-01-31', last: today });
  assert.deepEqual(toPeriod({ period: 'last-month' }, today), { first: '2026-02-01', last: '2026-02-28' });
  assert.deepEqual(toPeriod({ period: 'own', from: '2026-02-31', to: '2999-01-01' }, today), {
    first: '2026-01-31',
    last: today,
  });
  assert.deepEqual(toPeriod({ period: 'own', from: '1999-01-01' }, today), {
    first: '2023-02-26',
    last: today,
  });
  assert.deepEqual(toPeriod({ period: 'own', from: '2026-02-20', to: '2026-02-10' }, today), {
    first: '2026-02-10',
    last: '2026-02-10',
  });
});
