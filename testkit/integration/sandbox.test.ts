import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type Api, createApi } from '../api.ts';
import {
  environmentOf,
  makePlace,
  onPostgres,
  operatorToken,
  startTestApp,
  type TestApp,
} from '../harness.ts';
import { startServerProcess } from '../server-process.ts';
import { removeDirectory } from '../shared-storage.ts';
import { unexpectedIn } from '../unexpected-in.ts';
import { auditOf, codeOf, made } from './routing-world.ts';

const on = { PLUGBOARD_SANDBOX: '1' };
const account = { name: 'Trial', creds_type: 'API_KEY', provider: 'sandbox', provider_id: 'trial' };

async function openAcme(app: TestApp): Promise<Api> {
  await made(app.operator.call('PUT', '/tenants/acme', { name: 'Acme', plan: 'enterprise' }));
  const body = { name: 'all', role: 'tenant_admin', environment: 'dev' };
  const { token } = await made(app.operator.call('POST', '/tenants/acme/tokens', body));
  return app.as(String(token));
}

const chat = (as: Api, more: Record<string, unknown> = {}) =>
  as.call('POST', '/v1/chat/completions', { messages: [{ role: 'user', content: 'Hello' }], ...more });

const embed = (as: Api, model: string) => as.call('POST', '/v1/embeddings', { model, input: 'hello' });

async function modelsOf(as: Api): Promise<string[]> {
  const { data } = (await made(as.get('/v1/models'))) as { data: { id: string }[] };
  return data.map(({ id }) => id);
}

async function managedIn(app: TestApp): Promise<Record<string, unknown>[]> {
  const { items } = await made(app.operator.get('/managed_models'));
  // Those that were made together have no order of their own.
  return (items as Record<string, unknown>[]).toSorted((one, other) =>
    String(one['name']) < String(other['name']) ? -1 : 1,
  );
}

const errorOf = ({ status, body }: Awaited<ReturnType<typeof chat>>) => [
  status,
  (body['error'] as { code: string } | undefined)?.code,
];

