import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { makePlace, onEachStorage, type TestPlace } from '../../testkit/harness.ts';
import { removeDirectory } from '../../testkit/shared-storage.ts';
import { migrateToLatest } from './migrate.ts';
import { type Database, openDatabase } from './open-database.ts';
import { ownerTransaction, type TransactionExecutor, tenantTransaction } from './transactions.ts';

/** Tables that the application's role has no grant on, and therefore no wall within. */
const ownersAlone = [
  'attempts_of_other_times',
  'call_counts',
  'credential_listings',
  'deployment',
  'export_cursors',
  'incident_credentials',
  'incidents',
  'kek_versions',
  'kysely_migration',
  'kysely_migration_lock',
  'memberships',
  'people',
  'platform_call_limits',
  'sessions',
  'signin_links',
  'signing_keys',
  'stops',
  'tenant_keys',
  'tombstones',
];
/** Rows in these belong to one tenant, and to one environment where the second list says so. */
const ofTenant = [
  'tenants',
  'tokens',
  'agents',
  'feature_assignments',
  'audit',
  'audit_checkpoints',
  'service_requests',
  'service_request_environments',
  'service_request_messages',
  'service_request_events',
] as const;
const ofEnvironment = ['tokens', 'agents', 'feature_assignments'] as const;
const tenantIds = ['alpha', 'beta'];
const requestIds: Record<string, string> = {
  alpha: '00000000-0000-7000-8000-000000000001',
  beta: '00000000-0000-7000-8000-000000000002',
};
const all = { tenantId: 'alpha', environment: 'every' } as const;

