import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Worker } from 'node:worker_threads';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { makeEmbeddedDirectory, removeDirectory } from '../../../testkit/shared-storage.ts';
import { PGlitePool } from './pglite-pool.ts';

interface Tables {
  counted: { id: number; value: number };
}

describe('the embedded database’s pool', () => {
  let directory: string;
  let db: Kysely<Tables>;
  before(async () => {
    directory = await makeEmbeddedDirectory();
    db = new Kysely<Tables>({
      dialect: new PostgresDialect({ pool: new PGlitePool(join(directory, 'database')) }),
    });
    await sql`create table counted (id int primary key, value int not null)`.execute(db);
    await db.insertInto('counted').values({ id: 1, value: 0 }).execute();
  });
  after(async () => {
    await db.destroy();
    removeDirectory(directory);
  });

  test('concurrent transactions run one after the other: no update is lost', async () => {
    await Promise.all(
      Array.from({ length: 25 }, () =>
        db.transaction().execute(async (trx) => {
          const { value } = await trx.selectFrom('counted').select('value').executeTakeFirstOrThrow();
          await trx
            .updateTable('counted')
            .set({ value: value + 1 })
            .execute();
        }),
      ),
    );
    assert.deepEqual(await db.selectFrom('counted').selectAll().execute(), [{ id: 1, value: 25 }]);
  });

  test('a transaction that fails leaves nothing behind and lets the next one in', async () => {
    const failing = db.transaction().execute(async (trx) => {
      await trx.updateTable('counted').set({ value: -1 }).execute();
      throw new Error('changed my mind');
    });
    await assert.rejects(failing, /changed my mind/);
    const refused = db.insertInto('counted').values({ id: 1, value: 1 }).execute();
    await assert.rejects(refused, { code: '23505', constraint: 'counted_pkey' });
    assert.equal((await db.selectFrom('counted').selectAll().executeTakeFirstOrThrow()).value, 25);
  });

  test('counts rows as Postgres does, for each kind of statement', async () => {
    const inserted = await db
      .insertInto('counted')
      .values([
        { id: 2, value: 0 },
        { id: 3, value: 0 },
      ])
      .executeTakeFirst();
    const updated = await db.updateTable('counted').set({ value: 7 }).where('id', '>', 1).executeTakeFirst();
    const deleted = await db.deleteFrom('counted').where('id', '>', 1).executeTakeFirst();
    assert.deepEqual(
      [inserted.numInsertedOrUpdatedRows, updated.numUpdatedRows, deleted.numDeletedRows],
      [2n, 2n, 2n],
    );
  });
});

test('a database that cannot be opened, or was closed, is an error to everyone who asks, at once', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'plugboard-data-'));
  const nowhere = new PGlitePool(join(directory, 'lock\0'));
  await assert.rejects(nowhere.connect());
  removeDirectory(directory);
});

test('a worker that dies fails the query that runs and every one that waits; none hangs', async () => {
  const directory = await makeEmbeddedDirectory();
  const workers: Worker[] = [];
  process.once('worker', (worker) => workers.push(worker));
  const pool = new PGlitePool(join(directory, 'database'));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  await sql`select 1`.execute(db);
  const running = db.transaction().execute(async (trx) => {
    await sql`select pg_sleep(60)`.execute(trx);
  });
  const waiting = Array.from({ length: 5 }, () => sql`select 1`.execute(db));
  const settled = Promise.allSettled([running, ...waiting]);
  await workers[0]?.terminate();
  for (const { status } of await settled) assert.equal(status, 'rejected');
  await assert.rejects(sql`select 1`.execute(db), /The embedded database has stopped/);
  removeDirectory(directory);
});
