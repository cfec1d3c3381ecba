import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import {
  createMemoryTenantKeyStore,
  type MemoryTenantKeyStore,
} from '../../testkit/stand-ins/memory-tenant-key-store.ts';
import { startVaultTransitStandIn } from '../../testkit/stand-ins/vault-transit.ts';
import { createOperatorClient } from '../egress/operator-client.ts';
import { limits } from '../kernel/limits.ts';
import { Scrubber, Secret } from '../kernel/secret.ts';
import type { KeyProvider } from './key-provider.ts';
import { parseKmsUrl } from './key-providers/kms-url.ts';
import { createLocalKeyProvider } from './key-providers/local.ts';
import type { MasterKey } from './key-providers/master-keys.ts';
import { createVaultTransitKeyProvider } from './key-providers/vault-transit.ts';
import { createVault, type RecordContext, type Vault } from './vault.ts';

const key1: MasterKey = { version: '1', key: randomBytes(32) };
const key2: MasterKey = { version: '2', key: randomBytes(32) };
const before = createLocalKeyProvider([key1, key2]);
const promoted = createLocalKeyProvider([key2, key1]);
const after = createLocalKeyProvider([key2]);

function vaultOver(store: MemoryTenantKeyStore, provider: KeyProvider): Vault {
  return createVault({ deploymentId: 'd', provider, store, clock: Date.now, scrubber: new Scrubber() });
}

function contextOf(tenantId: string): RecordContext {
  return { tenantId, record: 'r', field: 'f', version: 1, origins: [] };
}

/** Tenants whose keys are under version 1, with one secret each: the tenant's own id. */
async function setUp(count: number, provider = before) {
  const store = createMemoryTenantKeyStore();
  const vault = vaultOver(store, provider);
  await vault.start();
  const secrets = new Map<string, Uint8Array>();
  for (let index = 0; index < count; index++) {
    const tenantId = `tenant-${String(index).padStart(4, '0')}`;
    await store.insertKeyIfAbsent(await vault.createTenantKey(tenantId));
    secrets.set(tenantId, await vault.seal(contextOf(tenantId), tenantId));
  }
  return { store, secrets };
}

/** Through a new vault, so that every key is unwrapped anew from its row. */
async function assertAllOpen(
  store: MemoryTenantKeyStore,
  provider: KeyProvider,
  secrets: Map<string, Uint8Array>,
) {
  const vault = vaultOver(store, provider);
  await Promise.all(
    Array.from(secrets, async ([tenantId, sealed]) => {
      assert.equal((await vault.open(contextOf(tenantId), sealed)).reveal(), tenantId);
    }),
  );
}

/** Calls `step` before and after each call, so that a throw there stands for a process killed at that moment. */
function interruptible<T extends object>(target: T, step: () => Promise<void>): T {
  return new Proxy(target, {
    get(_, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function' || name === 'knows') return value;
      return async (...call: unknown[]) => {
        await step();
        const result: unknown = await value.apply(target, call);
        await step();
        return result;
      };
    },
  });
}

test('S16: a rewrap killed at any step loses no key, and the next run finishes it', async () => {
  const killed = new Error('killed');
  let finished = false;
  let steps = 0;
  for (let killAt = 1; !finished; killAt++) {
    const { store, secrets } = await setUp(3);
    let at = 0;
    const step = async () => {
      if (++at === killAt) throw killed;
    };
    const vault = vaultOver(interruptible(store, step), interruptible(promoted, step));
    const outcome: unknown = await vault.rewrap().catch((error: unknown) => error);
    finished = outcome !== killed;
    steps = killAt;
    await assertAllOpen(store, promoted, secrets);
    await assertAllOpen(store, before, secrets);

    const resumed = vaultOver(store, promoted);
    await resumed.start();
    assert.equal((await resumed.rewrap()).remaining, 0);
    await resumed.retire('1');
    await vaultOver(store, after).start();
    await assertAllOpen(store, after, secrets);
  }
  assert.ok(steps > 30, `only ${steps} steps were tried`);
});

test('S16: while keys are rewrapped every secret opens, on replicas that promoted and on those that did not', async () => {
  const { store, secrets } = await setUp(5);
  const step = async () => {
    await assertAllOpen(store, promoted, secrets);
    await assertAllOpen(store, before, secrets);
  };
  const progress = await vaultOver(interruptible(store, step), interruptible(promoted, step)).rewrap();
  assert.deepEqual(progress, { rewrapped: 5, remaining: 0, unopened: [] });
});

