import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { signLedgerCheckpoints } from '../../src/control/ledger/checkpoints.ts';
import { openDatabase } from '../../src/storage/open-database.ts';
import type { Api } from '../api.ts';
import { onEachStorage, startTestApp, type TestApp } from '../harness.ts';
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

onEachStorage('the ledger', (storage) => {
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
    app = await startTestApp({ storage, env: { PLUGBOARD_EGRESS_ALLOW: '127.0.0.1' } });
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
  const call = async (tenant: string) => {
    const { token, model } = of(tenant);
    const response = await fetch(`${app.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
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
    const requestId = await call('acme');
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
