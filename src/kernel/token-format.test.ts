import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { hashToken, mintToken, parseTokenId } from './token-format.ts';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

test('S37 a token is a prefix, a public id, a secret of 256 bits and a checksum; only its SHA-256 is kept', () => {
  const { id, token, secretHash } = mintToken();
  const text = token.reveal();
  assert.match(text, /^pb_[0-9A-Za-z]{12}_[0-9A-Za-z]{49}$/);
  assert.equal(text.slice(3, 15), id);
  // 43 characters of 62 kinds hold 2^256 values: nothing is cut off.
  assert.ok(62n ** 43n >= 2n ** 256n);
  assert.deepEqual(Buffer.from(secretHash), createHash('sha256').update(text).digest());
  assert.deepEqual(hashToken(text), secretHash);
  assert.equal(parseTokenId(text), id);
});

test('S37 ten thousand tokens share neither id nor secret', () => {
  const minted = Array.from({ length: 10_000 }, () => mintToken());
  assert.equal(new Set(minted.map(({ id }) => id)).size, minted.length);
  assert.equal(new Set(minted.map(({ token }) => token.reveal().slice(16, 59))).size, minted.length);
});

test('S37 one wrong character anywhere is seen by the checksum, before any look-up', () => {
  const text = mintToken().token.reveal();
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.constantFrom(...alphabet), (at, character) => {
      fc.pre(text[at] !== character);
      return parseTokenId(text.slice(0, at) + character + text.slice(at + 1)) === undefined;
    }),
    { numRuns: 500 },
  );
});

test('S37 what is no token has no id', () => {
  const text = mintToken().token.reveal();
  for (const wrong of [
    '',
    'pb_',
    text.slice(0, -1),
    `${text}0`,
    ` ${text}`,
    `${text}\n`,
    text.toLowerCase(),
    `x${text}`,
  ]) {
    assert.equal(parseTokenId(wrong), undefined, JSON.stringify(wrong));
  }
  fc.assert(fc.property(fc.string(), (garbage) => parseTokenId(garbage) === undefined));
});
