import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeAttempt } from '../../testkit/sample-attempt.ts';
import { attemptFields, toAttemptList } from './attempt-list.ts';
import type { AttemptRecord } from './records.ts';

test('every field of an attempt stands in its list, at its place', () => {
  const ownNames = Object.fromEntries(attemptFields.map((field) => [field, field]));
  assert.deepEqual(JSON.parse(toAttemptList(ownNames as unknown as AttemptRecord)), attemptFields);
  assert.deepEqual(Object.keys(makeAttempt()).toSorted(), attemptFields.toSorted());
});

test('no text in an attempt breaks its line', () => {
  for (const text of ['\n', '\r\n', '\u2028', '\u0085', '"\\\n', '\0'])
    assert.doesNotMatch(toAttemptList(makeAttempt({ userId: text, reason: text })), /\n/);
});
