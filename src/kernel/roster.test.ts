import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Roster } from './roster.ts';

const newItem = (name: string) => ({ name, seat: -1 });

test('a roster holds who came and did not go, however often each did either', () => {
  const roster = new Roster<ReturnType<typeof newItem>>();
  const [a, b, c] = ['a', 'b', 'c'].map(newItem) as [never, never, never];
  for (const item of [a, b, b, c]) roster.add(item);
  assert.deepEqual([...roster], [a, b, c]);
  roster.delete(b);
  roster.delete(b);
  assert.deepEqual([roster.size, [...roster]], [2, [a, c]]);
  roster.add(b);
  assert.deepEqual([roster.size, new Set(roster)], [3, new Set([a, b, c])]);
});

test('whoever goes while all are gone through is not met any more, and nobody is met twice', () => {
  const roster = new Roster<ReturnType<typeof newItem>>();
  const items = Array.from({ length: 5 }, (_, index) => newItem(String(index)));
  for (const item of items) roster.add(item);
  const met: string[] = [];
  for (const item of roster) {
    met.push(item.name);
    roster.delete(item);
    if (item.name === '1') roster.delete(items[3] as (typeof items)[0]);
  }
  assert.deepEqual(met, ['0', '1', '2', '4']);
  assert.equal(roster.size, 0);
});
