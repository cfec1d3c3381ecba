import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import pg from 'pg';
import { eventually } from '../eventually.ts';
import { makePlace, startTestApp, type TestApp, type TestPlace } from '../harness.ts';
import { startPostgres } from '../postgres.ts';
import { type DatabaseLink, openDatabaseLink } from './database-link.ts';

const promisedMs = 1_000;
const promisedWithoutNotifyMs = 5_000;

test('S42: a revoked token is refused by the other replica within 1 s', async (t) => {
  const { here, there } = await startTwo(t);
  for (let number = 0; number < 5; number += 1) {
    const { token, id } = await makeToken(here, there);
    assert.equal((await here.operator.call('DELETE', `/tenants/acme/tokens/${id}`)).status, 204);
    t.diagnostic(`refused after ${await refusedAfter(there, token, promisedMs)} ms`);
  }
});

test('S42: with NOTIFY cut a revoked token is refused by the other replica within 5 s, and soon again after', async (t) => {
  const { here, there, link } = await startTwo(t);
  const first = await makeToken(here, there);
  link.cut('listeners');
  await here.operator.call('DELETE', `/tenants/acme/tokens/${first.id}`);
  t.diagnostic(`without NOTIFY: ${await refusedAfter(there, first.token, promisedWithoutNotifyMs)} ms`);
  const second = await makeToken(here, there);
  const suspended = await here.operator.call('PATCH', `/tenants/acme/tokens/${second.id}`, {
    suspended: true,
  });
  assert.equal(suspended.status, 200);
  t.diagnostic(`suspended: ${await refusedAfter(there, second.token, promisedWithoutNotifyMs)} ms`);
  link.mend();
  await eventually('the listener has come back', () => isListenedOn(here.place, 2));
});

test('S42: suspending a person ends the sessions on the other replica, and the tokens that the person made, within 5 s', async (t) => {
  const { here, there } = await startTwo(t);
  const session = await signIn(here);
  const made = await fetch(`${here.url}/ai/api/v1/tenants/acme/tokens`, {
    method: 'POST',
    headers: { ...session, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'mine', role: 'user', environment: 'dev' }),
  });
  assert.equal(made.status, 201, await made.clone().text());
  const { token } = (await made.json()) as { token: string };
  const statusThere = async () =>
    (await fetch(`${there.url}/ai/api/v1/session`, { headers: session })).status;
  assert.equal(await statusThere(), 200);
  await eventually('the other replica knows the token', async () => (await callWith(there, token)) === 200);

  const people = await here.operator.get('/people');
  const [person] = people.body['items'] as { id: string }[];
  const suspended = await here.operator.call('PATCH', `/people/${person?.id}`, { suspended: true });
  assert.equal(suspended.status, 200, suspended.text);
  await eventually('the session is over', async () => (await statusThere()) === 401, promisedWithoutNotifyMs);
  await refusedAfter(there, token, promisedWithoutNotifyMs);
});

test('a transaction that commits late is not missed, and versions become visible in their order', async (t) => {
  const { here, there } = await startTwo(t);
  const late = await makeToken(here, there);
  const raw = new pg.Client({ connectionString: here.place.databaseUrl });
  await raw.connect();
  t.after(() => raw.end());
  // Deleted first of all, but its version is taken only when others have long committed theirs.
  await raw.query('begin');
  await raw.query('delete from tokens where id = $1', [late.id]);
  const between = await makeToken(here, there);
  await here.operator.call('DELETE', `/tenants/acme/tokens/${between.id}`);
  await refusedAfter(there, between.token, promisedMs);
  assert.equal(await callWith(there, late.token), 200, 'nobody can see what is not committed');
  await raw.query('update snapshot_version set version = version + 1');
  await raw.query(
    `insert into changes (version, position, kind, tenant_id, environment, id)
     select version, 0, 'token', 'acme', 'dev', $1 from snapshot_version`,
    [late.id],
  );
  // Whoever comes now waits for the counter's row, so no later version can be seen before this one.
  const queued = ['q1', 'q2'].map((name) => here.operator.call('PUT', `/tenants/${name}`, { name }));
  await eventually('the next changes wait for the counter', async () => {
    const { rows } = await raw.query(
      `select count(*)::int as waiting from pg_locks where not granted and locktype in ('transactionid', 'tuple')`,
    );
    return rows[0].waiting >= 1;
  });
  assert.equal((await there.operator.get('/tenants/q1')).status, 404);
  await raw.query('commit');
  await refusedAfter(there, late.token, promisedWithoutNotifyMs);
  await refusedAfter(here, late.token, promisedWithoutNotifyMs);
  for (const { status } of await Promise.all(queued)) assert.equal(status, 201);
});