test('S16: more keys than a batch are all rewrapped, and the progress is told', async () => {
  const count = limits.vault.rewrapBatch * 2 + 50;
  const { store, secrets } = await setUp(count);
  const told: number[] = [];
  const vault = vaultOver(store, promoted);
  const progress = await vault.rewrap(({ remaining }) => told.push(remaining));
  assert.deepEqual(progress, { rewrapped: count, remaining: 0, unopened: [] });
  assert.deepEqual(told, [count - limits.vault.rewrapBatch, count - 2 * limits.vault.rewrapBatch]);
  await assertAllOpen(store, after, secrets);
  assert.deepEqual(await vault.rewrap(), { rewrapped: 0, remaining: 0, unopened: [] });
});

test('S16: a tenant deleted while its key is rewrapped stays deleted', async () => {
  const { store } = await setUp(2);
  const provider: KeyProvider = {
    ...promoted,
    async wrap(key, context) {
      store.keys.delete('tenant-0000');
      return promoted.wrap(key, context);
    },
  };
  const progress = await vaultOver(store, provider).rewrap();
  assert.equal(progress.remaining, 0);
  assert.deepEqual([...store.keys.keys()], ['tenant-0001']);
});

test('S16: a key that was rewrapped by another replica meanwhile is left as that one stored it', async () => {
  const { store, secrets } = await setUp(3);
  const results = await Promise.all([1, 2, 3].map(() => vaultOver(store, promoted).rewrap()));
  assert.equal(
    results.reduce((sum, { rewrapped }) => sum + rewrapped, 0),
    3,
  );
  await assertAllOpen(store, after, secrets);
});

test('S16: a wrapping that does not give the key back never replaces one that does', async () => {
  const { store, secrets } = await setUp(1);
  const broken: KeyProvider = { ...promoted, wrap: (_, context) => promoted.wrap(randomBytes(32), context) };
  await assert.rejects(vaultOver(store, broken).rewrap());
  await assertAllOpen(store, promoted, secrets);
});

test('S16: a damaged row is named and keeps no other key from being rewrapped', async () => {
  const { store, secrets } = await setUp(3);
  const row = store.keys.get('tenant-0001');
  assert.ok(row);
  store.keys.set('tenant-0001', { ...row, wrapped: randomBytes(row.wrapped.length) });
  secrets.delete('tenant-0001');
  const progress = await vaultOver(store, promoted).rewrap();
  assert.deepEqual(progress, { rewrapped: 2, remaining: 1, unopened: ['tenant-0001'] });
  await assertAllOpen(store, after, secrets);
});

async function startTransit(t: TestContext) {
  const service = await startVaultTransitStandIn();
  const client = createOperatorClient();
  t.after(async () => {
    await client.close();
    await service.close();
  });
  const url = parseKmsUrl(service.kmsUrl);
  assert.ok(url.ok && url.config.kind === 'vault-transit');
  const config = { ...url.config, token: () => new Secret(service.token()) };
  return { service, provider: createVaultTransitKeyProvider(config, client.send) };
}

test('S16, S17: a key rotated in Vault while we run: rewrap, retire, and the old version can be switched off', async (t) => {
  const { service, provider } = await startTransit(t);
  const { store, secrets } = await setUp(4, provider);
  service.rotate();
  const vault = vaultOver(store, provider);
  assert.deepEqual(await vault.rewrap(), { rewrapped: 4, remaining: 0, unopened: [] });
  assert.equal(vault.status().primaryVersion, 'transit/plugboard:v2');
  await vault.retire('transit/plugboard:v1');
  service.setMinDecryptionVersion(2);
  await vaultOver(store, provider).start();
  await assertAllOpen(store, provider, secrets);
});

test('S18: a version that appears while we run has its canary before a tenant key is stored under it', async (t) => {
  const { service, provider } = await startTransit(t);
  const { store } = await setUp(2, provider);
  const vault = vaultOver(store, provider);
  await vault.start();
  service.rotate();
  await vault.createTenantKey('new');
  assert.deepEqual([...store.canaries.keys()], ['transit/plugboard:v1', 'transit/plugboard:v2']);

  const step = async () => {
    for (const { kekVersion } of store.keys.values()) assert.ok(store.canaries.has(kekVersion), kekVersion);
  };
  const rotating: KeyProvider = {
    ...provider,
    async unwrap(wrapped, context) {
      if (wrapped.kekVersion.endsWith(':v1')) service.rotate();
      return provider.unwrap(wrapped, context);
    },
  };
  await vaultOver(interruptible(store, step), rotating).rewrap();
  assert.equal(store.canaries.size, 4);
});

test('S18: an old version switched off in Vault before its time stops the boot and is named', async (t) => {
  const { service, provider } = await startTransit(t);
  const { store } = await setUp(1, provider);
  service.rotate();
  service.setMinDecryptionVersion(2);
  await assert.rejects(vaultOver(store, provider).start(), /transit\/plugboard:v1/);
});
