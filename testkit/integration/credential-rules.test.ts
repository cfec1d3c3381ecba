import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Api, ApiAnswer } from '../api.ts';
import { eventually } from '../eventually.ts';
import { startTestApp, type TestApp } from '../harness.ts';
import { keyGuard, type ProviderServer, startProviderServer } from '../stand-ins/provider-servers.ts';
import { unexpectedIn } from '../unexpected-in.ts';
import { v1Wire } from './provider-variants.ts';

const key = 'key-good-0123456789abcdef';
const model = v1Wire.chatModel;
const dayMs = 24 * 60 * 60_000;

describe('rules of credentials', () => {
  let app: TestApp;
  let acme: Api;
  let server: ProviderServer;

  before(async () => {
    const guard = keyGuard('authorization', 'Bearer ', new Set([key]));
    server = await startProviderServer(v1Wire, guard);
    app = await startTestApp({ storage: 'postgres', env: { PLUGBOARD_EGRESS_ALLOW: '127.0.0.1' } });
    for (const id of ['acme', 'other'])
      await app.operator.call('PUT', `/tenants/${id}`, { name: id, plan: 'enterprise' });
    await app.operator.call('PUT', '/tenants/small', { name: 'Small', plan: 'standard' });
    acme = app.operator.in('acme', 'dev');
  });
  after(async () => {
    const unexpected = unexpectedIn(app);
    await app.close();
    await server.close();
    assert.deepEqual(unexpected, []);
  });

  const bodyOf = (more: Record<string, unknown> = {}) => ({
    name: 'Gateway',
    creds_type: 'API_KEY',
    base_url: `${server.origin}/v1`,
    api_key: key,
    ...more,
  });

  async function create(more: Record<string, unknown> = {}): Promise<string> {
    const made = await acme.call('POST', '/llm_credentials', bodyOf(more));
    assert.equal(made.status, 201, made.text);
    return String(made.body['id']);
  }

  const check = (id: string, body: unknown = { provider: 'openai' }): Promise<ApiAnswer> =>
    acme.call('POST', `/llm_credentials/${id}/validate`, body);

  const summary = ({ status, body }: ApiAnswer) => [status, body['code'], body['detail']];

  test('what is missing is said in the words that integrations match', async () => {
    const keys = { aws_access_key_id: 'AKIA0123456789ABCDEF', aws_secret_access_key: 'secret/0123456789' };
    const azure = 'azure_endpoint and api_version are required';
    const noKey = 'api_key is required for API_KEY creds type';
    const cases: [Record<string, unknown>, string][] = [
      [{ creds_type: 'AWS', ...keys }, 'aws_region is required'],
      [{ creds_type: 'API_KEY' }, noKey],
      [{ creds_type: 'API_KEY', provider: 'openai' }, noKey],
      [{ creds_type: 'API_KEY', provider: 'anthropic' }, noKey],
      [{ creds_type: 'AZURE', api_key: 'k-1' }, azure],
      [{ creds_type: 'AZURE', api_key: 'k-1', api_version: '2024-10-21' }, azure],
      [{ creds_type: 'AZURE', api_key: 'k-1', azure_endpoint: 'https://a.openai.azure.com' }, azure],
    ];
    for (const [body, detail] of cases) {
      const answer = await acme.call('POST', '/llm_credentials', { name: 'Missing', ...body });
      assert.deepEqual(summary(answer), [400, 'invalid_request', detail], answer.text);
    }
  });

  test('a token URL may have a query, because it is asked as it stands; a base URL may not', async () => {
    const gateway = { name: 'B2C', creds_type: 'OAUTH2', client_id: 'c', client_secret: 'secret-0123456789' };
    const url = 'https://llm.example.com/v1';
    const token_url = 'https://login.example.com/token?p=B2C_1_llm';
    const made = await acme.call('POST', '/llm_credentials', { ...gateway, base_url: url, token_url });
    assert.equal(made.status, 201, made.text);
    const refused = await acme.call('POST', '/llm_credentials', {
      ...gateway,
      base_url: `${url}?a=b`,
      token_url,
    });
    assert.equal(refused.status, 400, refused.text);
    assert.deepEqual(
      (refused.body['errors'] as { field: string }[]).map(({ field }) => field),
      ['base_url'],
    );
  });

  test('a 401 is an invalid key, an unknown model is not found, a 403 on a model a missing permission', async () => {
    const wrong = await create({ api_key: 'key-wrong-0123456789' });
    const refused = (await check(wrong)).body;
    assert.deepEqual([refused['valid'], refused['error']], [false, 'Invalid API key or credentials']);
    const state = (await acme.get(`/llm_credentials/${wrong}`)).body;
    assert.equal(state['status'], 'auth_failed');

    const id = await create();
    const unknown = (await check(id, { provider: 'openai', model_name: 'nope' })).body;
    assert.deepEqual([unknown['valid'], unknown['error']], [false, 'Model not found']);
    server.answerWith({ status: 403, body: { error: { message: 'no' } } });
    const denied = (await check(id, { provider: 'openai', model_name: model })).body;
    server.answerWith(undefined);
    assert.equal(denied['valid'], false);
    assert.match(String(denied['error']), /^Insufficient permissions/);
  });

  for (const status of [403, 404, 405]) {
    test(`a ${status} on listing neither proves nor disproves the key`, async (t) => {
      const id = await create();
      server.answerWith({ status, body: { message: 'not here' } });
      t.after(() => server.answerWith(undefined));
      const answer = (await check(id)).body;
      assert.deepEqual([answer['valid'], answer['models']], [null, []]);
    });
  }

  test('an Anthropic key that is tried as OpenAI never leaves and stays unbound', async () => {
    const secret = 'sk-ant-api03-0123456789abcdef';
    const made = await acme.call('POST', '/llm_credentials', {
      name: 'Bare',
      creds_type: 'API_KEY',
      api_key: secret,
    });
    assert.deepEqual([made.status, made.body['provider'], made.body['hosts']], [201, null, []]);
    const id = String(made.body['id']);
    const tried = await check(id, { provider: 'openai' });
    assert.equal(tried.status, 400, tried.text);
    assert.match(tried.text, /Anthropic key/);
    const nameless = await check(id, {});
    assert.equal(nameless.status, 400, nameless.text);
    const after = (await acme.get(`/llm_credentials/${id}`)).body;
    assert.deepEqual([after['provider'], after['hosts'], after['status']], [null, [], 'untested']);
    assert.ok(![made.text, tried.text, app.logs()].join('').includes(secret));
  });

  test('a bound credential is refused under another provider’s name', async () => {
    const id = await create({ provider: 'openai' });
    const refused = await check(id, { provider: 'anthropic' });
    assert.deepEqual([refused.status, refused.body['code']], [400, 'credential_bound']);
    const config = { name: 'Other', provider: 'anthropic', llm_credentials_id: id, model_name: 'm' };
    const configured = await acme.call('POST', '/config/llm', config);
    assert.deepEqual([configured.status, configured.body['code']], [400, 'credential_bound']);
  });

  test('S9 a new origin without its secret is 400, on PATCH and on rotate; headers are dropped with it', async () => {
    const id = await create({ headers: { 'X-Team': 'team-secret-0123456789' } });
    const path = `/llm_credentials/${id}`;
    const base_url = 'https://other.example.com/v1';
    const moved = await acme.call('PATCH', path, { base_url });
    assert.equal(moved.status, 400, moved.text);
    assert.deepEqual(
      (moved.body['errors'] as { field: string }[]).map(({ field }) => field),
      ['api_key'],
    );
    const rotated = await acme.call('POST', `${path}/rotate`, { base_url, api_key: 'key-new-0123456789' });
    assert.equal(rotated.status, 400, rotated.text);
    assert.deepEqual((await acme.get(path)).body['hosts'], [server.origin]);

    const whole = await acme.call('PATCH', path, { base_url, api_key: 'key-new-0123456789' });
    assert.equal(whole.status, 200, whole.text);
    assert.deepEqual(whole.body['hosts'], ['https://other.example.com']);
    const kept = whole.body['secrets'] as { field: string }[];
    assert.deepEqual(
      kept.map(({ field }) => field),
      ['api_key'],
    );
    assert.match(JSON.stringify(whole.body['warnings']), /headers\.X-Team.*dropped/);
  });

  test('S9 a new path on the same origin asks for nothing', async () => {
    const id = await create();
    const changed = await acme.call('PATCH', `/llm_credentials/${id}`, { base_url: `${server.origin}/v2` });
    assert.equal(changed.status, 200, changed.text);
  });

  test('what expires is warned about two weeks before, and is `expired` from that moment', async () => {
    const expires_at = new Date(app.clock.now() + 20 * dayMs).toISOString();
    const id = await create({ name: 'Temporary', expires_at });
    const look = async () => (await acme.get(`/llm_credentials/${id}`)).body;
    const warned = async () =>
      (((await look())['warnings'] ?? []) as { field: string }[]).some(({ field }) => field === 'expires_at');
    assert.deepEqual([(await look())['status'], await warned()], ['untested', false]);
    const wait = async (days: number) => {
      app.clock.advance(days * dayMs);
      // What is in memory has grown old by as much.
      await app.app.services.keeper.refresh();
    };
    await wait(7);
    assert.deepEqual([(await look())['status'], await warned()], ['untested', true]);
    await wait(13);
    assert.deepEqual([(await look())['status'], await warned()], ['expired', true]);
    assert.equal(
      (await acme.call('PATCH', `/llm_credentials/${id}`, { expires_at: null })).body['status'],
      'untested',
    );
  });

  test('own models are not part of the plan `standard`', async () => {
    const small = app.operator.in('small', 'dev');
    const created = await small.call('POST', '/llm_credentials', bodyOf());
    assert.deepEqual([created.status, created.body['code']], [403, 'plan_required']);
    const tried = await small.call('POST', '/llm_credentials/test', {
      provider: 'openai',
      credential: bodyOf(),
    });
    assert.deepEqual([tried.status, tried.body['code']], [403, 'plan_required']);
  });

  test('slugs are unique and those of the catalogue are reserved; names make slugs of their own', async () => {
    const post = (more: Record<string, unknown>) => acme.call('POST', '/llm_credentials', bodyOf(more));
    assert.equal((await post({ provider_id: 'corp' })).body['provider_id'], 'corp');
    assert.deepEqual(summary(await post({ provider_id: 'corp' })).slice(0, 2), [409, 'id_taken']);
    for (const provider_id of ['openai', 'bedrock', 'vertex', 'platform']) {
      assert.deepEqual(summary(await post({ provider_id })).slice(0, 2), [409, 'reserved_id']);
    }
    assert.equal((await post({ name: 'My Corp!' })).body['provider_id'], 'my-corp');
    assert.equal((await post({ name: 'My Corp!' })).body['provider_id'], 'my-corp-2');
    assert.notEqual((await post({ name: 'OpenAI' })).body['provider_id'], 'openai');
  });

  test('one check of a credential runs at a time: the next waits for its end; cancelled with its caller, it says nothing', async (t) => {
    const id = await create();
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    t.after(() => release());
    server.holdUntil(released);
    const before = server.arrived.length;
    const leaving = new AbortController();
    const first = fetch(`${app.url}/ai/api/v1/llm_credentials/${id}/validate`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await tokenOf(app)}`, 'content-type': 'application/json' },
      body: '{"provider":"openai"}',
      signal: leaving.signal,
    });
    await eventually('the check asks the provider', () => server.arrived.length > before);
    const second = check(id);
    const looked = acme.get(`/llm_credentials/${id}`).then(() => 'it waits');
    assert.equal(await Promise.race([second, looked]), 'it waits');
    leaving.abort();
    await assert.rejects(first, { name: 'AbortError' });
    server.holdUntil(Promise.resolve());
    // An answer that decides nothing leaves the status to whatever the cancelled run made of it.
    server.answerWith({ status: 404, body: {} });
    t.after(() => server.answerWith(undefined));
    assert.equal((await second).status, 200);
    assert.equal((await acme.get(`/llm_credentials/${id}`)).body['status'], 'untested');
  });

  test('progress comes rung by rung where the caller watches', async () => {
    const id = await create();
    const answer = await acme.call(
      'POST',
      `/llm_credentials/${id}/validate`,
      { provider: 'openai', model_name: model },
      { accept: 'text/event-stream' },
    );
    assert.match(answer.headers.get('content-type') ?? '', /^text\/event-stream/);
    const events = eventsOf(answer.text);
    const steps = events
      .filter(([type]) => type === 'check')
      .map(([, data = '']) => (JSON.parse(data) as { step: string }).step);
    assert.deepEqual(
      steps,
      ['dns', 'tcp', 'auth', 'model', 'chat'].filter((step) => steps.includes(step) || step !== 'dns'),
    );
    const [last, result = ''] = events.at(-1) ?? [];
    assert.equal(last, 'result');
    assert.equal((JSON.parse(result) as { valid: boolean }).valid, true);
    assert.ok(!answer.text.includes(key));
  });

  test('a rotation tells of each model in use as it has been tried, and then what came of it', async () => {
    const id = await create();
    const config = { name: 'In use', provider: 'openai', llm_credentials_id: id, model_name: model };
    assert.equal((await acme.call('POST', '/config/llm', config)).status, 201);
    const path = `/llm_credentials/${id}/rotate`;
    const answer = await acme.call('POST', path, { api_key: key }, { accept: 'text/event-stream' });
    const [[first, probe = ''] = [], [last, result = ''] = []] = eventsOf(answer.text);
    assert.deepEqual([first, JSON.parse(probe)], ['probe', { config: 'In use', valid: true, error: null }]);
    assert.deepEqual([last, JSON.parse(result).promoted], ['result', true]);
    assert.ok(!answer.text.includes(key));
  });
});

/** Type and data of each. */
const eventsOf = (text: string): string[][] =>
  text
    .trim()
    .split('\n\n')
    .map((block) => block.split('\n').map((line) => line.replace(/^\w+: /, '')));

async function tokenOf(app: TestApp): Promise<string> {
  const body = { name: 'admin', role: 'tenant_admin', environment: 'dev' };
  const made = await app.operator.call('POST', '/tenants/acme/tokens', body);
  assert.equal(made.status, 201, made.text);
  return String(made.body['token']);
}
