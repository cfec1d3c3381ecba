import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { OpenJournal } from '../../src/journal/journal.ts';
import type { AttemptRecord } from '../../src/kernel/records.ts';
import { migrateToLatest } from '../../src/storage/migrate.ts';
import { type DatabaseLocation, openDatabase } from '../../src/storage/open-database.ts';
import { eventually } from '../eventually.ts';
import { makePlace, onPostgres, type StorageKind, type TestPlace } from '../harness.ts';
import { openTestJournal } from '../open-test-journal.ts';
import { makeAttempt } from '../sample-attempt.ts';
import { removeDirectory } from '../shared-storage.ts';
import { openDatabaseLink } from './database-link.ts';
import type { JournalProcessOptions } from './journal-process.ts';

const program = fileURLToPath(new URL('./journal-process.ts', import.meta.url));

interface Setting {
  place: TestPlace;
  directory: string;
  location: DatabaseLocation;
}

async function prepare(t: TestContext, storage: StorageKind): Promise<Setting> {
  const place = await makePlace(storage);
  t.after(() => removeDirectory(place.dataDirectory));
  const location: DatabaseLocation =
    place.databaseUrl === undefined
      ? { kind: 'pglite', directory: join(place.dataDirectory, 'database') }
      : { kind: 'postgres', url: place.databaseUrl };
  const database = openDatabase(location);
  await migrateToLatest(database.db);
  for (const id of ['acme', 'doomed']) {
    const tenant = { id, name: id, plan: 'enterprise', administered_by: 'tenant' } as const;
    await database.db.insertInto('tenants').values(tenant).execute();
  }
  await database.close();
  return { place, directory: join(place.dataDirectory, 'journal'), location };
}

interface Writer {
  child: ChildProcess;
  exited: Promise<unknown>;
  /** The attempts that it was told are written. */
  ids(): string[];
}

let writers = 0;

/** `limit` is a shell’s command that the process runs under. */
function startWriter({ place, directory, location }: Setting, tenantId = 'acme', limit = ''): Writer {
  writers += 1;
  const said = join(place.dataDirectory, `said-${writers}`);
  const output = openSync(said, 'w');
  const options: JournalProcessOptions = { directory, database: location, tenantId };
  const child = spawn(
    '/bin/sh',
    ['-c', `${limit} exec "$0" "$@"`, process.execPath, program, JSON.stringify(options)],
    { stdio: ['ignore', output, 'inherit'] },
  );
  closeSync(output);
  const ids = () => readFileSync(said, 'utf8').split('\n').slice(0, -1);
  return { child, exited: once(child, 'exit'), ids };
}

async function killAtWork({ child, exited, ids }: Writer): Promise<string[]> {
  await eventually('it is at work', () => ids().length > 0, 30_000);
  await pause(randomInt(5, 400));
  child.kill('SIGKILL');
  assert.deepEqual(await exited, [null, 'SIGKILL']);
  return ids();
}

function openHere(
  { directory }: Setting,
  { db }: ReturnType<typeof openDatabase>,
  unexpected: unknown[] = [],
): OpenJournal {
  return openTestJournal({
    directory,
    db,
    limits: { shipEveryMs: 10, retryMaxMs: 100 },
    onUnexpected: (error) => unexpected.push(error),
  });
}

function append({ journal }: OpenJournal, attempt: AttemptRecord): Promise<void> {
  return new Promise((resolve, reject) =>
    journal.append(attempt, (error) => (error ? reject(error) : resolve())),
  );
}

