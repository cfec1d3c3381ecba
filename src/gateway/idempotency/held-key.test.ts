import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { createMemoryIdempotencyStore } from '../../../testkit/stand-ins/memory-idempotency-store.ts';
import { createMemoryTenantKeyStore } from '../../../testkit/stand-ins/memory-tenant-key-store.ts';
import { PlugboardError } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import { Scrubber } from '../../kernel/secret.ts';
import { createLocalKeyProvider } from '../../vault/key-providers/local.ts';
import { createVault } from '../../vault/vault.ts';
import type { ContentSealer, KeyClaim } from '../ports.ts';
import { HeldKey } from './held-key.ts';
import { openAnswer } from './kept-answer.ts';

const claim: KeyClaim = {
  tenantId: 'acme',
  environment: 'prod',
  actorKind: 'token',
  actorId: 'tok_1',
  keyHash: Buffer.alloc(32, 1),
  fingerprint: Buffer.alloc(32, 2),
  requestId: 'req_1',
};

async function makeSealer(): Promise<ContentSealer> {
  const store = createMemoryTenantKeyStore();
  const vault = createVault({
    deploymentId: 'deployment-1',
    provider: createLocalKeyProvider([{ version: '1', key: randomBytes(32) }]),
    store,
    clock: Date.now,
    scrubber: new Scrubber(),
  });
  await vault.start();
  await store.insertKeyIfAbsent(await vault.createTenantKey('acme'));
  return vault;
}

async function setUp(sealer?: ContentSealer) {
  const store = createMemoryIdempotencyStore();
  const told: unknown[] = [];
  const parts = {
    idempotency: { store, sealer: sealer ?? (await makeSealer()) },
    clock: Date.now,
    telemetry: { unexpected: (error: unknown) => void told.push(error) },
  };
  const open = () => openAnswer(parts.idempotency.sealer, claim, 'req_1', store.sealed ?? assert.fail());
  return { store, told, open, sealer: parts.idempotency.sealer, heldKey: new HeldKey(parts, claim) };
}

test('a stream is kept byte for byte, whatever its pieces were', async () => {
  const { heldKey, store, open } = await setUp();
  const umlaut = Buffer.from('ü');
  const pieces = ['data: 1\n\n', umlaut.subarray(0, 1), umlaut.subarray(1), Buffer.from([0xff, 0])];
  for (const piece of pieces) heldKey.copy(piece);
  await heldKey.keepStream({ 'x-plugboard-config': 'c' }, 'end');
  assert.deepEqual(store.done, ['keep req_1']);
  assert.deepEqual(await open(), {
    status: 200,
    isStream: true,
    headers: { 'x-plugboard-config': 'c' },
    body: Buffer.concat([...pieces, 'end'].map((piece) => Buffer.from(piece))),
  });
});

test('an answer opens for the call that it was given to and no other', async () => {
  const { heldKey, store, sealer } = await setUp();
  await heldKey.keepWhole(400, {}, '{"error":{}}');
  const sealed = store.sealed ?? assert.fail();
  const { status, body } = await openAnswer(sealer, claim, 'req_1', sealed);
  assert.deepEqual([status, body.toString()], [400, '{"error":{}}']);
  const elsewhere: [KeyClaim, string][] = [
    [claim, 'req_2'],
    [{ ...claim, environment: 'dev' }, 'req_1'],
    [{ ...claim, actorId: 'tok_2' }, 'req_1'],
    [{ ...claim, keyHash: Buffer.alloc(32, 3) }, 'req_1'],
    [{ ...claim, fingerprint: Buffer.alloc(32, 3) }, 'req_1'],
  ];
  for (const [other, requestId] of elsewhere) {
    await assert.rejects(openAnswer(sealer, other, requestId, sealed), PlugboardError);
  }
});

test('what was kept is not let go of, and what was let go of is not kept', async () => {
  const kept = await setUp();
  await kept.heldKey.keepWhole(200, {}, '{}');
  await kept.heldKey.release();
  assert.deepEqual(kept.store.done, ['keep req_1']);
  const released = await setUp();
  await released.heldKey.release();
  await released.heldKey.release();
  await released.heldKey.keepStream({}, 'end');
  assert.deepEqual(released.store.done, ['release req_1']);
});

test('an answer beyond the limit is not kept, and its key is free', async () => {
  const exact = await setUp();
  exact.heldKey.copy(Buffer.alloc(limits.idempotency.answerBytesMax - 1));
  await exact.heldKey.keepStream({}, 'x');
  assert.deepEqual(exact.store.done, ['keep req_1']);
  const larger = await setUp();
  larger.heldKey.copy(Buffer.alloc(limits.idempotency.answerBytesMax));
  await larger.heldKey.keepStream({}, 'x');
  assert.deepEqual(larger.store.done, ['release req_1']);
});

test('an answer leaves although it cannot be sealed; its key is free, and only a fault of ours is told as one', async () => {
  for (const [error, count] of [
    [new PlugboardError('vault_unavailable'), 0],
    [new Error('a mistake'), 1],
  ] as const) {
    const sealer = { sealContent: () => Promise.reject(error), openContent: () => Promise.reject(error) };
    const { heldKey, store, told } = await setUp(sealer);
    await heldKey.keepWhole(200, {}, '{}');
    assert.deepEqual([store.done, told.length], [['release req_1'], count]);
  }
});

test('a database that hangs holds back an answer only for a stated time', async (t) => {
  const { heldKey, store } = await setUp();
  store.hang();
  t.mock.timers.enable({ apis: ['setTimeout'] });
  let isOver = false;
  const kept = heldKey.keepWhole(200, {}, '{}').then(() => {
    isOver = true;
  });
  while (store.done.length === 0) await new Promise((resolve) => setImmediate(resolve));
  t.mock.timers.tick(limits.idempotency.keepWithinMs - 1);
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(isOver, false);
  t.mock.timers.tick(1);
  await kept;
});

test('a key is renewed for as long as its call runs, and no longer', async (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] });
  const { heldKey, store } = await setUp();
  const { leaseMs, renewEveryMs } = limits.idempotency;
  assert.ok(renewEveryMs * 2 < leaseMs, 'one renewal may fail');
  t.mock.timers.tick(renewEveryMs * 3);
  assert.deepEqual(store.done, Array(3).fill('renew req_1'));
  await heldKey.release();
  t.mock.timers.tick(renewEveryMs * 3);
  assert.equal(store.done.length, 4);
});
