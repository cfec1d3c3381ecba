import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { findJsonFault as findFault, type JsonOutline, newOutline } from './json-text.ts';
import { limits } from './limits.ts';

const findJsonFault = (text: string, outline?: JsonOutline) => findFault(Buffer.from(text), outline);

test('S34 a field that stands twice at the top is found, however it is spelled', () => {
  for (const text of [
    '{"model":"a","model":"b"}',
    '{"model":"a","\\u006dodel":"b"}',
    '{"\\u006d\\u006fdel":"a","mod\\u0065l":"b"}',
    '{ "model" : "a" ,\n\t"x":{"y":[1,{"model":2}]}, "model"\r\n :"b"}',
    '{"":1,"":2}',
    '{"a\\"b":1,"a\\u0022b":2}',
    '{"a\\\\":1,"a\\u005c":2}',
    '{"__proto__":1,"__proto__":2}',
    '{"a":"}","a":1}',
  ]) {
    assert.equal(findJsonFault(text), 'duplicate_key', text);
  }
});

test('S34 the same name further down, or as a value, is no duplicate', () => {
  for (const text of [
    '{"model":"model","messages":[{"role":"a"},{"role":"b"}]}',
    '{"a":{"model":1,"b":{"model":2}},"model":3}',
    '[{"model":1},{"model":2}]',
    '{"a":"\\"model\\":1","model":2}',
    '{"a":"x:","b":":"}',
    '"model"',
    '{"A":1,"a":2}',
  ]) {
    assert.equal(findJsonFault(text), undefined, text);
  }
});

test('S26 200,000 levels of nesting are refused without recursion, open or closed', () => {
  for (const [open, close] of [
    ['[', ']'],
    ['{"a":', '}'],
  ] as const) {
    assert.equal(findJsonFault(open.repeat(200_000)), 'too_deep');
    assert.equal(findJsonFault(open.repeat(200_000) + close.repeat(200_000)), 'too_deep');
  }
  const deepest = '['.repeat(limits.json.depthMax) + ']'.repeat(limits.json.depthMax);
  assert.equal(findJsonFault(deepest), undefined);
  assert.equal(findJsonFault(`[${deepest}]`), 'too_deep');
});

test('S26 more keys than the limit are refused, at whichever depth they stand', () => {
  const keys = (count: number) => Array.from({ length: count }, (_, index) => `"k${index}":0`).join(',');
  assert.equal(findJsonFault(`{${keys(limits.json.keysMax)}}`), undefined);
  assert.equal(findJsonFault(`{${keys(limits.json.keysMax + 1)}}`), 'too_many_keys');
  assert.equal(findJsonFault(`[{"a":{${keys(limits.json.keysMax)}}}]`), 'too_many_keys');
});

test('S26 a megabyte of quotes, backslashes or blanks is looked over in linear time', () => {
  for (const unit of ['\\', '"', '\\"', '" ', '"\\\\', ' ', '":']) {
    const text = `{"a":"${unit.repeat(Math.floor(1_000_000 / unit.length))}`;
    const from = performance.now();
    findJsonFault(text);
    const ms = performance.now() - from;
    // Quadratic would be minutes.
    assert.ok(ms < 2_000, `${JSON.stringify(unit)}: ${ms} ms`);
  }
});

test('S35 garbage of any kind never throws', () => {
  const bits = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    '"',
    '\\',
    ':',
    ',',
    ' ',
    '\\u',
    '\\u00',
    'a',
    '1',
    '\u0000',
    '\ud800',
    'null',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(bits).map((some) => some.join('')),
      ),
      (text) => {
        findJsonFault(text);
      },
    ),
    { numRuns: 1_000 },
  );
});

test('S34 real JSON has a duplicate exactly when two of its top keys are the same', () => {
  const key = fc.oneof(fc.constantFrom('a', 'b', '', '__proto__', '"', '\\', ':'), fc.string());
  fc.assert(
    fc.property(fc.array(fc.tuple(key, fc.jsonValue({ maxDepth: 3 })), { maxLength: 6 }), (entries) => {
      const text = `{${entries.map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`).join(' , ')}}`;
      const names = new Set(entries.map(([name]) => name));
      return (findJsonFault(text) === 'duplicate_key') === names.size < entries.length;
    }),
    { numRuns: 500 },
  );
});

test('the text of each value at the top is found, whatever it holds', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), fc.boolean(), (value, spaced) => {
      const text = JSON.stringify(value, null, spaced ? 2 : undefined);
      const outline = newOutline();
      assert.equal(findJsonFault(text, outline), undefined);
      for (const [name, { start, end }] of outline.fields) {
        const found = Buffer.from(text).toString('utf8', start, end);
        assert.deepEqual(JSON.parse(found), JSON.parse(JSON.stringify(value))[name]);
      }
      assert.equal(outline.fields.size, Object.keys(value).length);
    }),
  );
});
