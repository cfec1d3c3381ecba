import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import pg from 'pg';
import { openDatabase } from '../../src/storage/open-database.ts';
import { type CrawlCaller, callersOf, crawledRoutes, nameOf, samples, signIn, urlOf } from '../crawl.ts';
import type { Request } from '../crawl-sample.ts';
import { onPostgres, operatorToken, type StorageKind, startTestApp, type TestApp } from '../harness.ts';
import { Maker } from '../maker.ts';
import { asSuperuser } from '../postgres.ts';
import { sharedPostgresUrl } from '../shared-storage.ts';
import { startVaultTransitStandIn } from '../stand-ins/vault-transit.ts';
import { unexpectedIn } from '../unexpected-in.ts';

const oidcSecret = 'marker-oidc-secret-5b1c7e90';
const oidc = JSON.stringify({
  issuer: 'http://127.0.0.1:9/',
  client_id: 'plugboard',
  client_secret: oidcSecret,
});
const placeOf = (caller: CrawlCaller) =>
  caller.home === null ? { 'x-plugboard-tenant': 'alpha', 'x-plugboard-environment': 'dev' } : {};

onPostgres('secrets that went in', (storage) => {
  let app: TestApp;
  let kms: Awaited<ReturnType<typeof startVaultTransitStandIn>>;
  let make: Maker;
  let callers: CrawlCaller[];
  /** Every secret that this process was given or gave out: by what it is. */
  const markers = new Map<string, string>();

  before(async () => {
    kms = await startVaultTransitStandIn();
    const env = {
      PLUGBOARD_MASTER_KEY: '',
      PLUGBOARD_KMS: kms.kmsUrl,
      PLUGBOARD_KMS_TOKEN: kms.token(),
      PLUGBOARD_OIDC: oidc,
      PLUGBOARD_LOG_LEVEL: 'debug',
    };
    app = await startTestApp({ storage, env });
    make = new Maker(app.operator);
    await make.tenant({ id: 'alpha' });
    await make.agent('alpha', 'alpha-bot');
    await app.operator.call('PUT', '/features/chat', { name: 'Chat', operation: 'chat' });
    callers = await callersOf(app, make, 'alpha');
    markers.set('operator token', operatorToken);
    markers.set('KMS token', kms.token());
    markers.set('OIDC secret', oidcSecret);
    markers.set('unused sign-in link', await make.signinLink({ tenant: 'alpha' }));
    markers.set('used sign-in link', await make.signinLink({}));
    const { cookie = '' } = await signIn(app, markers.get('used sign-in link') ?? '');
    markers.set('session', cookie.split('=')[1] ?? '');
    for (const { name, headers } of callers) {
      const secret = headers['authorization']?.slice('Bearer '.length) ?? headers['cookie']?.split('=')[1];
      if (secret !== undefined) markers.set(name, secret);
    }
    assert.equal(markers.size, 13);
  });
  after(async () => {
    await kms.close();
    await app.close();
  });

  test('S21 S50 no answer of any endpoint to any role holds a secret, in any form', async () => {
    for (const route of crawledRoutes) {
      const sample = samples[nameOf(route)];
      let unused: Request | undefined;
      for (const caller of callers.filter(({ isPerson }) => !(isPerson && sample?.endsSession))) {
        const request = unused ?? (await sample?.request(make, 'alpha')) ?? {};
        const headers = { ...caller.headers, ...placeOf(caller) };
        const {
          status,
          text,
          headers: answered,
          body,
        } = await app.as('').call(route.method, urlOf(route, request), request.body, headers);
        // What was refused or only looked at serves the next caller too.
        unused = status >= 400 || route.method === 'GET' ? request : undefined;
        const whole = `${text}\n${JSON.stringify([...answered])}`;
        assert.deepEqual(leaksIn(whole, markers), [], `${nameOf(route)} as ${caller.name}: ${text}`);
        // What is shown this once is a marker from here on.
        if (typeof body['token'] === 'string') markers.set(`token of ${body['id']}`, body['token']);
        if (typeof body['signing_secret'] === 'string')
          markers.set(`signing secret of ${body['id']}`, body['signing_secret']);
        if (nameOf(route).endsWith('/signin_links') && typeof body['url'] === 'string')
          markers.set(`link ${body['expires_at']}`, new URL(body['url']).hash.slice(1));
      }
    }
    assert.ok(markers.size > 15);
  });

  test('S21 a token that was made is shown that once: no list, no change and no audit row shows it or its hash', async () => {
    const made = await make.tokenOf('alpha', 'user');
    const hash = await import('node:crypto').then(({ createHash }) =>
      createHash('sha256').update(made.token).digest(),
    );
    const forms = new Map([
      ['token', made.token],
      ['hash', hash.toString('hex')],
      ['hash in base64', hash.toString('base64')],
    ]);
    for (const url of ['/tenants/alpha/tokens', '/people', '/keys']) {
      assert.deepEqual(leaksIn((await app.operator.get(url)).text, forms), []);
    }
    assert.deepEqual(
      leaksIn((await app.operator.in('alpha', 'dev').get('/audit?limit=1000')).text, forms),
      [],
    );
  });

  test('S23 neither the whole database nor the logs hold a secret, as text, base64 or hex', async () => {
    assert.ok(app.logs().split('\n').length > 300);
    assert.deepEqual(leaksIn(app.logs(), markers), [], 'logs');
    const keeper = app.app.services.keeper;
    await keeper.refresh();
    await app.stop();
    const dump = await dumpOf(storage, app);
    for (const table of [
      'tokens',
      'sessions',
      'signin_links',
      'audit',
      'signing_keys',
      'tenant_keys',
      'people',
    ]) {
      assert.ok(dump.includes(`"${table}"`), table);
    }
    assert.deepEqual(leaksIn(dump, markers), []);
  });
});

