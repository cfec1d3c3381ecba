import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toAmount } from '../../kernel/money.ts';
import { charge, findRates, parseRates } from './rates.ts';

const items = { requests: '0.40', compute_hours: 0.05, gigabytes: '0.09', observability_events: '0.2' };

test('rates hold from their month on, until others do', () => {
  const reading = parseRates(
    JSON.stringify({
      currency: 'USD',
      rates: [
        { from: '2026-07', ...items, managed_factor: '1.1' },
        { from: '2026-01', ...items, gigabytes: 0 },
      ],
    }),
  );
  assert.ok(reading.ok);
  const of = (month: string) => findRates(reading.list, month);
  assert.equal(of('2025-12'), undefined);
  assert.deepEqual([of('2026-06')?.items.gigabytes, of('2026-06')?.managedFactor], [0, 1_000_000]);
  assert.deepEqual([of('2026-07')?.items.gigabytes, of('2027-01')?.managedFactor], [90_000, 1_100_000]);
  assert.equal(findRates(null, '2026-07'), undefined);
});

test('what is charged is the rate for as many units as there were, to the last millionth', () => {
  const cost = (...of: Parameters<typeof charge>) => toAmount(charge(...of));
  assert.equal(cost('requests', 2_500, 400_000), '1.000000');
  assert.equal(cost('compute_hours', 5_400_000_000, 50_000), '0.075000');
  assert.equal(cost('gigabytes', 1_234_567_890, 90_000), '0.111111');
  assert.equal(cost('observability_events', 1, 200_000), '0.000200');
  assert.equal(cost('requests', 2 ** 50, 999_999_999), '1125899905716724.093157');
});

test('a file with a mistake is refused by the place of the mistake', () => {
  for (const [rates, problem] of [
    [[{ ...items, from: '2026-13' }], /^rate 1: from/],
    [
      [
        { ...items, from: '2026-01' },
        { ...items, from: '2026-01' },
      ],
      /^rate 2: 2026-01 has rates/,
    ],
    [[{ ...items, from: '2026-01', gigabytes: -1 }], /^rate 1: gigabytes/],
    [[{ from: '2026-01', requests: 1 }], /^rate 1: compute_hours/],
    [[{ ...items, from: '2026-01', tips: 1 }], /tips is not a field/],
    ['many', /must be an object/],
  ] as const) {
    const reading = parseRates(JSON.stringify({ currency: 'USD', rates }));
    assert.match(reading.ok ? 'taken' : reading.problem, problem);
  }
  const euros = parseRates(JSON.stringify({ currency: 'euro', rates: [] }));
  assert.match(euros.ok ? 'taken' : euros.problem, /currency/);
});
