import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { verify } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import type { CustodyStatement } from '../../src/contract/custody.ts';
import { signLedgerCheckpoints } from '../../src/control/ledger/checkpoints.ts';
import { openDatabase } from '../../src/storage/open-database.ts';
import type { Api } from '../api.ts';
import { onPostgres, startTestApp, type TestApp } from '../harness.ts';
import { removeDirectory } from '../shared-storage.ts';
import { type HostileUpstream, startHostileUpstream } from '../stand-ins/hostile-upstream.ts';
import { answerWell } from './failover-world.ts';
import { freshName, made } from './routing-world.ts';

interface Row {
  seq: number;
  tenant_id: string;
  host: string;
  owner: string;
  outcome: string;
  model_name: string;
  request_id: string;
}
interface Verdict {
  ok: boolean;
  chains: { rows: number; first_bad: { seq: number; why: string } | null }[];
}

/** docs/ledger.md’s own script: it knows the page and the API’s answers, and nothing of our code. */
const [, script = ''] =
  /```js\n(.+?)```/s.exec(readFileSync(new URL('../../docs/ledger.md', import.meta.url), 'utf8')) ?? [];

const hostOf = (upstream: HostileUpstream) => new URL(upstream.origin).host;

onPostgres('the ledger', (storage) => {
  let app: TestApp;
  let upstream: HostileUpstream;
  let directory: string;
  const models = new Map<string, { api: Api; model: string; token: string }>();

  before(async () => {
    directory = mkdtempSync(join(tmpdir(), 'plugboard-ledger-'));
    upstream = await startHostileUpstream();
    upstream.play(async (arrival) => {
      await arrival.body();
      await answerWell(arrival);
    });
    // A collector that is not there: traces are on, and nobody waits for them.
    const env = { PLUGBOARD_EGRESS_ALLOW: '127.0.0.1', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' };
    app = await startTestApp({ storage, env });
    for (const tenant of ['acme', 'beta']) models.set(tenant, await connect(tenant));
  });
  after(async () => {
    await app.close();
    await upstream.close();
    removeDirectory(directory);
  });

  const connect = async (tenant: string) => {
    await made(app.operator.call('PUT', `/tenants/${tenant}`, { name: tenant, plan: 'enterprise' }));
    const body = { name: 'administrator', role: 'tenant_admin', environment: 'dev' };
    const { token } = await made(app.operator.call('POST', `/tenants/${tenant}/tokens`, body));
    const api = app.as(String(token));
    const account = {
      provider: 'openai',
      base_url: `${upstream.origin}/v1`,
      api_key: 'key-0123456789abcdef',
    };
    const fields = { name: 'Account', creds_type: 'API_KEY', ...account };
    const { id } = await made(api.call('POST', '/llm_credentials', fields));
    const model = freshName('model');
    const config = { name: model, provider: 'openai', llm_credentials_id: id, model_name: 'gpt-4o' };
    await made(api.call('POST', '/config/llm', config));
    return { api, model, token: String(token) };
  };
  const of = (tenant: string) => {
    const found = models.get(tenant);
    assert.ok(found);
    return found;
  };
  const call = async (tenant: string, headers: Record<string, string> = {}) => {
    const { token, model } = of(tenant);
    const response = await fetch(`${app.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ model, messages: [{ role: 'user', content: 'hi' }] }),
    });
    assert.equal(response.status, 200);
    await response.arrayBuffer();
    return response.headers.get('x-request-id');
  };
  const rowsOf = async (tenant: string, query = '') =>
    (await of(tenant).api.get(`/ledger?limit=1000${query}`)).body['items'] as Row[];
  const sign = () =>
    signLedgerCheckpoints(
      app.app.services.ledgerChains,
      app.app.services.signer,
      app.app.services.deploymentId,
      app.clock.now,
    );
  const runScript = async (tenant: string) => {
    for (const [name, path] of Object.entries({
      rows: '/ledger?limit=1000',
      proof: '/ledger/proof',
      keys: '/ledger/keys',
      checkpoints: '/ledger/checkpoints',
    })) {
      writeFileSync(join(directory, `${name}.json`), (await of(tenant).api.get(path)).text);
    }
    writeFileSync(join(directory, 'verify.mjs'), script);
    return spawnSync(process.execPath, ['verify.mjs'], { cwd: directory, encoding: 'utf8' });
  };

  test('a call is in the ledger and in the next statement as soon as it is answered', async () => {
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const requestId = await call('acme', { traceparent: `00-${traceId}-b7ad6b7169203331-01` });
    assert.match(String(upstream.arrivals.at(-1)?.headers['traceparent']), new RegExp(`^00-${traceId}-`));
    const [row] = await rowsOf('acme', `&request_id=${requestId}`);
    assert.deepEqual(
      [row?.tenant_id, row?.host, row?.owner, row?.outcome],
      ['acme', hostOf(upstream), 'own', 'answered'],
    );
    const { statement } = (await of('acme').api.get('/ledger/proof?to=2999-01-01T00:00:00Z')).body as {
      statement: Record<string, unknown>;
    };
    assert.deepEqual(
      [statement['calls'], statement['attempts'], statement['by_owner'], statement['hosts']],
      [1, 1, { own: 1, managed: 0 }, [hostOf(upstream)]],
    );
    assert.ok(Date.parse(String(statement['to'])) <= app.clock.now());
  });

  test('S48 a tenant sees its own rows, and statements count them alone', async () => {
    await call('beta');
    assert.ok((await rowsOf('beta')).every(({ tenant_id }) => tenant_id === 'beta'));
    assert.equal((await rowsOf('beta')).length, 1);
  });

  test('S55 rows, statement and checkpoints are checked from outside with the public key alone', async () => {
    for (let count = 0; count < 4; count += 1) await call('beta');
    await sign();
    const { stdout, stderr } = await runScript('beta');
    assert.equal(stderr, '');
    assert.match(stdout, /^5 rows fit; 5 calls, 0 to managed models/);
  });

  test('S50 the custody pack says who deposited which key, who opened it and where it was used, signed, and no secret', async () => {
    const { api } = of('acme');
    const [{ id, name }] = (await api.get('/llm_credentials')).body['items'] as [
      { id: string; name: string },
    ];
    await made(api.call('PATCH', `/llm_credentials/${id}`, { api_key: 'another-key-0123456789' }));
    await call('acme');
    const gone = { name: 'Gone <b>', creds_type: 'API_KEY', api_key: 'gone-key-0123456789' };
    const { id: goneId } = await made(api.call('POST', '/llm_credentials', gone));
    assert.equal((await api.call('DELETE', `/llm_credentials/${goneId}`)).status, 204);
    const answer = await api.get('/custody');
    const pack = answer.body as unknown as { statement: CustodyStatement; signed: string; signature: string };
    const { keys, managed, hosts, audit_head } = pack.statement;
    const [key] = (await api.get('/ledger/keys')).body['items'] as { public_key_pem: string }[];
    const bytes = Buffer.from(pack.signed, 'base64');
    assert.ok(verify(null, bytes, key?.public_key_pem ?? '', Buffer.from(pack.signature, 'base64')));
    assert.deepEqual(JSON.parse(bytes.toString()), pack.statement);
    const held = keys.find(({ credential_id }) => credential_id === id);
    assert.deepEqual([held?.name, held?.state, held?.key_version], [name, 'held', 2]);
    assert.deepEqual(
      held?.acts.map(({ action, actor }) => [action, actor.kind]),
      [
        ['credential.created', 'token'],
        ['credential.replaced', 'token'],
      ],
    );
    assert.deepEqual(
      held?.uses.map(({ key_version, attempts, hosts: used }) => [key_version, attempts, used]),
      [
        [1, 1, [hostOf(upstream)]],
        [2, 1, [hostOf(upstream)]],
      ],
    );
    assert.deepEqual(
      held?.opens.map(({ key_version }) => key_version),
      [1, 2],
    );
    assert.deepEqual([held?.secrets[0]?.last4, held?.secrets[0]?.origins], ['6789', [upstream.origin]]);
    assert.equal(keys.find(({ credential_id }) => credential_id === goneId)?.state, 'deleted');
    assert.deepEqual([managed.attempts, hosts, (audit_head?.seq ?? 0) > 0], [0, [hostOf(upstream)], true]);
    assert.doesNotMatch(answer.text, /key-0123456789/);
    const page = await fetch(`${app.url}/ai/api/v1/custody`, {
      headers: { authorization: `Bearer ${of('acme').token}`, accept: 'text/html' },
    });
    assert.match(page.headers.get('content-type') ?? '', /^text\/html/);
    const html = await page.text();
    assert.match(html, /<h2>Gone &lt;b&gt; \(deleted\)<\/h2>/);
  });

  test('S55 whatever is edited, removed, put in another order or cut off, verification names the row', async (t) => {
    const { databaseUrl } = app.place;
    if (databaseUrl === undefined) return t.skip('The embedded database has one owner, who runs');
    for (let count = 0; count < 6; count += 1) await call('acme');
    const { api } = of('acme');
    const rows = (await rowsOf('acme')).toSorted((a, b) => a.seq - b.seq);
    await sign();
    const last = rows.length;
    const database = openDatabase({ kind: 'postgres', url: databaseUrl });
    const where = `where tenant_id = 'acme' and seq`;
    const attacks: Record<string, [statements: string[], seq: number]> = {
      edited: [[`update attempts set owner = 'managed' ${where} = 3`], 3],
      removed: [[`delete from attempts ${where} = 4`], 4],
      'put in another order': [
        [
          `update attempts set seq = -1 ${where} = 2`,
          `update attempts set seq = 2 ${where} = 3`,
          `update attempts set seq = 3 ${where} = -1`,
        ],
        2,
      ],
      'cut off': [[`delete from attempts ${where} > ${last - 2}`], last - 1],
      'cut off with the head': [
        [
          `delete from attempts ${where} > ${last - 2}`,
          `update ledger_heads set seq = ${last - 2} where tenant_id = 'acme'`,
        ],
        last - 1,
      ],
      'with a forged checkpoint': [
        [`update ledger_checkpoints set hash = sha256('x') where tenant_id = 'acme' and seq = ${last}`],
        last,
      ],
    };
    for (const [name, [statements, seq]] of Object.entries(attacks)) {
      await sql`create table kept as select * from attempts`.execute(database.db);
      await sql`create table kept_heads as select * from ledger_heads`.execute(database.db);
      await sql`create table kept_checkpoints as select * from ledger_checkpoints`.execute(database.db);
      for (const statement of statements) await sql.raw(statement).execute(database.db);
      const verdict = (await api.call('POST', '/ledger/verify')).body as unknown as Verdict;
      assert.equal(verdict.chains[0]?.first_bad?.seq, seq, name);
      for (const table of ['attempts', 'ledger_heads', 'ledger_checkpoints']) {
        const copy = { attempts: 'kept', ledger_heads: 'kept_heads', ledger_checkpoints: 'kept_checkpoints' };
        await sql.raw(`delete from ${table}`).execute(database.db);
        await sql.raw(`insert into ${table} select * from ${copy[table as 'attempts']}`).execute(database.db);
        await sql.raw(`drop table ${copy[table as 'attempts']}`).execute(database.db);
      }
    }
    await database.close();
    const verdict = (await api.call('POST', '/ledger/verify')).body as unknown as Verdict;
    assert.deepEqual([verdict.ok, verdict.chains[0]?.rows], [true, last]);
  });
});