onEachStorage('row-level security', (storage) => {
  let place: TestPlace;
  let database: Database;

  before(async () => {
    place = await makePlace(storage);
    database = openDatabase(
      place.databaseUrl === undefined
        ? { kind: 'pglite', directory: join(place.dataDirectory, 'database') }
        : { kind: 'postgres', url: place.databaseUrl },
    );
    await migrateToLatest(database.db);
    await ownerTransaction(database.db, async (trx) => {
      await sql`insert into features values ('chat', 'Chat', 'chat', '{}', '{}')`.execute(trx);
      for (const tenant of tenantIds) await fill(trx, tenant);
    });
  });
  after(async () => {
    await database.close();
    removeDirectory(place.dataDirectory);
  });

  const raw = async (trx: TransactionExecutor, text: string): Promise<Record<string, unknown>[]> =>
    (await sql<Record<string, unknown>>`${sql.raw(text)}`.execute(trx)).rows;
  const asApp = (text: string, scope: Parameters<typeof tenantTransaction>[1] = all) =>
    tenantTransaction(database.db, scope, (trx) => raw(trx, text));
  const asOwner = (text: string) => ownerTransaction(database.db, (trx) => raw(trx, text));
  const tenantOf = (row: Record<string, unknown>) => row['tenant_id'] ?? row['id'];

  test('S48 every table has forced row-level security, or is one that the application’s role cannot touch', async () => {
    const tables =
      await asOwner(`select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as walled,
        has_table_privilege('plugboard_app', c.oid, 'select,insert,update,delete,truncate,references,trigger') as granted
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')`);
    const open = tables.filter(({ walled }) => !walled);
    const isMonth = (name: unknown) => /^attempts_\d{4}_\d{2}$/.test(String(name));
    assert.deepEqual(open.flatMap(({ name }) => (isMonth(name) ? [] : [name])).toSorted(), ownersAlone);
    assert.deepEqual(
      open.filter(({ granted }) => granted),
      [],
    );
    assert.ok(tables.length > ownersAlone.length + ofTenant.length);
  });

  test('S48 without the application’s own filters no foreign row is read, in any table', async () => {
    for (const table of ofTenant) {
      const rows = await asApp(`select * from ${table}`);
      assert.ok(rows.length > 0, table);
      assert.deepEqual([...new Set(rows.map(tenantOf))], ['alpha'], table);
      const mentioned = await asApp(
        `select count(*)::int as n from ${table} where ${table === 'tenants' ? 'id' : 'tenant_id'} = 'beta'`,
      );
      assert.equal(mentioned[0]?.['n'], 0, table);
    }
  });

  test('S48 with no tenant set the application’s role sees and changes nothing', async () => {
    await ownerTransaction(database.db, async (trx) => {
      await raw(trx, 'set local role plugboard_app');
      for (const table of ofTenant) assert.deepEqual(await raw(trx, `select * from ${table}`), [], table);
      assert.deepEqual(await raw(trx, `update tenants set name = 'x' returning id`), []);
      assert.deepEqual(await raw(trx, 'delete from agents returning id'), []);
    });
    for (const table of ofTenant) {
      assert.deepEqual(
        await asApp(`select * from ${table}`, { tenantId: '', environment: 'every' }),
        [],
        table,
      );
    }
  });

  test('S48 an environment is a wall too', async () => {
    for (const table of ofEnvironment) {
      const rows = await asApp(`select * from ${table}`, { tenantId: 'alpha', environment: 'dev' });
      assert.deepEqual([...new Set(rows.map((row) => row['environment']))], ['dev'], table);
    }
    const insert = `insert into agents values ('alpha', 'prod', 'intruder', 'x', true, 'inherit')`;
    await assert.rejects(asApp(insert, { tenantId: 'alpha', environment: 'dev' }), /row-level security/);
  });

  test('S48 nothing is written into another tenant, nor moved there', async () => {
    for (const text of [
      `insert into agents values ('beta', 'dev', 'intruder', 'x', true, 'inherit')`,
      `update agents set tenant_id = 'beta' where id = 'bot'`,
      `insert into audit select 'beta', 99, at, environment, actor_kind, actor_id, actor_role, request_id, action, target_kind, target_id, detail, previous_hash, hash from audit limit 1`,
      `insert into feature_assignments values ('beta', 'test', 'chat', 'off')`,
    ]) {
      await assert.rejects(asApp(text), /row-level security/, text);
    }
    for (const text of [
      `update tenants set plan = 'standard' where id = 'beta' returning id`,
      `delete from tokens where tenant_id = 'beta' returning id`,
      `update agents set name = 'x' where tenant_id = 'beta' returning id`,
    ]) {
      assert.deepEqual(await asApp(text), [], text);
    }
    const left = await asOwner(`select count(*)::int as n from agents where tenant_id = 'beta'`);
    assert.equal(left[0]?.['n'], 2);
  });

  test('S55 S48 the application’s role cannot change the audit, nor read people, sessions or keys', async () => {
    for (const text of [
      `update audit set action = 'x'`,
      'delete from audit',
      'truncate audit',
      `update audit_checkpoints set seq = 2`,
      'delete from audit_checkpoints',
      `insert into audit_checkpoints select * from audit_checkpoints`,
      'insert into features select * from features',
      'delete from tenants',
      'delete from service_requests',
      `update service_request_messages set body = 'x'`,
      'delete from service_request_events',
      'select * from changes',
      ...ownersAlone.map((table) => `select * from ${table}`),
      'alter table audit disable row level security',
      'drop policy tenant_wall on audit',
      'create table mine (id int)',
    ]) {
      await assert.rejects(asApp(text), /permission denied|must be owner/, text);
    }
  });

  test('S48 tenants interleaved on the same connections never see one another', async () => {
    const seen = await Promise.all(
      Array.from({ length: 60 }, async (_, index) => {
        const tenantId = tenantIds[index % 2] ?? '';
        const rows = await asApp('select * from agents', { tenantId, environment: 'every' });
        return rows.every((row) => row['tenant_id'] === tenantId) && rows.length === 2;
      }),
    );
    assert.ok(seen.every(Boolean));
    await assert.rejects(asApp('select 1/0'), /division by zero/);
    const between = await sql<{
      role: string;
      tenant: string;
    }>`select current_user as role, coalesce(current_setting('plugboard.tenant', true), '') as tenant`.execute(
      database.db,
    );
    assert.notEqual(between.rows[0]?.role, 'plugboard_app');
    assert.equal(between.rows[0]?.tenant, '');
  });

  test('S48 the owner of the tables, who is no superuser on Postgres, sees every tenant by a policy of its own', async () => {
    const [who] = await asOwner(
      `select rolsuper or rolbypassrls as above from pg_roles where rolname = current_user`,
    );
    // PGlite knows no other user than its superuser.
    if (storage === 'postgres') assert.equal(who?.['above'], false);
    for (const table of ofTenant) {
      const found = new Set((await asOwner(`select * from ${table}`)).map(tenantOf));
      for (const tenant of tenantIds) assert.ok(found.has(tenant), `${table} ${tenant}`);
    }
    const [app] = await asOwner(
      `select rolcanlogin or rolsuper or rolbypassrls as strong from pg_roles where rolname = 'plugboard_app'`,
    );
    assert.equal(app?.['strong'], false);
  });

  test('a query past the transaction’s own executor is refused on both databases, instead of hanging on one', async () => {
    const nested = tenantTransaction(database.db, all, () =>
      database.db.selectFrom('tenants').selectAll().execute(),
    );
    await assert.rejects(nested, /did not run on the transaction’s own executor/);
    assert.equal((await asApp('select 1 as one'))[0]?.['one'], 1);
  });

  test('a commit after a statement that failed is an error, also when nobody looked at the failure', async () => {
    const hidden = ownerTransaction(database.db, async (trx) => {
      await raw(trx, `update tenants set name = 'lost' where id = 'alpha'`);
      await raw(trx, 'select 1/0').catch(() => undefined);
    });
    await assert.rejects(hidden);
    assert.deepEqual(await asApp(`select name from tenants`), [{ name: 'alpha' }]);
  });
});

