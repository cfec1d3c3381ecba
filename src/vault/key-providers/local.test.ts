import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { KeyProviderError } from '../key-provider.ts';
import { createLocalKeyProvider } from './local.ts';
import { parseMasterKeys } from './master-keys.ts';

const context = { deploymentId: 'deployment-1', tenantId: 'acme' };

function newKey(): string {
  return randomBytes(32).toString('base64');
}

function parsed(text: string) {
  const result = parseMasterKeys(text);
  assert.ok(result.ok, result.ok ? '' : result.problems.join());
  return result.keys;
}

function problemsOf(text: string): string[] {
  const result = parseMasterKeys(text);
  assert.ok(!result.ok, 'it should have been refused');
  return result.problems;
}

function isWrongKey(error: unknown): boolean {
  return error instanceof KeyProviderError && error.failure === 'wrong_key' && error.code === 'needs_reentry';
}

test('one key alone has version 1; several name theirs, the primary first', () => {
  const [a, b, c] = [newKey(), newKey(), newKey()];
  assert.deepEqual(parsed(` ${a}\n`), [{ version: '1', key: Buffer.from(a, 'base64') }]);
  for (const text of [`2026-a:${a},1:${b},x.y_z:${c}`, `2026-a:${a}\r\n1: ${b}\n\n x.y_z:${c},\n`]) {
    assert.deepEqual(
      parsed(text).map(({ version, key }) => [version, key.toString('base64')]),
      [
        ['2026-a', a],
        ['1', b],
        ['x.y_z', c],
      ],
    );
  }
});

test('S20: no weak, sample or malformed key is taken', () => {
  const run = Buffer.from(Array.from({ length: 32 }, (_, index) => index));
  const half = randomBytes(16);
  const weak: Buffer[] = [
    Buffer.alloc(32),
    Buffer.alloc(32, 0xff),
    run,
    Buffer.from(run).reverse(),
    Buffer.from('correct horse battery staple 123'),
    Buffer.from(randomBytes(16).toString('hex')),
    Buffer.concat([half, half]),
    Buffer.concat([Buffer.alloc(20), randomBytes(12)]),
    createHash('sha256').update('changeme').digest(),
    createHash('sha256').update('').digest(),
    Buffer.from('603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4', 'hex'),
  ];
  for (const key of weak) {
    assert.equal(problemsOf(key.toString('base64')).length, 1);
    assert.equal(problemsOf(`1:${newKey()},2:${key.toString('base64')}`).length, 1);
  }
  const good = newKey();
  const malformed = ['', ' ,\n', 'secret', good.slice(1), `${good}=`, randomBytes(31).toString('base64')];
  malformed.push(
    randomBytes(33).toString('base64'),
    randomBytes(32).toString('hex'),
    `:${good}`,
    `a b:${good}`,
  );
  malformed.push(
    `${'v'.repeat(33)}:${good}`,
    `1:${good},1:${newKey()}`,
    `1:${good},2:${good}`,
    `${good},${newKey()}`,
  );
  for (const text of malformed) problemsOf(text);
});

test('S20: a base64 whose last character carries stray bits is refused: it was cut or mistyped', () => {
  const key = Buffer.concat([randomBytes(31), Buffer.of(0)]).toString('base64');
  assert.match(key, /A=$/);
  problemsOf(key.replace(/A=$/, 'B='));
});

test('problems never show the key, wherever it stands', () => {
  const key = newKey();
  const short = randomBytes(16).toString('hex');
  for (const text of [
    `${key}:1`,
    `${key}x`,
    `1:${short}`,
    `${short}:1`,
    `1:${key},1:${key}`,
    `${key},${key}`,
  ]) {
    const said = problemsOf(text).join();
    for (const secret of [key, short]) assert.ok(!said.includes(secret.slice(0, 8)));
  }
});

test('S15: a wrapped key opens for its tenant, deployment and version alone, and not when a byte differs', async () => {
  const provider = createLocalKeyProvider(parsed(`1:${newKey()},2:${newKey()}`));
  const key = randomBytes(32);
  const wrapped = await provider.wrap(key, context);
  assert.equal(wrapped.kekVersion, '1');
  assert.deepEqual(await provider.unwrap(wrapped, context), key);
  await assert.rejects(provider.unwrap(wrapped, { ...context, tenantId: 'other' }), isWrongKey);
  await assert.rejects(provider.unwrap(wrapped, { ...context, deploymentId: 'other' }), isWrongKey);
  await assert.rejects(provider.unwrap({ ...wrapped, kekVersion: '2' }, context), isWrongKey);
  await assert.rejects(provider.unwrap({ ...wrapped, kekVersion: '3' }, context), isWrongKey);
  for (let at = 0; at < wrapped.wrapped.length; at++) {
    const forged = Buffer.from(wrapped.wrapped);
    forged.writeUInt8(forged.readUInt8(at) ^ 1, at);
    await assert.rejects(provider.unwrap({ ...wrapped, wrapped: forged }, context), isWrongKey, `byte ${at}`);
  }
});

test('S16: after a promotion new keys go under the new primary, and old ones still open', async () => {
  const [first, second] = [newKey(), newKey()];
  const before = createLocalKeyProvider(parsed(`1:${first}`));
  const after = createLocalKeyProvider(parsed(`2:${second},1:${first}`));
  const key = randomBytes(32);
  const old = await before.wrap(key, context);
  assert.deepEqual(await after.unwrap(old, context), key);
  assert.equal((await after.wrap(key, context)).kekVersion, '2');
  assert.deepEqual([before.knows('2'), after.knows('2'), after.knows('1')], [false, true, true]);
});
