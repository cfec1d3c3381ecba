import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { eventually } from '../eventually.ts';
import { startTestApp } from '../harness.ts';
import { removeDirectory } from '../shared-storage.ts';
import { openaiStream } from '../stand-ins/sample-streams.ts';
import { answerWell, consent, type FailoverWorld, startFailoverWorld } from './failover-world.ts';
import { promptRetries, readEvents, readStream } from './gateway-world.ts';
import { made } from './routing-world.ts';

const promisedMs = 1_000;
/** A machine at its limits. */
const slackMs = 1_000;
const reason = 'a test';

describe('what is stopped', () => {
  let world: FailoverWorld;
  let token: string;
  const standing: string[] = [];
  before(async () => {
    world = await startFailoverWorld({ retries: { ...promptRetries, countMax: 0 } });
    token = await world.tokenFor();
    world.own.play(answerWell);
    world.managed.play(answerWell);
  });
  afterEach(async () => {
    for (const id of standing.splice(0)) await world.app.operator.call('DELETE', `/stops/${id}`);
    await made(world.admin.call('PUT', '/fallback', { policy: 'fail_closed' }));
  });
  after(() => world.close());

  const put = (body: Record<string, unknown>) => made(world.admin.call('PUT', '/fallback', body));
  const stop = async (body: Record<string, unknown>) => {
    const { id } = await made(world.app.operator.call('POST', '/stops', { ...body, reason }));
    standing.push(String(id));
  };
  const call = async (model: string, more: Record<string, unknown> = {}) => {
    const response = await world.chat(token, { model, ...more });
    const { status, headers } = response;
    const text = await response.text();
    const code = status === 200 ? undefined : readEvents(text, status).errorCode;
    return { outcome: [status, code], config: headers.get('x-plugboard-config'), text, headers };
  };
  const stopped = [503, 'llm_unavailable'];

  test('is passed over by the tenant’s own further targets, is told to the caller, and moves nothing to managed models', async () => {
    await world.manage();
    const [first, second] = [await world.model(), await world.model()];
    await put({ policy: 'managed', consent, targets: [second.id], targets_for_named: true });
    await stop({ credential_id: first.credentialId });
    const asked = world.own.arrivals.length;
    const moved = await call(first.name);
    assert.deepEqual([moved.outcome, moved.config], [[200, undefined], second.id]);
    assert.equal(moved.headers.get('x-plugboard-attempts'), '1', 'what is not tried is no attempt');
    await stop({ credential_id: second.credentialId });
    for (const stream of [false, true]) {
      const refused = await call(first.name, { stream });
      assert.deepEqual(refused.outcome, stopped);
      assert.match(refused.text, /operators have stopped calls on this account/);
      assert.doesNotMatch(refused.text, new RegExp(reason), 'the reason is for administrators');
    }
    assert.equal(world.own.arrivals.length, asked + 1);
    assert.equal(world.managed.arrivals.length, 0);
  });

  test('is no managed model that stands in: the failure before it stands', async () => {
    await world.manage({ substitute_for: ['gpt-lonely'] });
    const { items } = await made(world.platform.get('/llm_credentials?limit=1000'));
    const account = (items as { id: string }[]).at(-1)?.id;
    const { name } = await world.model({ model_name: 'gpt-lonely' });
    await put({ policy: 'managed', consent });
    world.own.play((arrival) => arrival.reset());
    assert.equal((await call(name)).headers.get('x-plugboard-served-by'), 'managed');
    const seen = world.managed.arrivals.length;
    await stop({ credential_id: account });
    assert.deepEqual((await call(name)).outcome, stopped);
    assert.equal(world.managed.arrivals.length, seen);
    world.own.play(answerWell);
  });

  test('may be everything: own models, managed ones and those that stand in', async () => {
    const managed = await world.manage();
    const { name } = await world.model();
    await put({ policy: 'managed', consent });
    const asked = [world.own.arrivals.length, world.managed.arrivals.length];
    await stop({ host: '*' });
    for (const model of [name, managed]) {
      const refused = await call(model);
      assert.deepEqual(refused.outcome, stopped);
      assert.match(refused.text, /operators have stopped all calls for now/);
    }
    assert.deepEqual([world.own.arrivals.length, world.managed.arrivals.length], asked);
  });

  test('is an embedding model as well', async () => {
    const vectors = { model_name: 'text-embedding-3-small', is_embedding: true };
    const { name, credentialId } = await world.model(vectors);
    await stop({ credential_id: credentialId });
    const asked = world.own.arrivals.length;
    const answer = await fetch(`${world.app.url}/v1/embeddings`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model: name, input: 'hi' }),
    });
    const body = (await answer.json()) as { error: { code: string } };
    assert.deepEqual([answer.status, body.error.code], stopped);
    assert.equal(world.own.arrivals.length, asked);
  });

  test('or outside of the lock may be the host that hands out tokens', async () => {
    const account = {
      name: 'By token',
      provider_id: 'by-token',
      creds_type: 'OAUTH2',
      provider: 'openai',
      base_url: `${world.own.origin}/v1`,
      token_url: 'https://tokens.example.com/oauth2/token',
      client_id: 'client',
      client_secret: 'secret-of-the-client-0123',
    };
    const { id } = await made(world.admin.call('POST', '/llm_credentials', account));
    const config = { provider: 'openai', llm_credentials_id: id, model_name: 'gpt-4o', name: 'by token' };
    await made(world.admin.call('POST', '/config/llm', config));
    await stop({ host: '*.example.com' });
    assert.match((await call('by token')).text, /operators have stopped calls to this host/);
    const explain = () => world.admin.call('POST', '/routing/explain', { model: 'by token' });
    const { targets } = await made(explain());
    assert.equal((targets as { stopped: { reason: string } }[])[0]?.stopped.reason, reason);

    const both = { hosts: ['127.0.0.1', 'tokens.example.com'] };
    await made(world.admin.call('PUT', '/lock', both));
    assert.equal((await explain()).status, 200);
    await made(world.admin.call('PUT', '/lock', { hosts: ['127.0.0.1'] }));
    assert.deepEqual((await call('by token')).outcome, [403, 'target_locked']);
    const other = { ...account, name: 'By token too', provider_id: 'by-token-too' };
    const created = await made(world.admin.call('POST', '/llm_credentials', other));
    assert.match(JSON.stringify(created['warnings']), /tokens\.example\.com is not among those/);
  });

  test('on one replica is stopped on the others within a second, and so are the calls that run there', async (t) => {
    const { name, credentialId } = await world.model();
    const otherData = mkdtempSync(join(tmpdir(), 'plugboard-data-'));
    const there = await startTestApp({
      storage: 'postgres',
      place: { ...world.app.place, dataDirectory: otherData },
      env: { PLUGBOARD_EGRESS_ALLOW: '127.0.0.1' },
    });
    t.after(async () => {
      await there.stop();
      removeDirectory(otherData);
    });
    const [role = '', content = ''] = openaiStream(['Guten ']).wire.split(/(?<=\n\n)/);
    world.own.play(async (arrival) => {
      arrival.beginStream();
      arrival.response.write(role + content);
    });
    const asThere = there.as(token);
    const streaming = await fetch(`${there.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model: name, stream: true, messages: [{ role: 'user', content: 'hi' }] }),
    });
    const arrival = world.own.arrivals.at(-1);
    const from = performance.now();
    await stop({ credential_id: credentialId });
    const tookMs = ((await arrival?.left) ?? Number.NaN) - from;
    assert.ok(tookMs < promisedMs + slackMs, `cut after ${tookMs} ms`);
    const { text, errorCode, hasDone } = await readStream(streaming);
    assert.deepEqual([text, errorCode, hasDone], ['Guten ', 'llm_unavailable', false]);
    const ask = { model: name, messages: [{ role: 'user', content: 'hi' }] };
    assert.equal((await asThere.call('POST', '/v1/chat/completions', ask)).status, 503);
    world.own.play(answerWell);
    for (const id of standing.splice(0)) await world.app.operator.call('DELETE', `/stops/${id}`);
    const works = async () => (await asThere.call('POST', '/v1/chat/completions', ask)).status === 200;
    await eventually('calls go there again', works, promisedMs + slackMs);
  });
});
