import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { JsonSketch } from './json-sketch.ts';
import { findJsonFault, newOutline } from './json-text.ts';

function parsed(text: string): unknown {
  const bytes = Buffer.from(text);
  const outline = newOutline();
  assert.equal(findJsonFault(bytes, outline), undefined);
  const sketch = new JsonSketch(bytes, outline.longTexts);
  assert.equal(sketch.isMarked(JSON.stringify(sketch.value)), outline.longTexts.length > 0);
  return sketch.fill(sketch.value);
}

/** Characters of one to four bytes, and escapes of both lengths, of which some look like others. */
const units = ['a', '\\', '\\\\', '"', '\n', '\u0001', 'é', '—', '😀', '\ud83d', '\\u0041', '\\n', 'u00'];

test('long texts are read as JSON.parse reads them, wherever they are cut', () => {
  const unit = fc
    .array(fc.constantFrom(...units), { minLength: 1, maxLength: 7 })
    .map((some) => some.join(''));
  const text = fc.tuple(unit, fc.nat(9)).map(([some, shift]) => 'x'.repeat(shift) + some.repeat(20_000));
  fc.assert(
    fc.property(text, text, (one, other) => {
      const value = { [one.slice(0, 5)]: one, list: [other, 1, { deep: one }], __proto__: null };
      assert.deepEqual(parsed(JSON.stringify(value)), JSON.parse(JSON.stringify(value)));
    }),
    { numRuns: 20 },
  );
});

test('escapes that nobody has to write are read the same', () => {
  const text = `{"a":"${'\\u0041\\/\\ud83d\\ude00\\b'.repeat(10_000)}","b":"${'\\\\'.repeat(60_000)}"}`;
  assert.deepEqual(parsed(text), JSON.parse(text));
});

test('what is no JSON is refused also deep within a long text', () => {
  const filling = 'word '.repeat(40_000);
  for (const bad of ['\n', '\u0000', '\\x', '\\u12g4']) {
    assert.throws(() => parsed(`{"a":"${filling}${bad}${filling}"}`), SyntaxError, JSON.stringify(bad));
  }
  assert.throws(() => parsed(`{"a":"${filling}`), SyntaxError);
  assert.throws(() => parsed(`{"a":"${filling}" "b":1}`), SyntaxError);
  assert.throws(() => parsed(`{"a":"${filling}\\`), SyntaxError);
});

test('S26 megabytes of backslashes are read in linear time', () => {
  const from = performance.now();
  parsed(`{"a":"${'\\\\'.repeat(2_000_000)}"}`);
  // Quadratic would be minutes.
  assert.ok(performance.now() - from < 2_000);
});
