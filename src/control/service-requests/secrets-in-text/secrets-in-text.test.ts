import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { listCleanTexts } from '../../../../testkit/texts/clean-texts.ts';
import { chance, fakeKeys } from '../../../../testkit/texts/fake-keys.ts';
import { listTextsWithSecrets } from '../../../../testkit/texts/texts-with-secrets.ts';
import { knownKeys } from '../../secret-shapes/known-keys.ts';
import { findSecretsInText } from './find-secrets-in-text.ts';

const isRefused = (text: string) => findSecretsInText(text).refused.length > 0;
const withSecrets = listTextsWithSecrets();
const clean = listCleanTexts();

test('none of the texts with a secret in them passes', () => {
  assert.ok(withSecrets.length >= 150, `${withSecrets.length} texts`);
  assert.deepEqual(
    withSecrets.filter((text) => !isRefused(text)),
    [],
  );
});

test('at most two in a hundred of the clean texts are refused', () => {
  assert.ok(clean.length >= 100, `${clean.length} texts`);
  const refused = clean.filter(isRefused);
  assert.ok(refused.length <= clean.length * 0.02, refused.join('\n---\n'));
});

test('a secret is found in the midst of a long text that has none', () => {
  const letter = clean.filter((text) => !text.includes('```')).join('\n\n');
  assert.deepEqual(findSecretsInText(letter).refused, []);
  for (const text of withSecrets.filter((_, index) => index % 8 === 0)) {
    assert.ok(isRefused(`${letter}\n\n${text}\n\n${letter}`), text);
  }
});

test('every kind of key that is known by its shape is found in a sentence', () => {
  for (const { what, begins, rest } of knownKeys) {
    for (const start of begins) {
      const key = start + (rest ? chance('upper', 16) : chance('base62', 60));
      const { refused } = findSecretsInText(`We use ${key} here.`);
      assert.ok(
        refused.some((found) => found.what === what),
        `${start}: ${JSON.stringify(refused)}`,
      );
    }
  }
});

test('what is said of a secret is what it is and where it stands, and nothing of it', () => {
  const key = fakeKeys.anthropic();
  const found = findSecretsInText(`Hello,\n\nour key: ${key}\n`);
  assert.deepEqual(found.refused[0], { what: 'a secret with its name', line: 3, column: 5 });
  assert.deepEqual(found.refused[1], { what: 'an Anthropic key', line: 3, column: 10 });
  for (const text of withSecrets) {
    const said = JSON.stringify(findSecretsInText(text));
    for (const word of text.split(/\s+/).filter((part) => part.length > 30)) assert.ok(!said.includes(word));
  }
});

test('a word without a name that looks like chance is asked about, not refused', () => {
  const { refused, doubtful } = findSecretsInText(`As discussed:\n${chance('base62', 40)}`);
  assert.deepEqual(refused, []);
  assert.deepEqual(doubtful, [{ what: 'a word that looks like a key', line: 2, column: 1 }]);
  assert.equal(findSecretsInText('Passwort: Sommerregen').doubtful.length, 1);
});

test('S35 no text makes it throw, and the places are in the text', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.json()), (text) => {
      const { refused, doubtful } = findSecretsInText(text);
      for (const { line, column } of [...refused, ...doubtful]) {
        assert.ok(line >= 1 && line <= text.split('\n').length && column >= 1);
      }
    }),
    { numRuns: 500 },
  );
});

test('S36 hostile text of 100 KB is read in linear time', () => {
  const seeds = [
    ...['sk-', 'sk-proj-aA1 ', 'eyJ', 'eyJ-', 'eyJaaaaaaaa.', 'AKIA', '-----BEGIN PRIVATE KEY-----', 'BEGIN'],
    ...['key:', 'api key is ', 'password=', 'secret ', 'a://', 'a://b:', '?key=', '&a=', 'Basic ', ' -u a:'],
    ...[
      'A',
      'aB1',
      'a ',
      'a\n',
      '\n',
      '"',
      "'",
      '|',
      '*',
      '+',
      '%25',
      '%41',
      '\\u0041',
      '\\n',
      '\\',
      '\u200b',
    ],
    ...['ab ', 'ab:', '0123456789abcdef', 'QUJD', 'QUJD\n', 'ｓｋ－', '密钥：', '-', '_', '.', '=', '('],
    ...['"d":"', '-----BEGIN CERTIFICATE-----', 'azure 0123456789abcdef0123456789abcdef ', '( ', '(a)'],
  ];
  const lengthMax = 100_000;
  for (const seed of seeds) {
    const text = seed.repeat(Math.ceil(lengthMax / seed.length)).slice(0, lengthMax);
    const startedMs = performance.now();
    findSecretsInText(text);
    const tookMs = Math.round(performance.now() - startedMs);
    assert.ok(tookMs < 1_500, `${JSON.stringify(seed)} took ${tookMs} ms`);
  }
});
