import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { collectorFlag } from './collector.ts';

test('this Node knows what is set of V8', () => {
  const exitCodeWith = (flag: string) => spawnSync(process.execPath, [flag, '-e', '']).status;
  assert.equal(exitCodeWith(collectorFlag), 0);
  assert.notEqual(exitCodeWith(`${collectorFlag}-of-another-one`), 0);
});
