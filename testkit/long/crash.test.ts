import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { type Api, createApi } from '../api.ts';
import { eventually } from '../eventually.ts';
import {
  environmentOf,
  makePlace,
  onEachStorage,
  onPostgres,
  operatorToken,
  type StorageKind,
  startTestApp,
  type TestPlace,
  testMasterKey,
} from '../harness.ts';
import { Acknowledged } from '../integration/acknowledged.ts';
import { secondMasterKey } from '../integration/keys-in-use.ts';
import {
  runPlugboard,
  type ServerProcess,
  spawnServerProcess,
  startServerProcess,
} from '../server-process.ts';
import { removeDirectory } from '../shared-storage.ts';

const clients = 4;
const rounds = 2;

onEachStorage('kill -9', (storage) => {
  test('kill -9 during writes, again and again: every acknowledged change is there, whole, and the audit verifies', (t) =>
    killDuringWrites(t, storage));
});

onPostgres('deletions', (storage) => {
  test('a change that races the deletion of its tenant is done or finds no tenant', (t) =>
    raceDeletions(t, storage));
});

test('kill -9 at any moment of the very first start: the next start goes on from there', async (t) => {
  const place = await makePlace('pglite');
  t.after(() => removeDirectory(place.dataDirectory));
  // Without the prepared database: making one is the longest part of a first start.
  removeDirectory(place.dataDirectory);
  const { PLUGBOARD_MASTER_KEY: _, ...env } = environmentOf(place);
  for (const file of ['database/PG_VERSION', 'master.key']) {
    const cutOff = spawnServerProcess({ env });
    const exists = () => existsSync(join(place.dataDirectory, file));
    await eventually(`${file} is made`, exists, 60_000).catch((cause: unknown) => {
      throw new Error(cutOff.output(), { cause });
    });
    cutOff.kill('SIGKILL');
    assert.equal((await cutOff.exited).signal, 'SIGKILL', cutOff.output());
  }
  const server = await startServerProcess({ env });
  const key = readFileSync(join(place.dataDirectory, 'master.key'), 'utf8');
  assert.equal(Buffer.from(key, 'base64').length, 32);
  assert.equal((await createApi(server.url, operatorToken).get('/readyz')).status, 200);
  assert.deepEqual(await server.stop(), { code: 0, signal: null }, server.output());
});

async function killDuringWrites(t: TestContext, storage: StorageKind): Promise<void> {
  const place = await makePlace(storage);
  t.after(() => removeDirectory(place.dataDirectory));
  const acknowledged = new Acknowledged();
  let server = await startServerProcess({ env: environmentOf(place) });
  for (let round = 0; round < rounds; round += 1) {
    const known = new Set(acknowledged.tenants.keys());
    const operator = createApi(server.url, operatorToken);
    const names = Array.from({ length: clients }, (_, client) => `t-${round}-${client}`);
    const work = names.map((name) => acknowledged.work(operator, name));
    const changesBefore = acknowledged.changes;
    await eventually('the clients are at work', () => acknowledged.changes > changesBefore);
    await pause(randomInt(20, 700));
    server.kill('SIGKILL');
    assert.equal((await server.exited).signal, 'SIGKILL');
    await Promise.all(work);

    server = await startServerProcess({ env: environmentOf(place) });
    const fresh = [...acknowledged.tenants.keys()].filter((id) => !known.has(id));
    await acknowledged.check(server.url, createApi(server.url, operatorToken), fresh);
    await checkWhole(server, place, acknowledged);
  }
  assert.deepEqual(acknowledged.surprises, []);
  t.diagnostic(`${acknowledged.changes} acknowledged changes in ${rounds} rounds`);
  await acknowledged.check(server.url, createApi(server.url, operatorToken), acknowledged.tenants.keys());
  const verdict = await runPlugboard(['verify-audit'], { env: environmentOf(place) });
  assert.equal(verdict.code, 0, verdict.output);
  await server.stop();
  await openEveryKey(place);
}

/** As many keys as tenants, a line outside for every deleted one, and chains that hold. */
async function checkWhole(
  server: ServerProcess,
  place: TestPlace,
  acknowledged: Acknowledged,
): Promise<void> {
  const operator = createApi(server.url, operatorToken);
  const alive = await listTenants(operator);
  const { body } = await operator.get('/keys');
  const versions = body['versions'] as { tenant_keys: number }[];
  const keys = versions.reduce((sum, { tenant_keys }) => sum + tenant_keys, 0);
  assert.equal(keys, alive.length + 1, 'one key for each tenant and one for the platform');
  const lines = readFileSync(join(place.dataDirectory, 'tombstones.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean);
  const buried = new Set(lines.map((line) => (JSON.parse(line) as { tenant: string }).tenant));
  for (const [id, { state }] of acknowledged.tenants) {
    assert.equal(buried.has(id), state === 'deleted', `the tombstone of ${id}, which is ${state}`);
  }
  assert.deepEqual(
    alive.filter((id) => buried.has(id)),
    [],
  );
  const verdict = await operator.call('POST', '/audit/verify_all');
  assert.equal(verdict.body['ok'], true, verdict.text);
}

async function listTenants(operator: Api): Promise<string[]> {
  const { body } = await operator.get('/tenants?limit=1000');
  return (body['items'] as { id: string }[]).map(({ id }) => id);
}

/** To rewrap a key it must open, so a whole rewrap says that each does. */
async function openEveryKey(place: TestPlace): Promise<void> {
  const env = environmentOf(place, { PLUGBOARD_MASTER_KEY: `2:${secondMasterKey},1:${testMasterKey}` });
  const server = await startServerProcess({ env });
  const rewrapped = await runPlugboard(['rewrap-keys'], { env });
  assert.equal(rewrapped.code, 0, rewrapped.output);
  assert.match(rewrapped.stdout, / 0 remaining/);
  await server.stop();
}

async function raceDeletions(t: TestContext, storage: StorageKind): Promise<void> {
  const app = await startTestApp({ storage });
  t.after(() => app.close());
  for (let number = 0; number < 12; number += 1) {
    const id = `raced-${number}`;
    assert.equal((await app.operator.call('PUT', `/tenants/${id}`, { name: id })).status, 201);
    const here = app.operator.in(id, 'dev');
    const token = { name: 't', role: 'user', environment: 'dev' };
    const raced = await Promise.all([
      app.operator.call('POST', `/tenants/${id}/tokens`, token),
      here.call('POST', '/agents', { id: 'a', name: 'a' }),
      app.operator.call('PATCH', `/tenants/${id}`, { name: 'other' }),
      app.operator.call('DELETE', `/tenants/${id}`),
      app.operator.call('POST', '/signin_links', { tenant: id }),
      app.operator.call('POST', `/tenants/${id}/tokens`, token),
      app.operator.call('DELETE', `/tenants/${id}`),
    ]);
    const answers = raced.map(({ status }) => status);
    for (const { status, text } of raced)
      assert.ok([200, 201, 204, 404].includes(status), `${answers}: ${text}`);
    assert.equal(answers.filter((status) => status === 204).length, 1, 'one of the two deletions found it');
  }
  const verdict = await app.operator.call('POST', '/audit/verify_all');
  assert.equal(verdict.body['ok'], true, verdict.text);
}
