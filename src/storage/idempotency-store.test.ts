import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { onEachStorage } from '../../testkit/harness.ts';
import { type MigratedDatabase, openMigratedDatabase } from '../../testkit/migrated-database.ts';
import type { IdempotencyStore, KeyClaim } from '../gateway/ports.ts';
import { PlugboardError } from '../kernel/errors.ts';
import { createIdempotencyStore, deleteExpiredKeys } from './idempotency-store.ts';
import { openDatabase } from './open-database.ts';
import { tenantTransaction } from './transactions.ts';

const now = Date.parse('2026-01-01T00:00:00Z');
const later = now + 60_000;
const hashOf = (text: string) => createHash('sha256').update(text).digest();
let requests = 0;

/** Of a new call. */
function makeClaim(key: string, changes: Partial<KeyClaim> = {}): KeyClaim {
  requests += 1;
  return {
    tenantId: 'acme',
    environment: 'prod',
    actorKind: 'token',
    actorId: 'tok_1',
    keyHash: hashOf(key),
    fingerprint: hashOf('body'),
    requestId: `req_${requests}`,
    ...changes,
  };
}

onEachStorage('the store of idempotency keys', (storage) => {
  let database: MigratedDatabase;
  let store: IdempotencyStore;

  before(async () => {
    database = await openMigratedDatabase(storage);
    store = createIdempotencyStore(database.db);
    for (const id of ['acme', 'other', 'doomed']) await insertTenant(id);
  });
  after(() => database.close());

  const insertTenant = (id: string) =>
    database.db
      .insertInto('tenants')
      .values({ id, name: id, plan: 'enterprise', administered_by: 'tenant' })
      .execute();
  const countRows = async (tenantId: string) =>
    (
      await database.db
        .selectFrom('idempotency_keys')
        .where('tenant_id', '=', tenantId)
        .select('key_hash')
        .execute()
    ).length;

  test('the first call has the key; a repeat is told whose it is, and then what was kept', async () => {
    const [first, repeat] = [makeClaim('a'), makeClaim('a', { fingerprint: hashOf('other') })];
    assert.equal(await store.claim(first, now, later), undefined);
    const running = await store.claim(repeat, now, later);
    assert.deepEqual([running?.requestId, running?.sealed], [first.requestId, null]);
    assert.deepEqual(Buffer.from(running?.fingerprint ?? []), hashOf('body'));
    await store.keep(first, Buffer.from('sealed'), later);
    const done = await store.claim(repeat, now, later);
    assert.deepEqual(
      [done?.requestId, Buffer.from(done?.sealed ?? []).toString()],
      [first.requestId, 'sealed'],
    );
  });

  test('of many calls at once one has the key, and the others all hear whose it is', async () => {
    for (let round = 0; round < 10; round += 1) {
      const claims = Array.from({ length: 8 }, () => makeClaim(`race ${round}`));
      const holders = await Promise.all(claims.map((claim) => store.claim(claim, now, later)));
      const winners = claims.filter((_claim, index) => holders[index] === undefined);
      assert.equal(winners.length, 1);
      const told = holders.filter((holder) => holder !== undefined).map(({ requestId }) => requestId);
      assert.deepEqual(told, Array(7).fill(winners[0]?.requestId));
    }
  });

  test('of many who find a key expired one takes it over, and nobody sees what was kept under it', async () => {
    for (let round = 0; round < 10; round += 1) {
      const old = makeClaim(`expired ${round}`);
      await store.claim(old, now, later);
      await store.keep(old, Buffer.from('old'), later);
      const claims = Array.from({ length: 8 }, () => makeClaim(`expired ${round}`));
      const holders = await Promise.all(claims.map((claim) => store.claim(claim, later, later + 1)));
      assert.equal(holders.filter((holder) => holder === undefined).length, 1);
      assert.deepEqual(
        holders.filter((holder) => holder?.sealed || holder?.requestId === old.requestId),
        [],
      );
    }
  });

  test('a call that a crash cut off frees its key at the end of its lease; should it live after all, it changes nothing', async () => {
    const [lost, next] = [makeClaim('crash'), makeClaim('crash')];
    await store.claim(lost, now, later);
    assert.equal((await store.claim(next, later - 1, later))?.requestId, lost.requestId);
    await store.renew(lost, later + 10);
    assert.equal((await store.claim(next, later + 9, later))?.requestId, lost.requestId);
    assert.equal(await store.claim(next, later + 10, later + 20), undefined);
    await store.renew(lost, later + 1_000);
    await store.keep(lost, Buffer.from('late'), later + 1_000);
    await store.release(lost);
    const found = await store.claim(makeClaim('crash'), later + 10, later + 20);
    assert.deepEqual([found?.requestId, found?.sealed], [next.requestId, null]);
    await store.release(next);
    assert.equal(await store.claim(makeClaim('crash'), later + 10, later + 20), undefined);
  });

  test('the same key of another token, kind of actor, environment or tenant is another key', async () => {
    await store.claim(makeClaim('shared'), now, later);
    for (const changes of [
      { actorId: 'tok_2' },
      { actorKind: 'jwt' },
      { environment: 'dev' },
      { tenantId: 'other' },
    ] as const) {
      assert.equal(await store.claim(makeClaim('shared', changes), now, later), undefined);
    }
  });

  test('what has expired is removed, and nothing else', async () => {
    const tenantId = 'other';
    const before = await countRows(tenantId);
    await store.claim(makeClaim('short', { tenantId }), now - 10, now - 5);
    await store.claim(makeClaim('long', { tenantId }), now - 10, later);
    assert.equal(await deleteExpiredKeys(database.db, now), 1);
    assert.equal(await deleteExpiredKeys(database.db, now), 0);
    assert.equal(await countRows(tenantId), before + 1);
  });

  test('the keys of a deleted tenant go with it, and a call that comes late finds no tenant', async () => {
    const claim = makeClaim('gone', { tenantId: 'doomed' });
    await store.claim(claim, now, later);
    await database.db.deleteFrom('tenants').where('id', '=', 'doomed').execute();
    assert.equal(await countRows('doomed'), 0);
    await store.keep(claim, Buffer.from('late'), later);
    await assert.rejects(
      store.claim(makeClaim('gone', { tenantId: 'doomed' }), now, later),
      (error) => error instanceof PlugboardError && error.code === 'tenant_not_found',
    );
    assert.equal(await countRows('doomed'), 0);
  });

  test('S48 the application’s role has no access to keys and answers', async () => {
    for (const text of ['select * from idempotency_keys', 'delete from idempotency_keys']) {
      const asked = tenantTransaction(database.db, { tenantId: 'acme', environment: 'prod' }, (trx) =>
        sql.raw(text).execute(trx),
      );
      await assert.rejects(asked, /permission denied/);
    }
  });
});

test('a database that is away is 503 for a call with a key', async () => {
  const away = openDatabase({ kind: 'postgres', url: 'postgres://nobody@127.0.0.1:1/none' });
  const claimed = createIdempotencyStore(away.db).claim(makeClaim('away'), now, later);
  await assert.rejects(claimed, (error) => error instanceof PlugboardError && error.code === 'unavailable');
  await away.close();
});
