import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { onEachStorage } from '../../testkit/harness.ts';
import type { MigratedDatabase } from '../../testkit/migrated-database.ts';
import { openMigratedDatabase } from '../../testkit/migrated-database.ts';
import { listPendingMigrations, migrateToLatest } from './migrate.ts';

onEachStorage('migrations', (storage) => {
  let database: MigratedDatabase;
  before(async () => {
    database = await openMigratedDatabase(storage);
  });
  after(() => database.close());

  test('a database that is up to date is left alone, and says so', async () => {
    assert.deepEqual(await listPendingMigrations(database.db), []);
    assert.deepEqual(await migrateToLatest(database.db), []);
  });

  test('tenants of an older database keep their keys: nobody knows since when their plan is as it is', async () => {
    await sql`alter table tenants drop column plan_lowered_at`.execute(database.db);
    await sql`delete from kysely_migration where name = '0019-plan-lowered'`.execute(database.db);
    await sql`insert into tenants (id, name, plan, administered_by) values ('old', 'Old', 'standard', 'tenant')`.execute(
      database.db,
    );
    assert.deepEqual(await migrateToLatest(database.db), ['0019-plan-lowered']);
    const query = database.db.selectFrom('tenants').select('plan_lowered_at').where('id', '=', 'old');
    assert.deepEqual(await query.execute(), [{ plan_lowered_at: null }]);
  });

  test('what is missing is named, and an older database is not taken for an empty one', async () => {
    const { rows } = await sql<{ name: string }>`
      delete from kysely_migration where name >= '0017' returning name`.execute(database.db);
    const names = rows.map(({ name }) => name).toSorted();
    assert.deepEqual(await listPendingMigrations(database.db), names);
    await assert.rejects(migrateToLatest(database.db), /already exists/, 'it goes on where it ended');
    for (const name of names) {
      await sql`insert into kysely_migration values (${name}, '2026-01-01')`.execute(database.db);
    }
  });

  test('a database of a newer version is refused, and not written to', async () => {
    await sql`insert into kysely_migration values ('9999-of-the-future', '2026-01-01')`.execute(database.db);
    await assert.rejects(migrateToLatest(database.db), /9999-of-the-future is missing/);
    await sql`delete from kysely_migration where name = '9999-of-the-future'`.execute(database.db);
    assert.deepEqual(await migrateToLatest(database.db), []);
  });
});