describe('the log', () => {
  test('S60 line breaks and escape sequences in what callers send are refused, or escaped in the log', async () => {
    const app = await startTestApp({ storage: 'postgres' });
    const awkward = [
      '\r\n{"level":"info","event":"forged"}',
      '\u001b[31mred\u001b[0m',
      'a\u2028b\u202ec\u009b31m',
      '\u0000',
    ];
    for (const text of awkward) {
      const named = await app.operator.call('POST', '/tenants', { id: 'alpha', name: `x${text}` });
      const hidden = /[\u2028\u009b]/.test(text);
      assert.equal(named.status, hidden ? 201 : 400, JSON.stringify(text));
      await app.operator.get(`/agents/${encodeURIComponent(text)}`);
      await app.as('').get(`/${encodeURIComponent(text)}`);
      await app
        .as(encodeURIComponent(text))
        .get('/v1/models', { 'x-plugboard-tenant': encodeURIComponent(text) });
    }
    const lines = app.logs().trimEnd().split('\n');
    for (const line of lines) {
      assert.equal(typeof JSON.parse(line).event, 'string');
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
      assert.doesNotMatch(line, /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e]/);
    }
    assert.ok(!lines.some((line) => JSON.parse(line).event === 'forged'));
    assert.deepEqual(unexpectedIn(app), []);
    await app.close();
  });
});

/** Which markers stand in the text, and in which form. */
function leaksIn(text: string, markers: ReadonlyMap<string, string>): string[] {
  const lower = text.toLowerCase();
  return [...markers].flatMap(([name, secret]) => {
    const bytes = Buffer.from(secret);
    const found = text.includes(secret) || text.includes(encodeURIComponent(secret));
    const base64 = [bytes.toString('base64').replace(/=+$/, ''), bytes.toString('base64url')].some((form) =>
      text.includes(form),
    );
    return found || base64 || lower.includes(bytes.toString('hex')) ? [name] : [];
  });
}

/** Every row of every table, as whoever is above all walls sees them: bytes as text, hex and base64. */
async function dumpOf(storage: StorageKind, app: TestApp): Promise<string> {
  const tables = `select table_name as name from information_schema.tables where table_schema = 'public'`;
  const parts: string[] = [];
  const show = (name: string, rows: object[]) => {
    const text = JSON.stringify({ [name]: rows }, (_key, value) =>
      value?.type === 'Buffer' || value instanceof Uint8Array
        ? formsOf(Buffer.from(value.data ?? value))
        : value,
    );
    parts.push(text);
  };
  if (storage === 'pglite') {
    const { db, close } = openDatabase({
      kind: 'pglite',
      directory: join(app.place.dataDirectory, 'database'),
    });
    for (const { name } of (await sql<{ name: string }>`${sql.raw(tables)}`.execute(db)).rows) {
      show(name, (await sql<object>`select * from ${sql.table(name)}`.execute(db)).rows);
    }
    await close();
    return parts.join('\n');
  }
  const server = process.env['PLUGBOARD_TEST_DATABASE_URL'];
  const above = storage === 'given' && server !== undefined ? server : await sharedPostgresUrl();
  const client = new pg.Client({ connectionString: asSuperuser(above, app.place.databaseUrl ?? '') });
  await client.connect();
  for (const { name } of (await client.query<{ name: string }>(tables)).rows) {
    show(name, (await client.query(`select * from ${pg.escapeIdentifier(name)}`)).rows);
  }
  await client.end();
  return parts.join('\n');
}

function formsOf(bytes: Buffer): string[] {
  return [bytes.toString('latin1'), bytes.toString('hex'), bytes.toString('base64')];
}
