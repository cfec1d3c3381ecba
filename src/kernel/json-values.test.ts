import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseOrText } from './json-values.ts';

test('a body is JSON, also behind a byte-order mark, or the text that it is', () => {
  assert.deepEqual(parseOrText('{"a":1}'), { a: 1 });
  assert.deepEqual(parseOrText('\uFEFF{"a":1}'), { a: 1 });
  assert.equal(parseOrText('\uFEFFoops'), '\uFEFFoops');
  assert.equal(parseOrText(''), '');
});
