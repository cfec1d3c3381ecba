import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import {
  createMemoryTenantKeyStore,
  type MemoryTenantKeyStore,
} from '../../testkit/stand-ins/memory-tenant-key-store.ts';
import { PlugboardError } from '../kernel/errors.ts';
import { limits } from '../kernel/limits.ts';
import { Scrubber, Secret } from '../kernel/secret.ts';
import { VaultBootError } from './key-canaries.ts';
import { type KeyProvider, KeyProviderError } from './key-provider.ts';
import { createLocalKeyProvider } from './key-providers/local.ts';
import type { MasterKey } from './key-providers/master-keys.ts';
import { createVault, type Vault, type VaultOptions } from './vault.ts';

const key1: MasterKey = { version: '1', key: randomBytes(32) };
const key2: MasterKey = { version: '2', key: randomBytes(32) };
const record = { record: 'credential-1', field: 'api_key', version: 1, origins: ['https://api.example.com'] };

function vaultOver(
  store: MemoryTenantKeyStore,
  keys: MasterKey[],
  options: Partial<VaultOptions> = {},
): Vault {
  const provider = createLocalKeyProvider(keys);
  const scrubber = new Scrubber();
  return createVault({
    deploymentId: 'deployment-1',
    provider,
    store,
    clock: Date.now,
    scrubber,
    ...options,
  });
}

async function addTenant(vault: Vault, store: MemoryTenantKeyStore, tenantId: string): Promise<void> {
  await store.insertKeyIfAbsent(await vault.createTenantKey(tenantId));
}

/** A started vault with one tenant, `acme`, and a secret of it. */
async function setUp(options: Partial<VaultOptions> = {}) {
  const store = createMemoryTenantKeyStore();
  const vault = vaultOver(store, [key1], options);
  await vault.start();
  await addTenant(vault, store, 'acme');
  const context = { tenantId: 'acme', ...record };
  return { store, vault, context, sealed: await vault.seal(context, 'sk-marker-1234567890') };
}

function failsWith(code: string) {
  return (error: unknown) => error instanceof PlugboardError && error.code === code;
}

test('a sealed secret opens in this process and in the next one', async () => {
  const { store, vault, context, sealed } = await setUp();
  assert.equal((await vault.open(context, sealed)).reveal(), 'sk-marker-1234567890');
  const next = vaultOver(store, [key1]);
  await next.start();
  assert.equal((await next.open(context, sealed)).reveal(), 'sk-marker-1234567890');
  const other = await next.seal(context, new Secret('ключ 🔑'));
  assert.equal((await vault.open(context, other)).reveal(), 'ключ 🔑');
});

test('S15: a secret copied to another tenant, or into another deployment, does not open', async () => {
  const { store, vault, context, sealed } = await setUp();
  await addTenant(vault, store, 'evil');
  await assert.rejects(vault.open({ ...context, tenantId: 'evil' }, sealed), failsWith('needs_reentry'));
  const acme = await store.findKey('acme');
  assert.ok(acme);
  store.keys.set('evil', { ...acme, tenantId: 'evil' });
  const next = vaultOver(store, [key1]);
  await assert.rejects(next.open({ ...context, tenantId: 'evil' }, sealed), failsWith('needs_reentry'));
  const elsewhere = vaultOver(store, [key1], { deploymentId: 'deployment-2' });
  await assert.rejects(elsewhere.open(context, sealed), failsWith('needs_reentry'));
});

test('S56: an opened secret is scrubbed from text until its last holder releases it', async () => {
  const scrubber = new Scrubber();
  const { vault, context, sealed } = await setUp({ scrubber });
  const text = 'the key sk-marker-1234567890 is wrong';
  const [first, second] = [await vault.open(context, sealed), await vault.open(context, sealed)];
  vault.release(first);
  vault.release(first);
  assert.equal(scrubber.scrub(text), 'the key [redacted] is wrong');
  vault.release(second);
  assert.equal(scrubber.scrub(text), text);
});

test('S22: without its tenant’s key a secret does not open, and nothing more is sealed', async () => {
  const { store, vault, context, sealed } = await setUp();
  await vault.open(context, sealed);
  store.keys.delete('acme');
  vault.forgetTenant('acme');
  await assert.rejects(vault.open(context, sealed), failsWith('needs_reentry'));
  await assert.rejects(vault.seal(context, 'text'), failsWith('tenant_not_found'));
});

test('S18: a boot with the right keys passes, whichever of them is the primary', async () => {
  const { store } = await setUp();
  for (const keys of [[key1], [key1, key2], [key2, key1], [key1, key2]]) await vaultOver(store, keys).start();
  assert.deepEqual([...store.canaries.keys()], ['1', '2']);
});

