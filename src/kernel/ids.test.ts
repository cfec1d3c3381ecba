import assert from 'node:assert/strict';
import { test } from 'node:test';
import { slugPattern, uuidV7 } from './ids.ts';

test('a UUIDv7 is one, carries its time, and sorts by it', () => {
  const at = Date.UTC(2026, 10, 21, 5, 0, 0, 123);
  const id = uuidV7(at);
  assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16), at);
  const made = Array.from({ length: 1_000 }, (_, index) => uuidV7(at + index));
  assert.deepEqual(made.toSorted(), made);
  assert.equal(new Set(Array.from({ length: 10_000 }, () => uuidV7(at))).size, 10_000);
});

test('a slug holds nothing that means something in a path, a header, a log or a database', () => {
  const slug = new RegExp(slugPattern);
  for (const good of ['a', 'acme', 'acme-2.dev_x', '0', 'a'.repeat(63)]) assert.ok(slug.test(good), good);
  for (const bad of [
    '',
    'A',
    '-a',
    'a-',
    '.',
    '..',
    'a/b',
    'a b',
    'a\n',
    'a%2f',
    'é',
    'a\0',
    '__proto__',
    'a'.repeat(64),
  ]) {
    assert.ok(!slug.test(bad), JSON.stringify(bad));
  }
});
