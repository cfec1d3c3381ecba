import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isJsonString } from './json-string.ts';

/** At every alignment, with bytes around it that must not matter. */
function isTaken(text: string): boolean {
  const answers = [0, 1, 2, 3].map((shift) => {
    const before = '\\\n"'.padStart(shift + 8, '\u0001');
    const bytes = Buffer.from(`${before}${text}"\\\n`);
    const start = Buffer.byteLength(before);
    return isJsonString(bytes, start, start + Buffer.byteLength(text));
  });
  assert.equal(new Set(answers).size, 1, JSON.stringify(text));
  return answers[0] === true;
}

function isParsed(text: string): boolean {
  try {
    JSON.parse(`"${text}"`);
    return true;
  } catch {
    return false;
  }
}

test('every character alone and after a backslash is taken as JSON.parse takes it', () => {
  for (let code = 0; code < 0x180; code += 1) {
    const character = String.fromCodePoint(code);
    // A quote ends a string; whoever asks has found it.
    if (character === '"') continue;
    for (const text of [
      character,
      `word ${character} word word`,
      `\\${character}`,
      `1234\\${character}5678`,
    ]) {
      // As a backslash would escape the quote behind it.
      if (text.endsWith('\\') && !text.endsWith('\\\\')) continue;
      assert.equal(isTaken(text), isParsed(text), JSON.stringify(text));
    }
  }
  assert.ok(isTaken('a\\"b'));
});

test('what is made of pieces of JSON is taken as JSON.parse takes it', () => {
  const pieces = [
    'a',
    'word',
    '\\\\',
    '\\n',
    '\\"',
    'é',
    '—',
    '😀',
    '\\u0041',
    '\\uD83D',
    '\u007f',
    '\u0080',
  ];
  const wrong = ['\n', '\u0000', '\u001f', '\\x', '\\u12g4', '\\u12', '\\U0041', '\\u 123'];
  const text = fc
    .array(fc.oneof({ weight: 30, arbitrary: fc.constantFrom(...pieces) }, fc.constantFrom(...wrong)))
    .map((some) => some.join(''));
  fc.assert(
    fc.property(text, (some) => isTaken(some) === isParsed(some)),
    { numRuns: 3_000 },
  );
});
