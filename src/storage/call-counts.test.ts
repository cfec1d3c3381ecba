import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { onEachStorage } from '../../testkit/harness.ts';
import { type MigratedDatabase, openMigratedDatabase } from '../../testkit/migrated-database.ts';
import type { CallCountStore } from '../gateway/ports.ts';
import { createCallCountStore } from './call-counts.ts';

onEachStorage('what replicas tell each other', (storage) => {
  let database: MigratedDatabase;
  let store: CallCountStore;
  before(async () => {
    database = await openMigratedDatabase(storage);
    store = createCallCountStore(database.db);
  });
  after(() => database.close());

  const tell = async (replica: string, number: number, known: Record<string, number> = {}) => {
    const counts = { used: [['total/acme', number, 0]], running: [] } as never;
    const told = await store.exchange({ replica, number, counts }, new Map(Object.entries(known)));
    return told.map(({ replica: from, number: nth }) => [from, nth]);
  };
  const rows = async (): Promise<{ replica: string; number: number }[]> =>
    (await database.db.selectFrom('call_counts').select(['replica', 'number']).execute()).map((row) => ({
      replica: row.replica,
      number: Number(row.number),
    }));

  test('each hears what the others told, once, in its order, and with its age', async () => {
    const [one, two, three] = [randomUUID(), randomUUID(), randomUUID()];
    assert.deepEqual(await tell(one, 1), []);
    assert.deepEqual(await tell(one, 2), []);
    assert.deepEqual(await tell(two, 1), [
      [one, 1],
      [one, 2],
    ]);
    assert.deepEqual(await tell(two, 2, { [one]: 2 }), []);
    await tell(one, 3, { [two]: 2 });
    assert.deepEqual(await tell(two, 3, { [one]: 2 }), [[one, 3]]);
    await sql`update call_counts set at = at - interval '40 seconds'`.execute(database.db);
    const empty = { used: [], running: [] };
    const told = await store.exchange({ replica: three, number: 1, counts: empty }, new Map());
    assert.equal(told.length, 6);
    assert.ok(told.every(({ ageMs }) => ageMs >= 40_000 && ageMs < 60_000));
    assert.deepEqual(told[0]?.counts.used, [['total/acme', 1, 0]]);
  });

  test('a replica writes over its own oldest; what one that is gone left goes with the next who tells', async () => {
    await database.db.deleteFrom('call_counts').execute();
    const [gone, one] = [randomUUID(), randomUUID()];
    await tell(gone, 1);
    await tell(one, 1);
    await tell(one, 1 + 256);
    const numbersOf = async (replica: string) =>
      (await rows()).filter((row) => row.replica === replica).map(({ number }) => number);
    assert.deepEqual(await numbersOf(one), [257]);
    await sql`update call_counts set at = at - interval '6 minutes'`.execute(database.db);
    assert.deepEqual(await tell(one, 258), []);
    assert.deepEqual(await numbersOf(gone), []);
    assert.deepEqual((await numbersOf(one)).toSorted(), [257, 258]);
  });
});
