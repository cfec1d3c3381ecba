import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boundsOf, parsePeriod } from './periods.ts';

const now = Date.parse('2026-03-31T23:30:00.000Z');

test('a period is a stretch until now, a month of the calendar, or whole days', () => {
  assert.deepEqual(boundsOf({}, now), { from: '2026-03-24T23:30:00.000Z' });
  assert.deepEqual(boundsOf({ period: 'hour' }, now), { from: '2026-03-31T22:30:00.000Z' });
  assert.deepEqual(boundsOf({ period: 'this_month' }, now), { from: '2026-03-01T00:00:00.000Z' });
  assert.deepEqual(boundsOf({ period: 'last_month' }, Date.parse('2026-01-15T00:00:00.000Z')), {
    from: '2025-12-01T00:00:00.000Z',
    to: '2026-01-01T00:00:00.000Z',
  });
  assert.deepEqual(boundsOf({ period: 'days', from: '2026-02-28', to: '2026-02-28' }, now), {
    from: '2026-02-28T00:00:00.000Z',
    to: '2026-03-01T00:00:00.000Z',
  });
});

test('an address with no period in it, or with nonsense, is read as the usual one', () => {
  assert.deepEqual(parsePeriod({ period: 'for ever', from: '2026-02-28' }), {});
  assert.deepEqual(parsePeriod({ period: 'days', from: '2026-02', to: 7 }), { period: 'days' });
  assert.deepEqual(parsePeriod({ period: 'days', from: '2026-99-99', to: '2026-02-28' }), {
    period: 'days',
    to: '2026-02-28',
  });
});