async function fill(trx: TransactionExecutor, tenant: string): Promise<void> {
  const statements = [
    `insert into tenants values ('${tenant}', '${tenant}', 'enterprise', 'tenant')`,
    ...['dev', 'prod'].flatMap((environment) => [
      `insert into agents values ('${tenant}', '${environment}', 'bot', 'Bot', true, 'inherit')`,
      `insert into feature_assignments values ('${tenant}', '${environment}', 'chat', 'off')`,
      `insert into tokens (id, tenant_id, environment, name, role, secret_hash, created_by_kind, created_by_id)
         values ('${tenant}-${environment}', '${tenant}', '${environment}', 't', 'user', '\\x00', 'system', 'x')`,
    ]),
    `insert into audit values ('${tenant}', 1, now(), null, 'a', 'b', 'c', 'd', 'e', 'f', 'g', '{}', '\\x00', '\\x00')`,
    `insert into audit_checkpoints values ('${tenant}', 1, '\\x00', now(), 'k', '\\x00')`,
    `insert into service_requests (tenant_id, id, kind, subject, state, notes, told_in, made_by, created_at, updated_at)
       values ('${tenant}', '${requestIds[tenant]}', 'setup', 's', 'submitted', '', 'dev', '{}', now(), now())`,
    `insert into service_request_environments (tenant_id, request_id, environment, wish, config_ids)
       values ('${tenant}', '${requestIds[tenant]}', 'dev', '{}', '{}')`,
    `insert into service_request_messages (tenant_id, request_id, id, at, by, body)
       values ('${tenant}', '${requestIds[tenant]}', '${requestIds[tenant]}', now(), '{}', 'text')`,
    `insert into service_request_events (tenant_id, request_id, id, at, by, action, state, detail, http_request_id)
       values ('${tenant}', '${requestIds[tenant]}', '${requestIds[tenant]}', now(), '{}', 'submit', 'submitted', '{}', 'r')`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(trx);
}
