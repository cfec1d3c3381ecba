import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { onEachStorage } from '../../testkit/harness.ts';
import { type MigratedDatabase, openMigratedDatabase } from '../../testkit/migrated-database.ts';
import { makeAttempt } from '../../testkit/sample-attempt.ts';
import { toAttemptList } from '../kernel/attempt-list.ts';
import { PlugboardError } from '../kernel/errors.ts';
import { genesisHash } from '../kernel/hash-chain.ts';
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
    const found = rows.map(({ seq, hash, fields, ...row }) =>
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

  test('S55 attempts are numbered without a gap, each chained to the one before, however they come in', async () => {
    const make = () => makeAttempt({ tenantId: 'chained', environment: 'test' });
    await insertTenant('chained');
    const [late, ...attempts] = Array.from({ length: 12 }, make) as [AttemptRecord, ...AttemptRecord[]];
    await insert(attempts.slice(0, 3));
    await Promise.all([insert(attempts.slice(2, 8)), insert(attempts.slice(5))]);
    await insert([late, late]);
    const rows = await database.db
      .selectFrom('attempts')
      .selectAll()
      .where('tenant_id', '=', 'chained')
      .orderBy('seq')
      .execute();
    const lists = new Map([late, ...attempts].map((one) => [one.id, toAttemptList(one)]));
    let previous: Uint8Array = genesisHash;
    for (const [index, row] of rows.entries()) {
      const list = (JSON.parse(lists.get(row.id) ?? '') as unknown[]).map((value) => JSON.stringify(value));
      const leaf = createHash('sha256')
        .update(`[${list.join(', ')}]`)
        .digest();
      previous = createHash('sha256').update(previous).update(leaf).digest();
      assert.deepEqual([row.seq, Buffer.from(row.hash)], [index + 1, previous]);
      assert.equal(row.fields, list.length);
    }
    assert.equal(rows.length, 12);
    const [head] = await database.db
      .selectFrom('ledger_heads')
      .selectAll()
      .where('tenant_id', '=', 'chained')
      .execute();
    assert.deepEqual([head?.seq, Buffer.from(head?.hash ?? [])], [12, previous]);
  });

  test('sums of usage are those of the attempts, whatever was shipped twice', async () => {
    await insertTenant('summed');
    const make = (changes: Partial<AttemptRecord>) => makeAttempt({ tenantId: 'summed', ...changes });
    const attempts = [
      make({}),
      make({ outcome: 'failed', promptTokens: null, completionTokens: null }),
      make({ number: 2 }),
      make({ agentId: 'bot', reasoningTokens: 5 }),
      make({ environment: 'dev', configId: null, userId: null }),
    ];
    await insert(attempts);
    await insert([...attempts, make({ agentId: 'bot' })]);
    const { rows } = await sql<Record<string, unknown>>`
      select agent_id, environment, user_id, config_id <> '' as named, calls, attempts, answered, failed, prompt_tokens,
        reasoning_tokens, total_ms::double precision
      from usage_days where tenant_id = 'summed' order by environment, agent_id`.execute(database.db);
    const user = 'user-123456';
    assert.deepEqual(
      rows.map((row) => Object.values(row)),
      [
        ['', 'dev', '', false, 1, 1, 1, 0, 1_200, 0, 4_523.5],
        ['', 'prod', user, true, 2, 3, 2, 1, 2_400, 0, 3 * 4_523.5],
        ['bot', 'prod', user, true, 2, 2, 2, 0, 2_400, 5, 2 * 4_523.5],
      ],
    );
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
    assert.ok((await deleteAttemptsOfDeletedTenants(database.db)) >= before.length);
    assert.equal(await deleteAttemptsOfDeletedTenants(database.db), 0);
    for (const table of ['attempts', 'usage_days', 'usage_totals', 'ledger_heads'] as const) {
      const rows = database.db.selectFrom(table).select('tenant_id').where('tenant_id', '=', 'doomed');
      assert.deepEqual(await rows.execute(), [], table);
    }
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