test('four replicas that start together on an empty database: one migration run, deployment, signing key and platform key', async (t) => {
  const server = await startPostgres();
  t.after(() => server.remove());
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  // Roles belong to the server: on a fresh one the replicas make theirs at the same moment, too.
  await client.query(`create role owner login createrole password 'owner'`);
  await client.query('create database empty owner owner');
  await client.end();
  const databaseUrl = server.url.replace('postgres:postgres@', 'owner:owner@').replace(/postgres$/, 'empty');
  const apps = await Promise.all(
    [1, 2, 3, 4].map(() => startTestApp({ storage: 'postgres', place: beside(databaseUrl) })),
  );
  t.after(() => Promise.all(apps.map((app) => app.close())));

  const counts = await countRows(databaseUrl, [
    'deployment',
    'signing_keys',
    'tenant_keys',
    'tenants',
    'kek_versions',
  ]);
  assert.deepEqual(counts, { deployment: 1, signing_keys: 1, tenant_keys: 1, tenants: 1, kek_versions: 1 });
  const ran = await countRows(databaseUrl, ['kysely_migration']);
  assert.ok((ran['kysely_migration'] ?? 0) >= 1);
  assert.equal(new Set(apps.map(({ app }) => app.services.deploymentId)).size, 1);
  assert.equal(new Set(apps.map(({ app }) => app.services.signer.keyId)).size, 1);
  assert.equal(apps.filter(({ app }) => app.isFirstStart).length, 1, 'one of them is the first start');
  for (const [number, app] of apps.entries()) {
    assert.equal((await app.operator.call('PUT', `/tenants/by-${number}`, { name: 'x' })).status, 201);
    assert.equal((await app.operator.get('/readyz')).status, 200);
  }
});

function beside(databaseUrl: string | undefined): TestPlace {
  return { dataDirectory: mkdtempSync(join(tmpdir(), 'plugboard-data-')), databaseUrl };
}

async function startTwo(t: TestContext): Promise<{ here: TestApp; there: TestApp; link: DatabaseLink }> {
  const place = await makePlace('postgres');
  const link = await openDatabaseLink(place.databaseUrl ?? '');
  const here = await startTestApp({ storage: 'postgres', place });
  const there = await startTestApp({ storage: 'postgres', place: beside(link.url) });
  t.after(async () => {
    link.mend();
    await Promise.all([here.close(), there.close()]);
    await link.close();
  });
  const body = { name: 'Acme', plan: 'enterprise' };
  assert.equal((await here.operator.call('PUT', '/tenants/acme', body)).status, 201);
  return { here, there, link };
}

async function makeToken(here: TestApp, there: TestApp): Promise<{ token: string; id: string }> {
  const body = { name: 't', role: 'user', environment: 'dev' };
  const made = await here.operator.call('POST', '/tenants/acme/tokens', body);
  const token = String(made.body['token']);
  await eventually('the other replica knows the token', async () => (await callWith(there, token)) === 200);
  return { token, id: String(made.body['id']) };
}

async function callWith(app: TestApp, token: string): Promise<number> {
  return (await app.as(token).get('/v1/models')).status;
}

async function refusedAfter(app: TestApp, token: string, withinMs: number): Promise<number> {
  const from = performance.now();
  await eventually('the token is refused', async () => (await callWith(app, token)) === 401, withinMs);
  return Math.round(performance.now() - from);
}

/** As a tenant's administrator, by a one-time link; what a browser sends from then on. */
async function signIn(app: TestApp): Promise<Record<string, string>> {
  const link = await app.operator.call('POST', '/signin_links', { tenant: 'acme', environments: ['dev'] });
  const secret = String(link.body['url']).split('#')[1];
  const begun = await app.operator.call('POST', '/session', { link: secret }, { authorization: '' });
  assert.equal(begun.status, 200, begun.text);
  const cookie = begun.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  return { cookie, 'sec-fetch-site': 'same-origin' };
}

async function isListenedOn(place: TestPlace, listeners: number): Promise<boolean> {
  const client = new pg.Client({ connectionString: place.databaseUrl });
  await client.connect();
  const { rows } = await client.query(
    `select count(*)::int as listeners from pg_stat_activity
     where application_name = 'plugboard-listen' and datname = current_database()`,
  );
  await client.end();
  return rows[0].listeners === listeners;
}

async function countRows(databaseUrl: string, tables: string[]): Promise<Record<string, number>> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const counts: Record<string, number> = {};
  for (const table of tables) {
    const { rows } = await client.query(`select count(*)::int as rows from ${pg.escapeIdentifier(table)}`);
    counts[table] = rows[0].rows;
  }
  await client.end();
  return counts;
}
