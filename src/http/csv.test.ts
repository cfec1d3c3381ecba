import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toCsv } from './csv.ts';

test('a cell that a spreadsheet would run as a formula stays text', () => {
  for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '|cmd', '%0A=1', '＝1+1', '＠SUM(A1)'])
    assert.match(toCsv([{ cell: text }]), /^cell\r\n"?'/, JSON.stringify(text));
  assert.equal(
    toCsv([{ cell: '=HYPERLINK("http://x","y")' }]),
    'cell\r\n"\'=HYPERLINK(""http://x"",""y"")"\r\n',
  );
});

test('commas, quotes and line breaks stay within their cell, and numbers are numbers', () => {
  const lines = [
    { a: 'x,y', b: 'say "hi"\nthen', c: 1.5 },
    { a: null, b: undefined, c: 0 },
  ];
  assert.equal(toCsv(lines), 'a,b,c\r\n"x,y","say ""hi""\nthen",1.5\r\n,,0\r\n');
  assert.equal(toCsv([]), '');
});
