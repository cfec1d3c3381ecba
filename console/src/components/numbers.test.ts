import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatAmount, formatBytes, formatDuration, formatRoughAmount } from './numbers.ts';

const plain = (text: string) => text.replaceAll(/\s/g, ' ');

test('amounts are exact where they are to add up, and short where they are glanced at', () => {
  assert.deepEqual(
    ['1234.500000', '0.003000', '0.000001', '0'].map((amount) => plain(formatAmount(amount, 'EUR'))),
    ['EUR 1,234.50', 'EUR 0.003', 'EUR 0.000001', 'EUR 0.00'],
  );
  assert.deepEqual(
    [1234.5678, 0.00312, 0].map((amount) => plain(formatRoughAmount(amount, 'USD'))),
    ['USD 1,234.57', 'USD 0.0031', 'USD 0.00'],
  );
});

test('times and sizes have the two units that matter', () => {
  assert.deepEqual([0, 820, 4_500, 200_000, 7_500_000, 2 * 86_400_000].map(formatDuration), [
    '0 s',
    '820 ms',
    '4.5 s',
    '3 min 20 s',
    '2 h 5 min',
    '2 d',
  ]);
  assert.deepEqual([12, 1_500, 2_000_000, 3_140_000_000].map(formatBytes), [
    '12 B',
    '1.5 kB',
    '2 MB',
    '3.1 GB',
  ]);
});
