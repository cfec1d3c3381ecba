import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { limits } from '../../src/kernel/limits.ts';
import { eventually } from '../eventually.ts';
import { startTestApp, type TestApp } from '../harness.ts';
import { startPostgres } from '../postgres.ts';
import { type HostileUpstream, startHostileUpstream } from '../stand-ins/hostile-upstream.ts';
import { unexpectedIn } from '../unexpected-in.ts';
import { answerWell } from './failover-world.ts';
import { addCredential, addModel, promptRetries } from './gateway-world.ts';

const backWithinMs = 20_000;

test('while Postgres is stopped calls are answered from memory, for a stated time; then everything is refused, until it is back', async (t) => {
  const server = await startPostgres();
  t.after(() => server.remove());
  const place = { dataDirectory: mkdtempSync(join(tmpdir(), 'plugboard-data-')), databaseUrl: server.url };
  const upstream = await startHostileUpstream();
  upstream.play(answerWell);
  const app = await startTestApp({
    storage: 'postgres',
    place,
    env: { PLUGBOARD_EGRESS_ALLOW: '127.0.0.1' },
    callBounds: { retries: { ...promptRetries, countMax: 0 } },
  });
  t.after(async () => {
    await app.close();
    await upstream.close();
  });
  const token = await makeToken(app);
  const chat = await connectModel(app, upstream, token);
  const models = () => app.as(token).get('/v1/models');

  await server.stop();
  await eventually('readiness says so', async () => (await app.operator.get('/readyz')).status === 503);
  const { body } = await app.operator.get('/readyz');
  const checks = body['checks'] as Record<string, { ok: boolean; detail: string }>;
  assert.deepEqual(checks['database'], { ok: false, detail: 'does not answer' });
  assert.equal(checks['vault']?.ok, true, 'only what is away is named');
  assert.equal(checks['snapshot']?.ok, true);
  for (let call = 0; call < 20; call += 1) assert.equal((await models()).status, 200);
  assert.equal((await chat()).status, 200);
  upstream.play((arrival) => arrival.reset());
  for (let call = 0; call < limits.circuit.failuresMax; call += 1) assert.equal((await chat()).status, 503);
  const asked = upstream.arrivals.length;
  assert.ok((await chat()).headers.has('retry-after'), 'circuits open without a database');
  assert.equal(upstream.arrivals.length, asked);
  upstream.play(answerWell);
  app.clock.advance(limits.circuit.openMs);
  assert.equal((await chat()).status, 200, 'and close');
  for (const [method, path, sent] of [
    ['PUT', '/tenants/later', { name: 'x' }],
    ['DELETE', '/tenants/acme', undefined],
    ['GET', '/tenants', undefined],
    ['GET', '/keys', undefined],
    ['POST', '/keys/rewrap', undefined],
    ['POST', '/audit/verify_all', undefined],
  ] as const) {
    const answer = await app.operator.call(method, path, sent);
    assert.deepEqual([answer.status, answer.body['code']], [503, 'unavailable'], `${method}: ${answer.text}`);
  }
  assert.equal(
    (await app.operator.get('/healthz')).status,
    200,
    'a restart would not help, so the process is healthy',
  );

  app.clock.advance(limits.snapshot.staleMaxMs + 1_000);
  const stale = await models();
  assert.equal(stale.status, 503);
  assert.equal((stale.body['error'] as { code: string }).code, 'unavailable');
  assert.equal((await app.operator.get('/keys')).body['code'], 'unavailable');

  // The poll for changes is what notices.
  await eventually('the outage is told', () => countEvents(app)['database_away'] === 1);
  await server.start();
  await eventually('calls are answered again', async () => (await models()).status === 200, backWithinMs);
  await eventually(
    'it is ready',
    async () => (await app.operator.get('/readyz')).status === 200,
    backWithinMs,
  );
  assert.equal((await app.operator.call('PUT', '/tenants/later', { name: 'x' })).status, 201);
  assert.deepEqual(unexpectedIn(app), []);
  assert.deepEqual(countEvents(app), { database_away: 1, database_back: 1, unexpected: 0 });
});

/** A call of a model of the tenant’s own. */
async function connectModel(app: TestApp, { origin }: HostileUpstream, token: string) {
  const api = app.operator.in('acme', 'dev');
  const account = { provider: 'openai', base_url: `${origin}/v1`, api_key: 'sk-of-the-tests-0123456789' };
  const llm_credentials_id = await addCredential(api, account);
  const model = await addModel(api, { provider: 'openai', llm_credentials_id, model_name: 'gpt-4o' });
  const ask = { model, messages: [{ role: 'user', content: 'hi' }] };
  return () => app.as(token).call('POST', '/v1/chat/completions', ask);
}

async function makeToken(app: TestApp): Promise<string> {
  await app.operator.call('PUT', '/tenants/acme', { name: 'Acme', plan: 'enterprise' });
  const body = { name: 't', role: 'user', environment: 'dev' };
  return String((await app.operator.call('POST', '/tenants/acme/tokens', body)).body['token']);
}

/** An outage is told as one event at each end, and not as faults of ours. */
function countEvents(app: TestApp): Record<string, number> {
  const names = ['database_away', 'database_back', 'unexpected'];
  return Object.fromEntries(names.map((name) => [name, app.logs().split(`"event":"${name}"`).length - 1]));
}
