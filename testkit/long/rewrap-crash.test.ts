import assert from 'node:assert/strict';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type Api, createApi } from '../api.ts';
import { eventually } from '../eventually.ts';
import {
  environmentOf,
  makePlace,
  onPostgres,
  operatorToken,
  type StorageKind,
  type TestPlace,
  testMasterKey,
} from '../harness.ts';
import { secondMasterKey } from '../integration/keys-in-use.ts';
import { SealedRecords } from '../integration/sealed-records.ts';
import { runPlugboard, startServerProcess } from '../server-process.ts';
import { removeDirectory } from '../shared-storage.ts';

const tenants = 210;
const bothKeys = `2:${secondMasterKey},1:${testMasterKey}`;
/** After how many more rewrapped keys the process is killed. */
const killAfter = [1, 60];

onPostgres('rewrap', (storage) => {
  test('S16 S17: kill -9 in the middle of a rewrap, again and again: no key is half-rewrapped and no open fails', (t) =>
    killDuringRewrap(t, storage));
});

test('S18: a wrong or missing key stops the start with a plain message, and no key is made in its place', async (t) => {
  const place = await makePlace('pglite');
  t.after(() => removeDirectory(place.dataDirectory));
  const good = await startServerProcess({ env: environmentOf(place) });
  await good.stop();

  const wrong = await startWith(place, { PLUGBOARD_MASTER_KEY: secondMasterKey });
  assert.equal(wrong.code, 1);
  assert.match(
    wrong.output,
    /^The configured key of version "1" is not the one that the stored secrets were sealed with/m,
  );
  const renamed = await startWith(place, { PLUGBOARD_MASTER_KEY: `2:${testMasterKey}` });
  assert.equal(renamed.code, 1);
  assert.match(
    renamed.output,
    /^Stored secrets need key version "1", which is not among the configured keys/m,
  );
  const none = await startWith(place, { PLUGBOARD_MASTER_KEY: undefined });
  assert.equal(none.code, 1);
  assert.match(none.output, /master\.key is missing, and the database holds secrets that only it opens/);
  assert.ok(!existsSync(join(place.dataDirectory, 'master.key')), 'no key was made');

  const again = await startServerProcess({ env: environmentOf(place) });
  assert.equal((await again.stop()).code, 0, 'the refused starts have changed nothing');
});

test('S18: the generated key of a local directory is as needed as any other', async (t) => {
  const place = await makePlace('pglite');
  t.after(() => removeDirectory(place.dataDirectory));
  const env = withoutKey(place);
  await (await startServerProcess({ env })).stop();
  rmSync(join(place.dataDirectory, 'master.key'));
  const refused = await runPlugboard(['serve'], { env });
  assert.equal(refused.code, 1);
  assert.match(refused.output, /Put it back from your backup/);
  assert.ok(!existsSync(join(place.dataDirectory, 'master.key')));
});

async function killDuringRewrap(t: TestContext, storage: StorageKind): Promise<void> {
  const place = await makePlace(storage);
  t.after(() => removeDirectory(place.dataDirectory));
  const before = await startServerProcess({ env: environmentOf(place) });
  await createTenants(createApi(before.url, operatorToken));
  await before.stop();
  const sealing = await SealedRecords.open(place, testMasterKey);
  const sealed = await sealing.sealAll();
  await sealing.close();
  assert.equal(sealed.size, tenants + 1);

  let halves = 0;
  for (const keys of killAfter) {
    const { '1': old = 0, '2': fresh = 0 } = await rewrapAndKill(place, keys, sealed);
    assert.equal(old + fresh, sealed.size, 'every key is under one version or the other');
    if (old > 0 && fresh > 0) halves += 1;
  }
  assert.ok(halves > 0, 'no kill came in the middle');
  await finishAndRetire(place);
  await openEverySecret(place, secondMasterKey, sealed);
}

