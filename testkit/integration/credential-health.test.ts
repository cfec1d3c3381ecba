import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, type TestContext, test } from 'node:test';
import { recheckCredentials } from '../../src/control/credentials/recheck-credentials.ts';
import { limits } from '../../src/kernel/limits.ts';
import type { Api } from '../api.ts';
import { eventually } from '../eventually.ts';
import { makePlace, onPostgres, startTestApp, type TestApp } from '../harness.ts';
import { removeDirectory } from '../shared-storage.ts';
import { type Arrival, type HostileUpstream, startHostileUpstream } from '../stand-ins/hostile-upstream.ts';
import { answerWell } from './failover-world.ts';
import { promptRetries } from './gateway-world.ts';
import { holdInDatabase } from './hold-in-database.ts';
import { freshName, made } from './routing-world.ts';

const goodKey = 'key-good-0123456789abcdef';
const env = { PLUGBOARD_EGRESS_ALLOW: '127.0.0.1' };
const options = { env, callBounds: { retries: { ...promptRetries, countMax: 0 } } };
const promisedMs = 1_000;
/** A machine at its limits. */
const slackMs = 1_000;

const refuse = (status: number, code: string) => (arrival: Arrival) =>
  arrival.answer(status, { error: { message: `It says ${code}.`, code } });
const noQuota = refuse(429, 'insufficient_quota');

/** A provider that goes by the key, and by what a test has it do with those who have one. */
function provide(
  upstream: HostileUpstream,
  answer: (arrival: Arrival) => void | Promise<void>,
  key = goodKey,
) {
  upstream.play(async (arrival) => {
    await arrival.body();
    if (arrival.headers.authorization !== `Bearer ${key}`) {
      return arrival.answer(401, {
        error: { message: `No: ${arrival.headers.authorization}`, code: 'invalid_api_key' },
      });
    }
    if (arrival.path.endsWith('/models')) {
      return arrival.answer(200, { object: 'list', data: [{ id: 'gpt-4o', object: 'model' }] });
    }
    await answer(arrival);
  });
}

interface Account {
  app: TestApp;
  api: Api;
  id: string;
  model: string;
}

async function connectAccount(app: TestApp, upstream: HostileUpstream): Promise<Account> {
  await made(app.operator.call('PUT', '/tenants/acme', { name: 'Acme', plan: 'enterprise' }));
  const api = app.operator.in('acme', 'dev');
  const account = {
    name: freshName('Account'),
    creds_type: 'API_KEY',
    provider: 'openai',
    base_url: `${upstream.origin}/v1`,
    api_key: goodKey,
  };
  const id = String((await made(api.call('POST', '/llm_credentials', account)))['id']);
  const model = freshName('model');
  const config = { name: model, provider: 'openai', llm_credentials_id: id, model_name: 'gpt-4o' };
  await made(api.call('POST', '/config/llm', config));
  return { app, api, id, model };
}

/** As calls go by it. */
const statusOf = ({ app, id }: Account) => {
  const { credentials } = app.app.services.keeper.snapshot.pluggedIn('acme', 'dev');
  return credentials.find((one) => one.id === id)?.status;
};

const becomes = (account: Account, status: string, withinMs?: number) =>
  eventually(`it becomes ${status}`, () => statusOf(account) === status, withinMs);

async function tokenOf(app: TestApp): Promise<string> {
  const body = { name: freshName('token'), role: 'user', environment: 'dev' };
  return String((await made(app.operator.call('POST', '/tenants/acme/tokens', body)))['token']);
}

