import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { format, inspect } from 'node:util';
import fc from 'fast-check';
import { Scrubber, Secret } from './secret.ts';

const value = 'sk-marker-9f8e7d6c5b4a';

test('S56 whatever turns a secret into text sees [redacted], also deep inside other values', () => {
  const secret = new Secret(value);
  const texts = [
    `${secret}`,
    String(secret),
    secret.toString(),
    JSON.stringify(secret),
    JSON.stringify({ deep: [{ secret }] }),
    inspect(secret, { showHidden: true, depth: 9 }),
    inspect({ deep: [{ secret }] }, { depth: 9 }),
    format('%s %o %j', secret, secret, secret),
    inspect(new Error('wrong', { cause: secret })),
    JSON.stringify(Object.entries(secret)),
    JSON.stringify(structuredClone({ ...secret })),
  ];
  for (const text of texts) assert.ok(!text.includes(value), text);
  assert.equal(`${secret}`, '[redacted]');
  assert.equal(JSON.stringify({ secret }), '{"secret":"[redacted]"}');
  assert.equal(secret.reveal(), value);
});

test('S56 a mask shows the last four characters of a secret of twelve or more, and never a prefix', () => {
  assert.equal(new Secret('abcdefgh1234').last4(), '1234');
  assert.equal(new Secret('abcdefgh123').last4(), null);
  assert.equal(new Secret('').last4(), null);
});

test('S56 the scrubber removes a live secret in every form in which it travels', () => {
  const scrubber = new Scrubber();
  const awkward = 'k€y "with" /every+thing=&';
  scrubber.add(new Secret(awkward));
  const bytes = Buffer.from(awkward);
  for (const form of [
    awkward,
    encodeURIComponent(awkward),
    JSON.stringify(awkward).slice(1, -1),
    bytes.toString('base64'),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('hex'),
  ]) {
    assert.equal(scrubber.scrub(`before ${form} after`), 'before [redacted] after', form);
  }
});

test('S56 secrets of six characters are scrubbed; shorter ones would take ordinary text apart', () => {
  const scrubber = new Scrubber();
  scrubber.add(new Secret('abc123'));
  scrubber.add(new Secret('the'));
  assert.equal(scrubber.scrub('the key abc123'), 'the key [redacted]');
});

test('S56 no live secret is left in any text, whichever others are known beside it', () => {
  const rest = fc.string({ minLength: 6, maxLength: 40, unit: 'grapheme' });
  const beginning = fc.constantFrom('', 'sk-proj-', `-----BEGIN PRIVATE KEY-----${'M'.repeat(100)}`);
  const secret = fc.tuple(beginning, rest).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.array(secret, { minLength: 1, maxLength: 5 }), fc.array(fc.string()), (values, around) => {
      const scrubber = new Scrubber();
      for (const one of values) scrubber.add(new Secret(one));
      const text = around.flatMap((part, index) => [part, values[index % values.length] ?? '']).join('\n');
      const scrubbed = scrubber.scrub(text);
      // What the replacement itself spells is no leak.
      return values.every(
        (one) => '[redacted]'.includes(one) || !scrubbed.replaceAll('[redacted]', '\0').includes(one),
      );
    }),
    { numRuns: 200 },
  );
});

test('a secret that two hold is scrubbed until both let go of it', () => {
  const scrubber = new Scrubber();
  scrubber.add(new Secret(value));
  scrubber.add(new Secret(value));
  scrubber.remove(new Secret(value));
  assert.equal(scrubber.scrub(value), '[redacted]');
  scrubber.remove(new Secret(value));
  assert.equal(scrubber.scrub(value), value);
});

test('S56 of ten thousand keys that begin alike a text is held against the few that it may hold', () => {
  let looked = 0;
  class Watched extends Secret {
    override reveal(): string {
      looked += 1;
      return super.reveal();
    }
  }
  const beginnings = [
    'sk-proj-',
    'sk-ant-api03-',
    `-----BEGIN PRIVATE KEY-----\n${'MIIEvQIBADANBgkqhkiG9w0BAQEFAAS'.repeat(2)}`,
  ];
  const keys = Array.from({ length: 10_000 }, (_, index) => {
    const own = createHash('sha256').update(String(index)).digest('base64');
    return new Watched(`${beginnings[index % 3]}${own}${own}${own}`);
  });
  const scrubber = new Scrubber();
  for (const key of keys) scrubber.add(key);
  looked = 0;
  for (const key of keys.slice(0, 30)) {
    const said = `Incorrect API key provided: ${key.reveal()}, begins with sk-proj- or eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9`;
    assert.equal(scrubber.scrub(said).includes(key.reveal()), false);
  }
  for (const key of keys.slice(0, 30)) scrubber.remove(key);
  assert.ok(looked < 30 * 20, `${looked} looks`);
});
