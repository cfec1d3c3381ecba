import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAssignments } from './assignments.ts';

const pairs = (text: string) => readAssignments(text).found.map(({ name, value }) => [name, value]);

test('reads every way in which variables are written down', () => {
  const lines: [string, string][] = [
    ['A=1', '1'],
    ['  export A = "1"', '1'],
    ["A='1' # why", '1'],
    ['A=1 # why', '1'],
    ['set A=1', '1'],
    ['setx A 1', '1'],
    ['ENV A 1', '1'],
    ['$env:A = "1"', '1'],
    ['- A=1', '1'],
    ['A: 1', '1'],
    ['"A": "1",', '1'],
    ['const A = "1";', '1'],
    ['A="a\\"b"', 'a"b'],
    ['A={"b": 1}', '{"b": 1}'],
    ['A="{"b": "c"}"', '{"b": "c"}'],
    ['A="never closed', 'never closed'],
    ['A=', ''],
  ];
  for (const [line, value] of lines) assert.deepEqual(pairs(line), [['A', value]], line);
});

test('a quote that was left open does not swallow the next variable', () => {
  assert.deepEqual(pairs('A="x\nB="y"'), [
    ['A', 'x'],
    ['B', 'y'],
  ]);
});

test('a key file goes on over many lines', () => {
  assert.deepEqual(pairs(`A='{\n "b": 1\n}'\nB=2`), [
    ['A', '{\n "b": 1\n}'],
    ['B', '2'],
  ]);
});

test('counts the lines that are none, apart from comments', () => {
  assert.equal(readAssignments('A=1\n# no\n\nhello there\nB=2').otherLines, 1);
});
