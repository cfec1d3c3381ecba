import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ShellReader } from './shell-words.ts';

function words(text: string, variables: Record<string, string> = {}): string[] {
  return new ShellReader(text, new Map(Object.entries(variables))).read(0).words;
}

test('quoting is undone as bash does it', () => {
  assert.deepEqual(words(`a 'b c' "d \\"e\\" \\$f" g\\ h $'i\\n\\u0041' 'j'"k"l`), [
    'a',
    'b c',
    'd "e" $f',
    'g h',
    'i\nA',
    'jkl',
  ]);
  assert.deepEqual(words(`'it'\\''s' ""`), ["it's", '']);
});

test('a command ends where the shell ends it', () => {
  assert.deepEqual(words('a b | c'), ['a', 'b']);
  assert.deepEqual(words('a b; c'), ['a', 'b']);
  assert.deepEqual(words('a b && c'), ['a', 'b']);
  assert.deepEqual(words('a b # c\nd'), ['a', 'b']);
  assert.deepEqual(words('a b\nc'), ['a', 'b']);
});

test('an ampersand inside an address belongs to it, although a shell would want quotes', () => {
  assert.deepEqual(words('https://a.example?x=1&y=2 -s'), ['https://a.example?x=1&y=2', '-s']);
});

test('lines go on after a backslash, a caret or a backtick, and before an option', () => {
  for (const text of ['a \\\n b', 'a \\  \n b', 'a ^\n b', 'a `\n b'])
    assert.deepEqual(words(text), ['a', 'b'], text);
  assert.deepEqual(words('a\n  -b'), ['a', '-b']);
});

test('variables become what was pasted for them, and commands inside stay one piece', () => {
  assert.deepEqual(words(`"Bearer $K" $\{K} $Z`, { K: 'v' }), ['Bearer v', 'v', '$Z']);
  assert.deepEqual(words('"Bearer $(a b (c))" x'), ['Bearer $(a b (c))', 'x']);
});

test('variables cannot multiply the text without end', () => {
  const [word = ''] = words('$K'.repeat(10_000), { K: 'x'.repeat(10_000) });
  assert.ok(word.length < 400_000);
});