async function createTenants(operator: Api): Promise<void> {
  const ids = Array.from({ length: tenants }, (_, number) => `tenant-${number}`);
  const lane = async () => {
    for (let id = ids.pop(); id !== undefined; id = ids.pop()) {
      assert.equal((await operator.call('PUT', `/tenants/${id}`, { name: id })).status, 201);
    }
  };
  await Promise.all([lane(), lane(), lane(), lane()]);
}

async function rewrapAndKill(
  place: TestPlace,
  keys: number,
  sealed: Map<string, Uint8Array>,
): Promise<Record<string, number>> {
  const env = environmentOf(place, { PLUGBOARD_MASTER_KEY: bothKeys });
  const server = await startServerProcess({ env });
  const operator = createApi(server.url, operatorToken);
  // Postgres can be looked at from outside meanwhile: another replica opens every tenant's secret throughout.
  const replica =
    place.databaseUrl === undefined ? undefined : await SealedRecords.open(place, bothKeys, sealed);
  const start = await keysUnder(operator, '2');
  if (start < sealed.size) {
    const early = await runPlugboard(['rewrap-keys', '--retire', '1'], { env });
    assert.equal(early.code, 1);
    assert.match(early.output, /still depend on this key version/);
  }
  const opening = replica?.openAll();
  const rewrapping = operator.call('POST', '/keys/rewrap').catch(() => undefined);
  await eventually(`${keys} keys are rewrapped`, async () => {
    const now = await keysUnder(operator, '2');
    return now >= Math.min(start + keys, sealed.size);
  });
  server.kill('SIGKILL');
  await Promise.all([server.exited, rewrapping, opening]);
  await replica?.close();

  const left = await SealedRecords.open(place, bothKeys, sealed);
  assert.equal(await left.openAll(), sealed.size);
  const versions = await left.versions();
  await left.close();
  return versions;
}

async function keysUnder(operator: Api, version: string): Promise<number> {
  const { body } = await operator.get('/keys');
  const versions = body['versions'] as { version: string; tenant_keys: number }[];
  return versions.find((one) => one.version === version)?.tenant_keys ?? 0;
}

async function finishAndRetire(place: TestPlace): Promise<void> {
  const env = environmentOf(place, { PLUGBOARD_MASTER_KEY: bothKeys });
  const server = await startServerProcess({ env });
  const operator = createApi(server.url, operatorToken);
  const finished = await runPlugboard(['rewrap-keys'], { env });
  assert.equal(finished.code, 0, finished.output);
  assert.equal(await keysUnder(operator, '1'), 0);
  assert.equal((await operator.call('DELETE', '/keys/2')).body['code'], 'primary_key_version');
  const retired = await runPlugboard(['rewrap-keys', '--retire', '1'], { env });
  assert.equal(retired.code, 0, retired.output);
  assert.equal((await server.stop()).code, 0);

  const old = await startWith(place, { PLUGBOARD_MASTER_KEY: testMasterKey });
  assert.equal(old.code, 1, 'the retired key alone opens nothing');
}

async function openEverySecret(
  place: TestPlace,
  key: string,
  sealed: Map<string, Uint8Array>,
): Promise<void> {
  const server = await startServerProcess({
    env: environmentOf(place, { PLUGBOARD_MASTER_KEY: `2:${key}` }),
  });
  assert.equal((await createApi(server.url, operatorToken).get('/readyz')).status, 200);
  await server.stop();
  const records = await SealedRecords.open(place, `2:${key}`, sealed);
  assert.equal(await records.openAll(), sealed.size);
  await records.close();
}

function startWith(place: TestPlace, change: { PLUGBOARD_MASTER_KEY: string | undefined }) {
  const { PLUGBOARD_MASTER_KEY } = change;
  const env =
    PLUGBOARD_MASTER_KEY === undefined ? withoutKey(place) : environmentOf(place, { PLUGBOARD_MASTER_KEY });
  return runPlugboard(['serve'], { env });
}

function withoutKey(place: TestPlace): Record<string, string> {
  const { PLUGBOARD_MASTER_KEY: _, ...env } = environmentOf(place);
  return env;
}
