import assert from 'node:assert/strict';
import { mkdtempSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { openKeyProvider } from '../../src/boot/open-key-provider.ts';
import { parseConfig } from '../../src/config/config.ts';
import { createOperatorClient } from '../../src/egress/operator-client.ts';
import { limits } from '../../src/kernel/limits.ts';
import { Scrubber } from '../../src/kernel/secret.ts';
import { openDatabase } from '../../src/storage/open-database.ts';
import { createTenantKeyStore } from '../../src/storage/owner-stores.ts';
import { createVault } from '../../src/vault/vault.ts';
import type { Api } from '../api.ts';
import { eventually } from '../eventually.ts';
import { environmentOf, makePlace, startTestApp, type TestApp, type TestPlace } from '../harness.ts';
import { removeDirectory } from '../shared-storage.ts';
import { startAwsKmsStandIn } from '../stand-ins/aws-kms.ts';
import { startVaultTransitStandIn } from '../stand-ins/vault-transit.ts';
import { createTestClock } from '../test-clock.ts';

interface Service {
  name: string;
  env: Record<string, string>;
  setOutage(outage: boolean): void;
  /** A new version becomes the primary there. */
  rotate(): void;
  /** The first version does not open anything any more. */
  switchOffFirst(): void;
}

for (const start of [startVault, startAws]) {
  test(`keys from ${start.name === 'startVault' ? 'a vault' : 'AWS KMS'}: tenants, a rotation there and the rewrap here`, (t) =>
    rotateThere(t, start));
  test(`S19: ${start.name === 'startVault' ? 'a vault' : 'AWS KMS'} that is away: changes answer 503, readiness names it, recovery needs nobody`, (t) =>
    survive(t, start));
}

test('S19: tenant keys serve on from memory for the stated time while the key service is away, and no longer', async (t) => {
  const service = await startVault(t);
  const place = await makePlace('postgres');
  const app = await startTestApp({ storage: 'postgres', place, env: service.env });
  t.after(() => app.close());
  await app.operator.call('PUT', '/tenants/acme', { name: 'x' });
  const { vault, clock } = await openVaultBeside(t, place, service.env, app.app.services.deploymentId);
  const context = { tenantId: 'acme', record: 'test/one', field: 'secret', version: 1, origins: [] };
  const sealed = await vault.seal(context, 'the secret');

  service.setOutage(true);
  const opens = async () => (await vault.open(context, sealed)).reveal();
  assert.equal(await opens(), 'the secret');
  clock.advance(limits.vault.tenantKeyCachedMs - 60_000);
  assert.equal(await opens(), 'the secret');
  clock.advance(60_000);
  await assert.rejects(opens(), { code: 'vault_unavailable', status: 503 });
  service.setOutage(false);
  assert.equal(await opens(), 'the secret');
});

test('S19: a start while the key service is away fails and changes nothing', async (t) => {
  const service = await startVault(t);
  const place = await makePlace('postgres');
  const app = await startTestApp({ storage: 'postgres', place, env: service.env });
  await app.stop();
  service.setOutage(true);
  await assert.rejects(startTestApp({ storage: 'postgres', place, env: service.env }), {
    code: 'vault_unavailable',
  });
  service.setOutage(false);
  const again = await startTestApp({ storage: 'postgres', place, env: service.env });
  await again.close();
});

async function rotateThere(t: TestContext, start: (t: TestContext) => Promise<Service>): Promise<void> {
  const service = await start(t);
  const place = await makePlace('postgres');
  let app = await startTestApp({ storage: 'postgres', place, env: service.env });
  t.after(() => app.close());
  await putTenant(app, 'first');
  assert.deepEqual(await versionsOf(app.operator), [{ tenant_keys: 2, primary: true }]);
  service.rotate();
  await putTenant(app, 'second');
  const between = await versionsOf(app.operator);
  assert.deepEqual(between.toSorted(byKeys), [
    { tenant_keys: 1, primary: true },
    { tenant_keys: 2, primary: false },
  ]);
  const rewrapped = await app.operator.call('POST', '/keys/rewrap');
  assert.deepEqual(rewrapped.body, { rewrapped: 2, remaining: 0 }, rewrapped.text);
  const { body } = await app.operator.get('/keys');
  const versions = body['versions'] as { version: string; primary: boolean }[];
  for (const { version, primary } of versions) {
    if (primary) continue;
    const retired = await app.operator.call('DELETE', `/keys/${encodeURIComponent(version)}`);
    assert.equal(retired.status, 204, retired.text);
  }
  assert.equal(versions.length, 2, 'the old version is named until it is retired');
  await app.stop();

  service.switchOffFirst();
  app = await startTestApp({ storage: 'postgres', place, env: service.env });
  assert.equal((await app.operator.get('/readyz')).status, 200);
  assert.deepEqual(await versionsOf(app.operator), [{ tenant_keys: 3, primary: true }]);
}

async function survive(t: TestContext, start: (t: TestContext) => Promise<Service>): Promise<void> {
  const service = await start(t);
  const app = await startTestApp({ storage: 'postgres', env: service.env });
  t.after(() => app.close());
  await putTenant(app, 'acme');
  service.setOutage(true);
  const refused = await app.operator.call('PUT', '/tenants/other', { name: 'x' });
  assert.deepEqual([refused.status, refused.body['code']], [503, 'vault_unavailable'], refused.text);
  const { status, body } = await app.operator.get('/readyz');
  const checks = body['checks'] as Record<string, { ok: boolean; detail: string }>;
  assert.equal(status, 503);
  assert.deepEqual(
    Object.entries(checks)
      .filter(([, { ok }]) => !ok)
      .map(([name]) => name),
    ['vault'],
  );
  assert.match(checks['vault']?.detail ?? '', new RegExp(`${service.name}.* is away since \\d{4}-`));
  // What opens no secret goes on.
  assert.equal((await app.operator.call('PATCH', '/tenants/acme', { name: 'y' })).status, 200);
  service.setOutage(false);
  // Nothing is opened meanwhile: the probe finds out.
  const byItself = limits.vault.probeEveryMs + 10_000;
  const isReady = async () => (await app.operator.get('/readyz')).status === 200;
  if (service.name === 'vault-transit') await eventually('readiness is green by itself', isReady, byItself);
  await putTenant(app, 'other');
  assert.ok(await isReady(), 'a call that succeeds says as much');
}

async function putTenant(app: TestApp, id: string): Promise<void> {
  const { status, text } = await app.operator.call('PUT', `/tenants/${id}`, { name: id });
  assert.equal(status, 201, text);
}

async function versionsOf(operator: Api): Promise<{ tenant_keys: number; primary: boolean }[]> {
  const { body } = await operator.get('/keys');
  const versions = body['versions'] as { tenant_keys: number; primary: boolean }[];
  return versions.map(({ tenant_keys, primary }) => ({ tenant_keys, primary }));
}

function byKeys(a: { tenant_keys: number }, b: { tenant_keys: number }): number {
  return a.tenant_keys - b.tenant_keys;
}

/** Nothing of the API opens a tenant's secret yet, so this asks the vault itself, put together as the app does. */
async function openVaultBeside(
  t: TestContext,
  place: TestPlace,
  env: Record<string, string>,
  deploymentId: string,
) {
  const parsed = parseConfig(environmentWithout(place, env), { local: false });
  assert.ok('config' in parsed);
  const clock = createTestClock();
  const client = createOperatorClient();
  const scrubber = new Scrubber();
  const database = openDatabase({ kind: 'postgres', url: place.databaseUrl ?? '' });
  t.after(async () => {
    await database.close();
    await client.close();
  });
  const parts = { config: parsed.config, send: client.send, clock: clock.now, scrubber, mayCreateKey: false };
  const store = createTenantKeyStore(database.db);
  const vault = createVault({
    deploymentId,
    provider: openKeyProvider(parts),
    store,
    clock: clock.now,
    scrubber,
  });
  return { vault, clock };
}

function environmentWithout(place: TestPlace, env: Record<string, string>): Record<string, string> {
  const { PLUGBOARD_MASTER_KEY: _, ...rest } = environmentOf(place);
  return { ...rest, ...env };
}

async function startVault(t: TestContext): Promise<Service> {
  const vault = await startVaultTransitStandIn({ mount: 'kms/eu', keyName: 'main' });
  t.after(() => vault.close());
  // An agent beside the server renews the token by writing the file anew.
  const directory = mkdtempSync(join(tmpdir(), 'plugboard-vault-'));
  t.after(() => removeDirectory(directory));
  const tokenFile = join(directory, 'token');
  const writeToken = () => {
    writeFileSync(`${tokenFile}.new`, `${vault.token()}\n`);
    renameSync(`${tokenFile}.new`, tokenFile);
  };
  writeToken();
  return {
    name: 'vault-transit',
    env: { PLUGBOARD_MASTER_KEY: '', PLUGBOARD_KMS: vault.kmsUrl, PLUGBOARD_KMS_TOKEN_FILE: tokenFile },
    setOutage: vault.setOutage,
    rotate: () => {
      vault.rotate();
      vault.renewToken();
      writeToken();
    },
    switchOffFirst: () => vault.setMinDecryptionVersion(2),
  };
}

async function startAws(t: TestContext): Promise<Service> {
  const kms = await startAwsKmsStandIn({ sessionToken: 'session-token-of-the-tests' });
  t.after(() => kms.close());
  const first = kms.createKey();
  return {
    name: 'aws-kms',
    env: {
      PLUGBOARD_MASTER_KEY: '',
      PLUGBOARD_KMS: `aws-kms://${kms.region}/alias/plugboard?endpoint=${kms.origin}`,
      PLUGBOARD_KMS_ACCESS_KEY_ID: kms.credentials.accessKeyId,
      PLUGBOARD_KMS_SECRET_ACCESS_KEY: kms.credentials.secretAccessKey,
      PLUGBOARD_KMS_SESSION_TOKEN: 'session-token-of-the-tests',
    },
    setOutage: kms.setOutage,
    rotate: () => void kms.createKey(),
    switchOffFirst: () => kms.setEnabled(first, false),
  };
}
