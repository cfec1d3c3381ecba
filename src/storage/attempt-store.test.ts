import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { onEachStorage } from '../../testkit/harness.ts';
import { type MigratedDatabase, openMigratedDatabase } from '../../testkit/migrated-database.ts';
import { makeAttempt } from '../../testkit/sample-attempt.ts';
import { toAttemptList } from '../kernel/attempt-list.ts';
import { PlugboardError } from '../kernel/errors.ts';
import type { AttemptRecord } from '../kernel/records.ts';
import type { Scope } from '../kernel/scope.ts';
import { createAttemptStore, deleteAttemptsOfDeletedTenants } from './attempt-store.ts';
import { openDatabase } from './open-database.ts';
import { tenantTransaction } from './transactions.ts';

onEachStorage('the store of attempts', (storage) => {
  let database: MigratedDatabase;

  before(async () => {
    database = await openMigratedDatabase(storage);
    for (const id of ['acme', 'other', 'doomed']) await insertTenant(id);
  });
  after(() => database.close());

  const insertTenant = (id: string) =>
    database.db
      .insertInto('tenants')
      .values({ id, name: id, plan: 'enterprise', administered_by: 'tenant' })
      .execute();
  const insert = (attempts: AttemptRecord[]) =>
    createAttemptStore(database.db).insertAttempts(attempts.map(toAttemptList));
  const findRows = (ids: string[]) =>
    database.db.selectFrom('attempts').selectAll().where('id', 'in', ids).orderBy('number').execute();
  const asApp = (scope: Scope, text: string) =>
    tenantTransaction(
      database.db,
      scope,
      async (trx) => (await sql<Record<string, unknown>>`${sql.raw(text)}`.execute(trx)).rows,
    );

  test('every field of an attempt is kept as it was', async () => {
    const full = makeAttempt({ agentId: 'bot', failureClass: 'timeout', reasoningTokens: 9, number: 1 });
    const empty = makeAttempt({
      number: 2,
      featureId: null,
      userId: null,
      address: null,
      upstreamRequestId: null,
      status: null,
      promptTokens: null,
      completionTokens: null,
      cachedTokens: null,
      firstByteMs: null,
    });
    const large = makeAttempt({
      number: 3,
      answerBytes: 2 ** 40,
      promptTokens: 2 ** 40,
      reason: '"\n\\u0000’',
    });
    const attempts = [full, empty, large];
    assert.deepEqual(await insert(attempts), []);
    const rows = await findRows(attempts.map(({ id }) => id));
    const found = rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [
          name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()),
          value instanceof Date ? value.getTime() : value,
        ]),
      ),
    );
    assert.deepEqual(found, attempts);
  });

  test('what is shipped twice, whole or in part, is there once', async () => {
    const [first, second, third] = [makeAttempt(), makeAttempt(), makeAttempt()];
    await insert([first, second]);
    await insert([second, third]);
    await Promise.all([insert([first, third]), insert([third, first])]);
    assert.equal((await findRows([first.id, second.id, third.id])).length, 3);
  });

  test('one attempt that can never be stored is named, and all beside it are stored', async () => {
    const good = Array.from({ length: 9 }, () => makeAttempt());
    const bad = [makeAttempt({ configId: 'no uuid' }), makeAttempt({ number: 2 ** 40 })];
    const mixed = [...good.slice(0, 4), ...bad, ...good.slice(4)];
    assert.deepEqual(await insert(mixed), bad.map(toAttemptList));
    assert.equal((await findRows(good.map(({ id }) => id))).length, good.length);
  });

  test('text that Postgres cannot hold does not hold up the attempt', async () => {
    const attempt = makeAttempt({
      upstreamRequestId: 'a\0b',
      userId: 'c\ud800d\udfff',
      reason: '\\u0000 \\\\ud800 \u0001 😀 \\\0',
    });
    assert.deepEqual(await insert([makeAttempt(), attempt, makeAttempt()]), []);
    const [row] = await findRows([attempt.id]);
    assert.deepEqual(
      [row?.upstream_request_id, row?.user_id, row?.reason],
      ['a\ufffdb', 'c\ufffdd\ufffd', '\\u0000 \\\\ud800 \u0001 😀 \\\ufffd'],
    );
  });

  test('what is no list is named, and all beside it are stored', async () => {
    const good = [makeAttempt(), makeAttempt()];
    const [first, second] = good.map(toAttemptList) as [string, string];
    const store = createAttemptStore(database.db);
    assert.deepEqual(await store.insertAttempts([first, '["torn', second]), ['["torn']);
    assert.equal((await findRows(good.map(({ id }) => id))).length, good.length);
  });

  test('attempts of a deleted tenant are passed over, and those that were there are removed', async () => {
    const before = [makeAttempt({ tenantId: 'doomed' }), makeAttempt({ tenantId: 'doomed' })];
    const kept = makeAttempt();
    await insert([...before, kept]);
    await database.db.deleteFrom('tenants').where('id', '=', 'doomed').execute();
    await database.db
      .insertInto('tombstones')
      .values({ tenant_id: 'doomed', deleted_at: new Date(), line: 'x' })
      .execute();

    const late = makeAttempt({ tenantId: 'doomed' });
    const other = makeAttempt({ tenantId: 'other' });
    assert.deepEqual(await insert([late, other]), []);
    assert.deepEqual(await findRows([late.id]), []);
    assert.equal(await deleteAttemptsOfDeletedTenants(database.db), before.length);
    assert.equal(await deleteAttemptsOfDeletedTenants(database.db), 0);
    const left = await findRows([...before, kept, other].map(({ id }) => id));
    assert.deepEqual(left.map(({ tenant_id }) => tenant_id).toSorted(), ['acme', 'other']);
  });

  test('S48 a tenant reads its own attempts of its own environment alone', async () => {
    await insert([makeAttempt({ environment: 'dev' }), makeAttempt(), makeAttempt({ tenantId: 'other' })]);
    const text = 'select distinct tenant_id, environment from attempts';
    assert.deepEqual(await asApp({ tenantId: 'acme', environment: 'dev' }, text), [
      { tenant_id: 'acme', environment: 'dev' },
    ]);
    assert.deepEqual(await asApp({ tenantId: 'nobody', environment: 'dev' }, text), []);
  });

  test('S55 the application’s role adds, changes and removes no attempt', async () => {
    for (const text of [
      `insert into attempts select * from attempts`,
      `update attempts set owner = 'own'`,
      'delete from attempts',
      'truncate attempts',
    ]) {
      await assert.rejects(asApp({ tenantId: 'acme', environment: 'prod' }, text), /permission denied/, text);
    }
  });
});

test('a database that is away is no reason to refuse an attempt', async () => {
  const away = openDatabase({ kind: 'postgres', url: 'postgres://nobody@127.0.0.1:1/none' });
  const inserted = createAttemptStore(away.db).insertAttempts(
    [makeAttempt(), makeAttempt()].map(toAttemptList),
  );
  await assert.rejects(inserted, (error) => error instanceof PlugboardError && error.code === 'unavailable');
  await away.close();
});
