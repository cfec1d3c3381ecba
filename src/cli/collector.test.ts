import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { bodiesWithHeap, keepYoung, smallShare } from './collector.ts';

test('this Node knows what is set of V8', () => {
  const exitCodeWith = (flag: string) => spawnSync(process.execPath, [flag, '-e', '']).status;
  assert.equal(exitCodeWith(bodiesWithHeap), 0);
  assert.equal(exitCodeWith(smallShare), 0);
  assert.equal(exitCodeWith(keepYoung), 0);
  assert.notEqual(exitCodeWith(`${bodiesWithHeap}-of-another-one`), 0);
});