test('S18: a wrong or a missing key, or another deployment’s database, stops the boot and changes nothing', async () => {
  const { store } = await setUp();
  const wrong = { version: '1', key: randomBytes(32) };
  const before = [...store.canaries];
  const boots: [MasterKey[], Partial<VaultOptions>][] = [
    [[wrong], {}],
    [[key2], {}],
    [[key2, wrong], {}],
    [[key1], { deploymentId: 'deployment-2' }],
  ];
  for (const [keys, options] of boots) {
    await assert.rejects(vaultOver(store, keys, options).start(), (error) => {
      assert.ok(error instanceof VaultBootError);
      assert.match(error.message, /version "1"/);
      return true;
    });
  }
  assert.deepEqual([...store.canaries], before);
});

test('S18: tenant keys without any canary stop the boot', async () => {
  const { store } = await setUp();
  store.canaries.clear();
  await assert.rejects(vaultOver(store, [key1]).start(), VaultBootError);
  assert.equal(store.canaries.size, 0);
});

test('S18: a version that tenant keys still need but that is configured no more stops the boot', async () => {
  const { store } = await setUp();
  await vaultOver(store, [key2, key1]).start();
  store.canaries.delete('1');
  await assert.rejects(vaultOver(store, [key2]).start(), /version "1"/);
});

test('S18: of two replicas that start an empty database with different keys one refuses to boot', async () => {
  const store = createMemoryTenantKeyStore();
  const boots = [key1, { ...key2, version: '1' }].map((key) => vaultOver(store, [key]).start());
  const outcomes = await Promise.allSettled(boots);
  assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
});

test('S19: an outage shows in the status, and so does its end, though nothing is opened', async () => {
  const service = { away: false, now: 5_000_000 };
  const local = createLocalKeyProvider([key1]);
  const away = () => Promise.reject(new KeyProviderError('unreachable', new Error('away')));
  const provider: KeyProvider = {
    ...local,
    wrap: (...call) => (service.away ? away() : local.wrap(...call)),
    unwrap: (...call) => (service.away ? away() : local.unwrap(...call)),
  };
  const { store, vault, context, sealed } = await setUp({ provider, clock: () => service.now });
  await vault.open(context, sealed);
  const healthy = { kind: 'local', primaryVersion: '1', healthy: true, unavailableSince: undefined };
  assert.deepEqual(vault.status(), healthy);

  service.away = true;
  service.now += limits.vault.tenantKeyRefreshMs;
  const since = service.now;
  await vault.open(context, sealed);
  await turn();
  service.now += 1;
  assert.deepEqual(await vault.probe(), { ...healthy, healthy: false, unavailableSince: since });
  service.now += limits.vault.tenantKeyCachedMs;
  await assert.rejects(vault.open(context, sealed), failsWith('vault_unavailable'));
  await assert.rejects(vault.createTenantKey('other'), failsWith('vault_unavailable'));
  // An outage at boot is no verdict on the keys: the caller may wait and try again.
  const boot = vaultOver(store, [key1], { provider }).start();
  await assert.rejects(boot, (error) => error instanceof KeyProviderError && error.failure === 'unreachable');

  service.away = false;
  assert.deepEqual(await vault.probe(), healthy);
  assert.equal((await vault.open(context, sealed)).reveal(), 'sk-marker-1234567890');
});

test('S17: the primary version and one in use cannot be retired, an unused one can', async () => {
  const { store } = await setUp();
  const vault = vaultOver(store, [key2, key1]);
  await vault.start();
  await assert.rejects(vault.retire('2'), failsWith('primary_key_version'));
  await assert.rejects(vault.retire('1'), failsWith('key_version_in_use'));
  assert.deepEqual(await vault.versionsInUse(), { '1': 1, '2': 0 });
  assert.deepEqual(await vault.rewrap(), { rewrapped: 1, remaining: 0, unopened: [] });
  await vault.retire('1');
  assert.deepEqual([...store.canaries.keys()], ['2']);
  await vaultOver(store, [key2]).start();
});

test('content opens in its own record alone, however long it is, and is not taken for a secret in other text', async () => {
  const scrubber = new Scrubber();
  const { vault, context } = await setUp({ scrubber });
  const content = Buffer.alloc(2 * 1024 * 1024, 'an answer ');
  const sealed = await vault.sealContent(context, content);
  assert.ok(!Buffer.from(sealed).includes('an answer'));
  assert.ok((await vault.openContent(context, sealed)).equals(content));
  const short = await vault.sealContent(context, Buffer.from('an answer'));
  await vault.openContent(context, short);
  assert.equal(scrubber.scrub('an answer'), 'an answer');
  for (const changed of [{ record: 'another' }, { field: 'another' }, { version: 2 }]) {
    await assert.rejects(vault.openContent({ ...context, ...changed }, sealed), failsWith('needs_reentry'));
  }
});