onPostgres('the sandbox', (storage) => {
  let app: TestApp;
  let acme: Api;
  before(async () => {
    app = await startTestApp({ storage, env: on });
    acme = await openAcme(app);
  });
  after(async () => {
    const unexpected = unexpectedIn(app);
    await app.close();
    assert.deepEqual(unexpected, []);
  });

  test('is the managed model that answers while there is no other', async () => {
    assert.deepEqual(await modelsOf(acme), ['Sandbox', 'Sandbox embeddings']);
    const answer = await chat(acme);
    assert.equal(answer.headers.get('x-plugboard-served-by'), 'managed');
    assert.match(answer.text, /This is Plugboard’s sandbox/);
    const embedded = await embed(acme, 'default');
    assert.equal(embedded.headers.get('x-plugboard-vector-space'), 'sandbox/sandbox-embedding/256');
    const models = await managedIn(app);
    assert.deepEqual(
      models.map(({ name, is_default, substitute_for }) => [name, is_default, substitute_for]),
      [
        ['Sandbox', true, []],
        ['Sandbox embeddings', true, []],
      ],
    );
    const platform = app.operator.in('platform', 'prod');
    assert.equal((await auditOf(platform, 'model_config.created')).length, 2);
  });

  test('is connected, checked and called like any other account', async () => {
    const catalogue = (await acme.get('/providers')).body as unknown as { id: string }[];
    assert.equal(catalogue.at(-1)?.id, 'sandbox');
    const { id } = await made(acme.call('POST', '/llm_credentials', account));
    const path = `/llm_credentials/${id}`;
    const listed = await made(acme.call('POST', `${path}/validate`, { provider: 'sandbox' }));
    assert.deepEqual(listed['models'], ['sandbox', 'sandbox-fast', 'sandbox-embedding']);
    const card = await made(
      acme.call('POST', `${path}/validate`, { provider: 'sandbox', model_name: 'sandbox', full: true }),
    );
    assert.equal(card['valid'], true);
    const checks = card['checks'] as { step: string; status: string }[];
    assert.deepEqual(
      checks.map(({ step, status }) => `${step} ${status}`),
      ['dns', 'tcp', 'tls', 'auth', 'model', 'chat', 'streaming', 'tools', 'json', 'context', 'latency'].map(
        (step) => `${step} passed`,
      ),
    );
    const own = await chat(acme, { model: 'trial/sandbox-fast' });
    assert.equal(own.headers.get('x-plugboard-served-by'), 'own');
    assert.deepEqual(errorOf(await chat(acme, { model: 'trial/sandbox-fail-content_filter' })), [
      400,
      'content_filter',
    ]);
    const limited = await chat(acme, { model: 'trial/sandbox-fail-rate_limited' });
    assert.deepEqual(
      [...errorOf(limited), limited.headers.get('retry-after')],
      [503, 'llm_unavailable', '2'],
    );
    const refused = await acme.call('POST', '/llm_credentials', {
      ...account,
      provider_id: 'x',
      api_key: 'sk-1',
    });
    assert.deepEqual(codeOf(refused), [400, 'invalid_request']);
    const failing = { provider: 'sandbox', model_name: 'sandbox-fail-auth' };
    const diagnosed = await made(
      acme.call('POST', '/llm_credentials/test', { credential: account, ...failing }),
    );
    assert.equal(diagnosed['valid'], false);
  });

  test('each failure that docs/sandbox.md lists is told as it says', async () => {
    const page = readFileSync(new URL('../../docs/sandbox.md', import.meta.url), 'utf8');
    const rows = [
      ...page.matchAll(/^\| `([a-z_]+)` \| [^|]+ \| .*?(\d{3}) `([a-z_]+)`(, `Retry-After`)? \|$/gm),
    ];
    assert.equal(rows.length, 13);
    for (const [, failure, status, code, hasRetry] of rows) {
      const messages = [{ role: 'user', content: `Now [fail:${failure}]` }];
      const answer = await chat(acme, { model: 'trial/sandbox-fast', messages });
      const expected = [Number(status), code, hasRetry === undefined ? null : '2'];
      assert.deepEqual([...errorOf(answer), answer.headers.get('retry-after')], expected, failure);
    }
  });

  test('another start changes nothing; switched off, nothing of it is listed or called; then it is back', async () => {
    const before = await managedIn(app);
    await app.stop();
    app = await startTestApp({ storage, place: app.place, clock: app.clock, env: on });
    assert.deepEqual(await managedIn(app), before);

    await app.stop();
    app = await startTestApp({ storage, place: app.place, clock: app.clock });
    acme = await openAcme(app);
    const catalogue = (await acme.get('/providers')).body as unknown as { id: string }[];
    assert.ok(!catalogue.some(({ id }) => id === 'sandbox'));
    assert.deepEqual([await managedIn(app), await modelsOf(acme)], [[], []]);
    for (const model of ['default', 'Sandbox', 'sandbox', 'trial/sandbox-fast']) {
      assert.deepEqual(errorOf(await chat(acme, { model })), [404, 'model_not_found'], model);
    }
    assert.deepEqual(errorOf(await embed(acme, 'Sandbox embeddings')), [404, 'model_not_found']);
    for (const [path, body] of [
      ['/llm_credentials', { ...account, provider_id: 'other' }],
      ['/llm_credentials/test', { credential: account, provider: 'sandbox' }],
    ] as const) {
      const refused = await acme.call('POST', path, body);
      assert.deepEqual(codeOf(refused), [400, 'invalid_request']);
      assert.match(refused.text, /sandbox is switched off/);
    }

    await app.stop();
    app = await startTestApp({ storage, place: app.place, clock: app.clock, env: on });
    acme = await openAcme(app);
    assert.equal((await chat(acme)).status, 200);
    assert.equal((await chat(acme, { model: 'trial/sandbox-fast' })).status, 200);
  });

  test('never becomes the default beside a model that operators chose', async () => {
    await app.stop();
    app = await startTestApp({ storage, place: app.place, clock: app.clock });
    const platform = app.operator.in('platform', 'prod');
    const key = { name: 'Real', creds_type: 'API_KEY', provider: 'openai', api_key: 'sk-proj-0123456789' };
    const { id } = await made(platform.call('POST', '/llm_credentials', key));
    const real = { name: 'House', provider: 'openai', llm_credentials_id: id, model_name: 'gpt-4o' };
    await made(app.operator.call('POST', '/managed_models', { ...real, is_default: true }));
    await app.stop();
    app = await startTestApp({ storage, place: app.place, clock: app.clock, env: on });
    assert.deepEqual(
      (await managedIn(app)).map(({ name, is_default }) => [name, is_default]),
      [
        ['House', true],
        ['Sandbox', false],
        ['Sandbox embeddings', true],
      ],
    );
  });
});

test('two that start at once make one sandbox', async (t) => {
  const place = await makePlace('postgres');
  t.after(() => removeDirectory(place.dataDirectory));
  const apps = await Promise.all([1, 2].map(() => startTestApp({ storage: 'postgres', place, env: on })));
  t.after(() => Promise.all(apps.map((app) => app.stop())));
  for (const app of apps) assert.equal((await managedIn(app)).length, 2);
});

test('S1 whatever the sandbox answers, no socket is opened for it', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'plugboard-outbound-'));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  const file = join(directory, 'connects.jsonl');
  const place = await makePlace('pglite');
  t.after(() => removeDirectory(place.dataDirectory));
  const server = await startServerProcess({
    env: environmentOf(place, { ...on, OUTBOUND_RECORD: file }),
    nodeArgs: ['--import', new URL('../outbound-recorder.ts', import.meta.url).href],
  });
  const operator = createApi(server.url, operatorToken);
  await made(operator.call('PUT', '/tenants/acme', { name: 'Acme', plan: 'enterprise' }));
  const acme = operator.in('acme', 'dev');
  const image = { type: 'image_url', image_url: { url: 'https://images.example.com/cat.png' } };
  const messages = [{ role: 'user', content: [{ type: 'text', text: 'What is it?' }, image] }];
  assert.equal((await chat(acme, { messages })).status, 200);
  assert.equal((await chat(acme, { stream: true })).status, 200);
  assert.equal((await embed(acme, 'default')).status, 200);
  const check = { credential: account, provider: 'sandbox', model_name: 'sandbox', full: true };
  assert.equal((await made(acme.call('POST', '/llm_credentials/test', check)))['valid'], true);
  await server.stop();
  assert.equal(existsSync(file) ? readFileSync(file, 'utf8') : '', '');
});
