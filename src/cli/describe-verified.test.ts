import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeVerified } from './describe-verified.ts';

test('what was verified is told in the number that it has', () => {
  assert.equal(
    describeVerified('ledger', [{ rows: 1, unsigned_rows: 1 }]),
    '1 ledger, 1 row: unchanged. 1 row is newer than its checkpoint.',
  );
  assert.equal(
    describeVerified('chain', [
      { rows: 2, unsigned_rows: 0 },
      { rows: 1, unsigned_rows: 2 },
    ]),
    '2 chains, 3 rows: unchanged. 2 rows are newer than their checkpoint.',
  );
  assert.equal(
    describeVerified('chain', []),
    '0 chains, 0 rows: unchanged. 0 rows are newer than their checkpoint.',
  );
});
