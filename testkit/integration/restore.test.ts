import assert from 'node:assert/strict';
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, type TestContext, test } from 'node:test';
import pg from 'pg';
import { makePlace, onPostgres, type StorageKind, startTestApp, type TestPlace } from '../harness.ts';
import { removeDirectory, sharedPostgresUrl } from '../shared-storage.ts';
import { secondMasterKey } from './keys-in-use.ts';

onPostgres('restore', (storage) => {
  const backup = backedUp(storage);
  test('S22: a tenant that was deleted after the backup stays dead, and its key with it', (t) =>
    buryAfterRestore(t, storage, backup()));
});

onPostgres('what a restore needs', (storage) => {
  const backup = backedUp(storage);
  test('S24: a backup opens with the right key and is refused with a wrong one', (t) =>
    restoreWithKeys(t, storage, backup()));
  test('S22: without the tombstone file a restored database does not start, unless the operator says so', (t) =>
    restoreWithoutFile(t, storage, backup()));
  test('S22: a tombstone that was tampered with stops the start', (t) =>
    refuseTampered(t, storage, backup()));
});

/** Made once for the tests around it. */
function backedUp(storage: StorageKind): () => Backup {
  let backup: Backup;
  before(async () => {
    backup = await backUpAndDelete(storage);
  });
  after(() => removeDirectory(backup.place.dataDirectory));
  return () => backup;
}

/** A database with two tenants, and what came after: one of them was deleted. */
interface Backup {
  place: TestPlace;
  newestTombstones: string;
  tokenOfDeleted: string;
}

async function restoreWithKeys(t: TestContext, storage: StorageKind, backup: Backup): Promise<void> {
  const { place } = await restore(t, storage, backup);
  const wrong = { PLUGBOARD_MASTER_KEY: secondMasterKey };
  await assert.rejects(
    startTestApp({ storage, place, env: wrong }),
    /is not the one that the stored secrets/,
  );
  const none = { PLUGBOARD_MASTER_KEY: `2:${secondMasterKey}` };
  await assert.rejects(startTestApp({ storage, place, env: none }), /need key version "1"/);
  const restored = await startTestApp({ storage, place });
  t.after(() => restored.close());
  assert.equal((await restored.operator.get('/tenants/stays')).status, 200);
  assert.equal((await restored.operator.get('/readyz')).status, 200);
  const verdict = await restored.operator.call('POST', '/audit/verify_all');
  assert.equal(verdict.body['ok'], true, verdict.text);
  assert.equal((await restored.operator.call('POST', '/tenants', { id: 'new', name: 'x' })).status, 201);
}

async function buryAfterRestore(t: TestContext, storage: StorageKind, backup: Backup): Promise<void> {
  const { place } = await restore(t, storage, backup);
  const restored = await startTestApp({ storage, place });
  t.after(() => restored.close());
  assert.equal((await restored.operator.get('/tenants/goes')).status, 404);
  assert.equal((await restored.as(backup.tokenOfDeleted).get('/v1/models')).status, 401);
  const again = await restored.operator.call('PUT', '/tenants/goes', { name: 'x' });
  assert.equal(again.body['code'], 'id_taken', again.text);
  assert.equal((await restored.operator.get('/tenants/stays')).status, 200);
  const { body } = await restored.operator.get('/keys');
  const versions = body['versions'] as { tenant_keys: number }[];
  assert.equal(versions[0]?.tenant_keys, 2, 'the keys of `stays` and of the platform');
  await restored.stop();
  const next = await startTestApp({ storage, place });
  t.after(() => next.close());
  assert.equal((await next.operator.get('/tenants/goes')).status, 404, 'at the start after, too');
}

async function restoreWithoutFile(t: TestContext, storage: StorageKind, backup: Backup): Promise<void> {
  const { place, tombstones } = await restore(t, storage, backup);
  rmSync(tombstones);
  await assert.rejects(startTestApp({ storage, place }), /the tombstone file .+ is missing/);
  const once = { PLUGBOARD_ACCEPT_RESTORE_WITHOUT_TOMBSTONES: '1' };
  const accepted = await startTestApp({ storage, place, env: once });
  t.after(() => accepted.close());
  assert.equal(
    (await accepted.operator.get('/tenants/goes')).status,
    200,
    'that is what the operator accepted',
  );
  await accepted.stop();
  const next = await startTestApp({ storage, place });
  await next.close();
}

async function refuseTampered(t: TestContext, storage: StorageKind, backup: Backup): Promise<void> {
  const { place, tombstones } = await restore(t, storage, backup);
  const good = readFileSync(tombstones, 'utf8');
  const [line = ''] = good.split('\n');
  const forged = { ...(JSON.parse(line) as object), tenant: 'stays' };
  for (const bad of [
    JSON.stringify(forged),
    line.replace('"signature":"', '"signature":"A'),
    'no json at all',
  ]) {
    writeFileSync(tombstones, good);
    appendFileSync(tombstones, `${bad}\n`);
    await assert.rejects(startTestApp({ storage, place }), /holds a line that this deployment did not sign/);
  }
  writeFileSync(tombstones, good);
  const mended = await startTestApp({ storage, place });
  t.after(() => mended.close());
  assert.equal((await mended.operator.get('/tenants/stays')).status, 200);
}

async function backUpAndDelete(storage: StorageKind): Promise<Backup> {
  const place = await makePlace(storage);
  const first = await startTestApp({ storage, place });
  for (const id of ['stays', 'goes']) await first.operator.call('PUT', `/tenants/${id}`, { name: id });
  const token = { name: 't', role: 'user', environment: 'dev' };
  const made = await first.operator.call('POST', '/tenants/goes/tokens', token);
  await first.stop();
  const copy = await copyOf(place, storage);
  const second = await startTestApp({ storage, place });
  assert.equal((await second.operator.call('DELETE', '/tenants/goes')).status, 204);
  const newestTombstones = readFileSync(join(place.dataDirectory, 'tombstones.jsonl'), 'utf8');
  await second.close();
  return { place: copy, newestTombstones, tokenOfDeleted: String(made.body['token']) };
}

/** The backup, put somewhere, with the newest tombstone file beside it. */
async function restore(t: TestContext, storage: StorageKind, backup: Backup) {
  const place = await copyOf(backup.place, storage);
  t.after(() => removeDirectory(place.dataDirectory));
  const tombstones = join(place.dataDirectory, 'tombstones.jsonl');
  writeFileSync(tombstones, backup.newestTombstones);
  return { place, tombstones };
}

let copies = 0;

/** The embedded database is files. A copy on a server gets another identity there, as a restored dump does. */
async function copyOf(place: TestPlace, storage: StorageKind): Promise<TestPlace> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'plugboard-data-'));
  if (place.databaseUrl === undefined) {
    cpSync(place.dataDirectory, dataDirectory, { recursive: true });
    return { dataDirectory, databaseUrl: undefined };
  }
  const given = process.env['PLUGBOARD_TEST_DATABASE_URL'];
  const serverUrl = storage === 'given' && given !== undefined ? given : await sharedPostgresUrl();
  const copy = new URL(place.databaseUrl);
  copies += 1;
  copy.pathname += `_${copies}`;
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  const name = (url: URL) => pg.escapeIdentifier(url.pathname.slice(1));
  await client.query(
    `create database ${name(copy)} template ${name(new URL(place.databaseUrl))} owner ${pg.escapeIdentifier(copy.username)}`,
  );
  await client.end();
  return { dataDirectory, databaseUrl: copy.href };
}