async function call(app: TestApp, token: string, model: string) {
  const response = await fetch(`${app.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model, messages: [{ role: 'user', content: 'hi' }] }),
  });
  const body = (await response.json()) as { error?: { code: string; message: string } };
  const { status, headers } = response;
  return {
    status,
    code: body.error?.code,
    message: body.error?.message,
    retryAfter: headers.get('retry-after'),
  };
}

onPostgres('calls tell how an account is', (storage) => {
  let app: TestApp;
  let upstream: HostileUpstream;
  let token: string;
  before(async () => {
    upstream = await startHostileUpstream();
    app = await startTestApp({ storage, ...options });
    await connectAccount(app, upstream);
    token = await tokenOf(app);
  });
  after(async () => {
    await app.close();
    await upstream.close();
  });

  test('what is found while other news of the account is being written is not lost, though nobody calls again', async (t) => {
    const { databaseUrl } = app.place;
    if (databaseUrl === undefined) return t.skip('nobody else can get at an embedded database');
    const account = await connectAccount(app, upstream);
    const hold = await holdInDatabase(
      databaseUrl,
      `select from credentials where id = '${account.id}' for update`,
    );
    provide(upstream, noQuota);
    assert.equal((await call(app, token, account.model)).status, 503);
    await eventually('that is being written', async () => (await hold.countWaiting()) > 0);
    provide(upstream, answerWell);
    app.clock.advance(limits.health.quietMs);
    assert.equal((await call(app, token, account.model)).status, 200);
    assert.equal(statusOf(account), 'untested');
    await hold.letGo();
    await becomes(account, 'healthy');
    // What is committed is known to the snapshot a moment before it is in the log.
    await eventually('both were written', () => {
      const lines = app.logs().split('\n');
      return lines.filter((line) => line.includes(account.id) && line.includes('"to":')).length === 2;
    });
  });

  test('the first answer makes an account that nobody checked healthy', async () => {
    const account = await connectAccount(app, upstream);
    provide(upstream, answerWell);
    assert.equal(statusOf(account), 'untested');
    assert.equal((await call(app, token, account.model)).status, 200);
    await becomes(account, 'healthy');
  });

  test('an account says when a call last used it; what was not written down yet is at the stop', async (t) => {
    const place = await makePlace(storage);
    const first = await startTestApp({ storage, place, ...options });
    const account = await connectAccount(first, upstream);
    const usedAt = async ({ operator }: TestApp) =>
      (await made(operator.in('acme', 'dev').get(`/llm_credentials/${account.id}`)))['last_used_at'];
    provide(upstream, answerWell);
    assert.equal(await usedAt(first), null);
    const before = first.clock.now();
    assert.equal((await call(first, await tokenOf(first), account.model)).status, 200);
    await first.stop();
    const second = await startTestApp({ storage, place, ...options });
    t.after(() => second.close());
    assert.ok(Date.parse(String(await usedAt(second))) >= before);
  });

  test('C5 a dead key is asked once: later calls fail at once and send users to their administrator; a valid key works at once', async () => {
    const account = await connectAccount(app, upstream);
    provide(upstream, answerWell, 'another-key-0123456789');
    const first = await call(app, token, account.model);
    assert.deepEqual([first.status, first.code], [503, 'credential_invalid']);
    await becomes(account, 'auth_failed');
    const asked = upstream.arrivals.length;
    for (let count = 0; count < 5; count += 1) {
      const next = await call(app, token, account.model);
      assert.deepEqual([next.status, next.code], [503, 'credential_invalid']);
      assert.match(next.message ?? '', /Ask your administrator to connect a valid key/);
    }
    assert.equal(upstream.arrivals.length, asked);
    const seen = await account.api.get(`/llm_credentials/${account.id}`);
    assert.equal(seen.body['status'], 'auth_failed');
    assert.ok(!seen.text.includes(goodKey), 'what the provider said of the key is told without the key');
    const key = { api_key: 'another-key-0123456789' };
    await made(account.api.call('PATCH', `/llm_credentials/${account.id}`, key));
    assert.equal((await call(app, token, account.model)).status, 200);
    await becomes(account, 'healthy');
  });

  test('an account without quota says so, is still asked, and is healthy again with its next answer', async () => {
    const account = await connectAccount(app, upstream);
    provide(upstream, noQuota);
    assert.equal((await call(app, token, account.model)).code, 'llm_unavailable');
    await becomes(account, 'quota');
    provide(upstream, answerWell);
    app.clock.advance(limits.health.quietMs);
    assert.equal((await call(app, token, account.model)).status, 200);
    await becomes(account, 'healthy');
  });

  test('what is found is kept whatever characters the provider’s message has', async () => {
    const account = await connectAccount(app, upstream);
    const error = { message: 'zero \0, half a pair \ud800', code: 'insufficient_quota' };
    provide(upstream, (arrival) => arrival.answer(429, { error }));
    await call(app, token, account.model);
    await becomes(account, 'quota');
  });

  test('models of one account that fare differently do not make a write of each call', async () => {
    const account = await connectAccount(app, upstream);
    const versions = () => app.app.services.keeper.version;
    provide(upstream, answerWell);
    await call(app, token, account.model);
    await becomes(account, 'healthy');
    const before = versions();
    for (let count = 0; count < 20; count += 1) {
      provide(upstream, count % 2 === 0 ? noQuota : answerWell);
      await call(app, token, account.model);
    }
    assert.ok(versions() - before <= 2, `${versions() - before} writes`);
  });

  test('a dead host costs nothing after a few calls, is probed, and closes with an answer', async () => {
    const account = await connectAccount(app, upstream);
    provide(upstream, (arrival) => arrival.reset());
    for (let count = 0; count < limits.circuit.failuresMax; count += 1) await call(app, token, account.model);
    await becomes(account, 'unreachable');
    const asked = upstream.arrivals.length;
    for (let count = 0; count < 10; count += 1) {
      const { code, retryAfter } = await call(app, token, account.model);
      assert.equal(code, 'llm_unavailable');
      const seconds = Number(retryAfter);
      assert.ok(seconds >= 1 && seconds <= limits.circuit.openMs / 1_000, `Retry-After: ${retryAfter}`);
    }
    assert.equal(upstream.arrivals.length, asked, 'nobody is asked');
    app.clock.advance(limits.circuit.openMs);
    await call(app, token, account.model);
    await call(app, token, account.model);
    assert.equal(upstream.arrivals.length, asked + 1, 'one call probes');
    provide(upstream, answerWell);
    app.clock.advance(limits.health.quietMs);
    for (let count = 0; count < 3; count += 1)
      assert.equal((await call(app, token, account.model)).status, 200);
    await becomes(account, 'healthy');
  });

  test('an account without quota is asked again now and then, by the model that is used', async () => {
    const account = await connectAccount(app, upstream);
    const { credentials, keeper } = app.app.services;
    const recheck = () => recheckCredentials(credentials, keeper.snapshot, new AbortController().signal);
    provide(upstream, noQuota);
    await call(app, token, account.model);
    await becomes(account, 'quota');
    const asked = upstream.arrivals.length;
    app.clock.advance(limits.health.recheckEveryMs);
    await recheck();
    assert.equal(upstream.arrivals.length, asked, 'not as often as others');
    app.clock.advance(limits.health.recheckQuotaEveryMs);
    await recheck();
    assert.equal(statusOf(account), 'quota', 'that the models are listed is no answer');
    provide(upstream, answerWell);
    app.clock.advance(limits.health.recheckQuotaEveryMs);
    await recheck();
    assert.equal(statusOf(account), 'healthy');
  });

  test('an account that has recovered comes back by itself', async () => {
    const account = await connectAccount(app, upstream);
    const { credentials, keeper } = app.app.services;
    const recheck = () => recheckCredentials(credentials, keeper.snapshot, new AbortController().signal);
    provide(upstream, answerWell, 'another-key-0123456789');
    await call(app, token, account.model);
    await becomes(account, 'auth_failed');
    app.clock.advance(limits.health.recheckEveryMs);
    await recheck();
    assert.equal(statusOf(account), 'auth_failed');
    provide(upstream, answerWell);
    const asked = upstream.arrivals.length;
    await recheck();
    assert.equal(upstream.arrivals.length, asked, 'what was asked just now is not asked again');
    app.clock.advance(limits.health.recheckEveryMs);
    await recheck();
    assert.equal(statusOf(account), 'healthy');
    assert.equal((await call(app, token, account.model)).status, 200);
  });
});

async function startTwo(t: TestContext) {
  const upstream = await startHostileUpstream();
  const place = await makePlace('postgres');
  const here = await startTestApp({ storage: 'postgres', place, ...options });
  const otherData = mkdtempSync(join(tmpdir(), 'plugboard-data-'));
  const other = { ...place, dataDirectory: otherData };
  const there = await startTestApp({ storage: 'postgres', place: other, ...options });
  t.after(async () => {
    await there.stop();
    await here.close();
    removeDirectory(otherData);
    await upstream.close();
  });
  const account = await connectAccount(here, upstream);
  const token = await tokenOf(here);
  await eventually('the other replica knows the token', async () => {
    return there.app.services.keeper.version === here.app.services.keeper.version;
  });
  return { upstream, here, there, account, token };
}

test('a key that died on one replica fails fast on the other within 1 s, and a valid one works there within 1 s', async (t) => {
  const { upstream, here, there, account, token } = await startTwo(t);
  provide(upstream, answerWell, 'another-key-0123456789');
  assert.equal((await call(here, token, account.model)).code, 'credential_invalid');
  const isKnownThere = () => statusOf({ ...account, app: there }) === 'auth_failed';
  await eventually('the other replica knows it', isKnownThere, promisedMs + slackMs);
  const asked = upstream.arrivals.length;
  assert.equal((await call(there, token, account.model)).code, 'credential_invalid');
  assert.equal(upstream.arrivals.length, asked);

  await made(
    account.api.call('PATCH', `/llm_credentials/${account.id}`, { api_key: 'another-key-0123456789' }),
  );
  const works = async () => (await call(there, token, account.model)).status === 200;
  await eventually('the new key works on the other replica', works, promisedMs + slackMs);
});

test('S53 one tenant’s dead provider under load does not slow another tenant’s calls', async (t) => {
  const [dead, well] = [await startHostileUpstream(), await startHostileUpstream()];
  const app = await startTestApp({ storage: 'postgres', ...options, callBounds: { firstByteMs: 2_000 } });
  t.after(async () => {
    await app.close();
    await Promise.all([dead.close(), well.close()]);
  });
  const broken = await connectAccount(app, dead);
  const token = await tokenOf(app);
  const beta = await connectAccount(app, well);
  // It takes calls and never answers.
  dead.play(() => undefined);
  provide(well, answerWell);
  const stopped = new AbortController();
  const flood = Array.from({ length: 50 }, async () => {
    while (!stopped.signal.aborted) await call(app, token, broken.model);
  });
  const times: number[] = [];
  const until = performance.now() + 3_000;
  while (performance.now() < until) {
    const from = performance.now();
    assert.equal((await call(app, token, beta.model)).status, 200);
    times.push(performance.now() - from);
  }
  stopped.abort();
  await Promise.all(flood);
  const p95 = times.toSorted((one, other) => one - other)[Math.floor(times.length * 0.95)] ?? 0;
  t.diagnostic(`${times.length} calls, 95 % within ${Math.round(p95)} ms`);
  assert.ok(p95 < 1_000, `${p95} ms`);
});
