import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { PlugboardError } from '../kernel/errors.ts';
import { openWith, type SealContext, sealWith } from './envelope.ts';

const dataKey = randomBytes(32);
const context: SealContext = {
  deploymentId: 'deployment-1',
  tenantId: 'acme',
  record: 'credential-1',
  field: 'api_key',
  version: 7,
  origins: ['https://api.openai.com', 'https://login.example.com'],
};
const text = Buffer.from('sk-marker-5f2d8c');

function needsReentry(error: unknown): boolean {
  return error instanceof PlugboardError && error.code === 'needs_reentry' && error.cause instanceof Error;
}

test('what was sealed opens again', () => {
  for (const plaintext of [text, Buffer.alloc(0), randomBytes(100_000)]) {
    assert.deepEqual(openWith(dataKey, context, sealWith(dataKey, context, plaintext)), plaintext);
  }
});

test('a sealed value opens also from the middle of a larger buffer, as drivers give it', () => {
  const sealed = sealWith(dataKey, context, text);
  const row = new Uint8Array(Buffer.concat([randomBytes(13), sealed, randomBytes(5)]).buffer);
  const at = Buffer.from(row).indexOf(sealed);
  assert.deepEqual(openWith(dataKey, context, row.subarray(at, at + sealed.length)), text);
});

test('S14: the same text sealed twice shares no salt, nonce or ciphertext, and shows no plaintext', () => {
  const seals = Array.from({ length: 200 }, () => sealWith(dataKey, context, text));
  const parts = (from: number, to: number) =>
    new Set(seals.map((sealed) => sealed.toString('hex', from, to))).size;
  assert.deepEqual([parts(1, 33), parts(33, 45), parts(45, 45 + text.length)], [200, 200, 200]);
  assert.ok(seals.every((sealed) => sealed[0] === 1 && !sealed.includes('marker')));
});

test('S15: moved to another row, field, tenant, deployment, version or origin it does not open', () => {
  const sealed = sealWith(dataKey, context, text);
  const others: Partial<SealContext>[] = [
    { deploymentId: 'deployment-2' },
    { tenantId: 'acme2' },
    { record: 'credential-2' },
    { field: 'client_secret' },
    { version: 8 },
    { version: 0 },
    { origins: [] },
    { origins: ['https://api.openai.com'] },
    { origins: ['https://api.openai.com', 'http://login.example.com'] },
    { origins: ['https://api.openai.com', 'https://login.example.com:8443'] },
    { origins: [...context.origins, 'https://evil.example'] },
    { origins: ['https://api.openai.comhttps://login.example.com'] },
    { tenantId: 'acm', record: 'ecredential-1' },
    { record: 'credential-1api_key', field: '' },
  ];
  for (const other of others) {
    assert.throws(
      () => openWith(dataKey, { ...context, ...other }, sealed),
      needsReentry,
      JSON.stringify(other),
    );
  }
});

test('S15: the order and repetition of origins mean nothing', () => {
  const [first = '', second = ''] = context.origins;
  const sealed = sealWith(dataKey, context, text);
  assert.deepEqual(openWith(dataKey, { ...context, origins: [second, first, second] }, sealed), text);
});

test('S15: any flipped bit, in any byte, and it does not open', () => {
  const sealed = sealWith(dataKey, context, text);
  for (let at = 0; at < sealed.length; at++) {
    for (let bit = 0; bit < 8; bit++) {
      const forged = Buffer.from(sealed);
      forged.writeUInt8(forged.readUInt8(at) ^ (1 << bit), at);
      assert.throws(() => openWith(dataKey, context, forged), needsReentry, `byte ${at}, bit ${bit}`);
    }
  }
});

test('S15: cut off or extended anywhere, and it does not open', () => {
  const sealed = sealWith(dataKey, context, text);
  for (let length = 0; length < sealed.length; length++) {
    assert.throws(() => openWith(dataKey, context, sealed.subarray(0, length)), needsReentry);
  }
  assert.throws(() => openWith(dataKey, context, Buffer.concat([sealed, Buffer.of(0)])), needsReentry);
});

test('another key does not open it, and a key of a wrong length neither seals nor opens', () => {
  const sealed = sealWith(dataKey, context, text);
  assert.throws(() => openWith(randomBytes(32), context, sealed), needsReentry);
  assert.throws(() => openWith(dataKey.subarray(1), context, sealed), needsReentry);
  assert.throws(() => sealWith(dataKey.subarray(1), context, text));
  assert.throws(() => sealWith(dataKey, { ...context, version: -1 }, text));
});