/** A start after the crash: what dead processes wrote is in the database, each attempt once, and nowhere else. */
async function checkAllThere(setting: Setting, ids: string[]): Promise<void> {
  const database = openDatabase(setting.location);
  const unexpected: unknown[] = [];
  const journal = openHere(setting, database, unexpected);
  await eventually('all folders are taken in', () => readdirSync(setting.directory).length === 1, 60_000);
  const rows = await database.db.selectFrom('attempts').select('id').execute();
  const found = new Set(rows.map(({ id }) => id));
  assert.equal(found.size, rows.length, 'none is there twice');
  assert.deepEqual(
    ids.filter((id) => !found.has(id)),
    [],
  );
  assert.deepEqual(unexpected, []);
  await journal.close();
  assert.deepEqual(readdirSync(setting.directory), []);
  await database.close();
}

onPostgres('the journal', (storage) => {
  test('kill -9 at any moment, many times: every attempt that was told written is in the database, once', async (t) => {
    const setting = await prepare(t, storage);
    const ids: string[] = [];
    for (let round = 0; round < 5; round += 1) ids.push(...(await killAtWork(startWriter(setting))));
    t.diagnostic(`${ids.length} attempts`);
    await checkAllThere(setting, ids);
  });

  test('on a full disk, in the middle of a write, attempts are refused, and what was written before is there', async (t) => {
    const setting = await prepare(t, storage);
    // No file may grow beyond a few blocks. Without a database: its files would be bounded too.
    const writer = startWriter({ ...setting, location: unreachable }, 'acme', 'ulimit -f 20;');
    assert.deepEqual(await writer.exited, [0, null], 'it was told that one could not be written');
    const ids = writer.ids();
    assert.ok(ids.length > 10);
    await checkAllThere(setting, ids);
  });

  test('attempts of a tenant that is deleted meanwhile hold up no others', async (t) => {
    const setting = await prepare(t, storage);
    const database = openDatabase(setting.location);
    t.after(() => database.close());
    const unexpected: unknown[] = [];
    const journal = openHere(setting, database, unexpected);
    await database.db.deleteFrom('tenants').where('id', '=', 'doomed').execute();
    const tenantIds = ['acme', 'doomed', 'acme', 'doomed'];
    await Promise.all(tenantIds.map((tenantId) => append(journal, makeAttempt({ tenantId }))));
    await journal.close();
    const rows = await database.db.selectFrom('attempts').select('tenant_id').execute();
    assert.deepEqual(
      rows.map(({ tenant_id }) => tenant_id),
      ['acme', 'acme'],
    );
    assert.deepEqual(unexpected, []);
    assert.deepEqual(readdirSync(setting.directory), []);
  });
});

test('several processes write to one directory, are killed and started: each attempt is in the database once', async (t) => {
  const setting = await prepare(t, 'postgres');
  const ids: string[] = [];
  for (let round = 0; round < 2; round += 1) {
    const pair = [startWriter(setting), startWriter(setting)];
    for (const found of await Promise.all(pair.map(killAtWork))) ids.push(...found);
  }
  await checkAllThere(setting, ids);
});

test('while the way to Postgres is cut attempts are taken, and all are there when it is back', async (t) => {
  const setting = await prepare(t, 'postgres');
  const link = await openDatabaseLink(setting.place.databaseUrl ?? '');
  t.after(() => link.close());
  const database = openDatabase({ kind: 'postgres', url: link.url });
  t.after(() => database.close());
  const journal = openHere(setting, database);
  const attempts = Array.from({ length: 60 }, () => makeAttempt());
  for (const [index, attempt] of attempts.entries()) {
    if (index === 20) link.cut('everybody');
    if (index === 40) await pause(150);
    await append(journal, attempt);
  }
  assert.ok(journal.stats().bytes > 0);
  link.mend();
  await eventually('nothing waits', () => journal.stats().bytes === 0, 20_000);
  const rows = await database.db.selectFrom('attempts').select('id').orderBy('id').execute();
  assert.deepEqual(
    rows.map(({ id }) => id),
    attempts.map(({ id }) => id).toSorted(),
  );
  await journal.close();
});

const unreachable: DatabaseLocation = { kind: 'postgres', url: 'postgres://nobody@127.0.0.1:1/none' };
