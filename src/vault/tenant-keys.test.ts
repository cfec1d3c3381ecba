import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { createMemoryTenantKeyStore } from '../../testkit/stand-ins/memory-tenant-key-store.ts';
import { PlugboardError } from '../kernel/errors.ts';
import { type KeyProvider, KeyProviderError } from './key-provider.ts';
import { createLocalKeyProvider } from './key-providers/local.ts';
import { TenantKeys } from './tenant-keys.ts';

const bounds = { tenantKeyCachedMs: 60_000, tenantKeyRefreshMs: 5_000, tenantKeysCachedMax: 3 };

/** Tenants with a key each, and switches for what the key service does. */
async function setUp(tenantIds: string[]) {
  const local = createLocalKeyProvider([{ version: '1', key: randomBytes(32) }]);
  const store = createMemoryTenantKeyStore();
  const plain = new Map<string, Buffer>();
  for (const tenantId of tenantIds) {
    const key = randomBytes(32);
    plain.set(tenantId, key);
    await store.insertKeyIfAbsent({ tenantId, ...(await local.wrap(key, { deploymentId: 'd', tenantId })) });
  }
  const service = { away: false, asked: 0, now: 1_000_000, gate: Promise.resolve() };
  const provider: KeyProvider = {
    ...local,
    async unwrap(wrapped, context) {
      service.asked++;
      await service.gate;
      if (service.away) throw new KeyProviderError('unreachable', new Error('away'));
      return local.unwrap(wrapped, context);
    },
  };
  const keys = new TenantKeys({ deploymentId: 'd', provider, store, clock: () => service.now, bounds });
  const hexOf = (tenantId: string) => keys.use(tenantId, (key) => key.toString('hex'));
  const expected = (tenantId: string) => plain.get(tenantId)?.toString('hex');
  return { store, service, keys, hexOf, expected };
}

function failsWith(code: string) {
  return (error: unknown) => error instanceof PlugboardError && error.code === code;
}

test('many callers at once ask the key service once', async () => {
  const { service, hexOf, expected } = await setUp(['acme']);
  const all = await Promise.all(Array.from({ length: 100 }, () => hexOf('acme')));
  assert.deepEqual([...new Set(all)], [expected('acme')]);
  assert.equal(service.asked, 1);
});

test('a failed flight is not kept: the next caller asks again', async () => {
  const { service, hexOf, expected } = await setUp(['acme']);
  service.away = true;
  await Promise.all([1, 2, 3].map(() => assert.rejects(hexOf('acme'), failsWith('vault_unavailable'))));
  service.away = false;
  assert.equal(await hexOf('acme'), expected('acme'));
  assert.equal(service.asked, 2);
});

test('S19: while the key service is away a held key serves until its time is up, then nothing does', async () => {
  const { service, hexOf, expected } = await setUp(['acme']);
  const start = service.now;
  await hexOf('acme');
  service.away = true;
  for (const passed of [4_999, 5_000, 30_000, 59_999]) {
    service.now = start + passed;
    assert.equal(await hexOf('acme'), expected('acme'));
    await turn();
  }
  service.now = start + 60_000;
  await assert.rejects(hexOf('acme'), failsWith('vault_unavailable'));
  service.away = false;
  assert.equal(await hexOf('acme'), expected('acme'));
});

test('a key that is due is asked for again without making its user wait', async () => {
  const { service, hexOf, expected } = await setUp(['acme']);
  await hexOf('acme');
  service.now += 5_000;
  const gate = Promise.withResolvers<void>();
  service.gate = gate.promise;
  assert.equal(await hexOf('acme'), expected('acme'));
  assert.equal(await hexOf('acme'), expected('acme'));
  gate.resolve();
  await turn();
  assert.equal(service.asked, 2);
  service.now += 59_999;
  service.away = true;
  assert.equal(await hexOf('acme'), expected('acme'));
});

test('no more keys than the bound are held; the one that goes is zeroed', async () => {
  const { service, keys, hexOf } = await setUp(['a', 'b', 'c', 'd']);
  const held = await keys.use('a', (key) => key);
  await hexOf('b');
  await hexOf('a');
  await hexOf('c');
  const second = await keys.use('b', (key) => key);
  await hexOf('a');
  await hexOf('b');
  await hexOf('d');
  assert.equal(service.asked, 4);
  assert.ok(held.some((byte) => byte !== 0) && second.some((byte) => byte !== 0));
  await hexOf('c');
  assert.equal(service.asked, 5);
  assert.deepEqual(held, Buffer.alloc(32));
});

test('work never sees a key that was pushed out meanwhile', async () => {
  const tenantIds = Array.from({ length: 50 }, (_, index) => `tenant-${index}`);
  const { hexOf, expected } = await setUp(tenantIds);
  const seen = await Promise.all(tenantIds.map(hexOf));
  assert.deepEqual(seen, tenantIds.map(expected));
});

test('a dropped tenant’s key is zeroed, and an answer that was under way does not bring it back', async () => {
  const { service, store, keys, hexOf } = await setUp(['acme']);
  const held = await keys.use('acme', (key) => key);
  keys.drop('acme');
  assert.deepEqual(held, Buffer.alloc(32));

  const gate = Promise.withResolvers<void>();
  service.gate = gate.promise;
  const underWay = hexOf('acme');
  await turn();
  store.keys.delete('acme');
  keys.drop('acme');
  gate.resolve();
  await assert.rejects(underWay, failsWith('tenant_not_found'));
  await assert.rejects(hexOf('acme'), failsWith('tenant_not_found'));
});

test('S22: a tenant deleted by another replica stops opening here when its key is due', async () => {
  const { service, store, keys, hexOf } = await setUp(['acme']);
  const held = await keys.use('acme', (key) => key);
  store.keys.delete('acme');
  service.now += 5_000;
  await hexOf('acme');
  await turn();
  assert.deepEqual(held, Buffer.alloc(32));
  await assert.rejects(hexOf('acme'), failsWith('tenant_not_found'));
});
