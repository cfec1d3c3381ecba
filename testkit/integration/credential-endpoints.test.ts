import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { after, before, describe, test } from 'node:test';
import type { Api } from '../api.ts';
import { startTestApp, type TestApp } from '../harness.ts';
import { keyGuard, type ProviderServer, startProviderServer } from '../stand-ins/provider-servers.ts';
import type { Reply } from '../stand-ins/provider-wires.ts';
import { unexpectedIn } from '../unexpected-in.ts';
import { v1Wire } from './provider-variants.ts';

const key = 'key-good-0123456789abcdef';
const page = '<!doctype html><html><title>Sign in</title></html>';

interface Check {
  step: string;
  status: string;
  owner: string;
  detail: string;
}

/** A credential that nobody saves, at this address. */
function credentialAt(base_url: string) {
  return { name: 'Tried', creds_type: 'API_KEY', base_url, api_key: key };
}

async function tryAt(api: Api, origin: string, more: Record<string, unknown> = {}) {
  const body = { provider: 'openai', credential: credentialAt(`${origin}/v1`), ...more };
  const answer = await api.call('POST', '/llm_credentials/test', body);
  assert.equal(answer.status, 200, answer.text);
  assert.ok(!answer.text.includes(key));
  const checks = answer.body['checks'] as Check[];
  return { answer: answer.body, text: answer.text, failed: checks.find(({ status }) => status === 'failed') };
}

describe('dead, slow and lying endpoints', () => {
  let app: TestApp;
  let acme: Api;
  let server: ProviderServer;

  before(async () => {
    server = await startProviderServer(v1Wire, keyGuard('authorization', 'Bearer ', new Set([key])));
    app = await startTestApp({
      storage: 'postgres',
      env: { PLUGBOARD_EGRESS_ALLOW: '127.0.0.1,nowhere.invalid' },
    });
    await app.operator.call('PUT', '/tenants/acme', { name: 'Acme', plan: 'enterprise' });
    acme = app.operator.in('acme', 'dev');
  });
  after(async () => {
    const unexpected = unexpectedIn(app);
    await app.close();
    await server.close();
    assert.deepEqual(unexpected, []);
  });

  test('dead: a name that does not exist, a port where nobody listens', async () => {
    const named = await tryAt(acme, 'https://nowhere.invalid');
    assert.deepEqual([named.failed?.step, named.failed?.owner], ['dns', 'you']);
    const gone = await startProviderServer(v1Wire, () => undefined);
    await gone.close();
    const closed = await tryAt(acme, gone.origin);
    assert.deepEqual(
      [closed.answer['valid'], closed.failed?.step, closed.failed?.owner],
      [false, 'tcp', 'your_network_team'],
    );
  });

  test('slow: a server that never greets ends with the rung’s time', async (t) => {
    const sockets = new Set<Socket>();
    const silent = createServer((socket) => void sockets.add(socket)).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    t.after(() => {
      for (const socket of sockets) socket.destroy();
      silent.close();
    });
    const { port } = silent.address() as AddressInfo;
    const begun = performance.now();
    const { failed } = await tryAt(acme, `https://127.0.0.1:${port}`);
    assert.deepEqual([failed?.step, failed?.owner], ['tls', 'your_network_team']);
    assert.ok(performance.now() - begun < 8_000);
  });

  const lies: { name: string; reply: Reply; owner: string; says: RegExp }[] = [
    { name: 'a sign-in page', reply: { status: 200, body: page }, owner: 'you', says: /no list of models/ },
    {
      name: 'other JSON',
      reply: { status: 200, body: { hello: [1] } },
      owner: 'you',
      says: /no list of models/,
    },
    {
      name: 'bytes',
      reply: { status: 200, body: Buffer.from([0, 255, 1, 254]) },
      owner: 'you',
      says: /no list of models/,
    },
    { name: 'an empty body', reply: { status: 200, body: '' }, owner: 'you', says: /no list of models/ },
    {
      name: 'S4 a redirect',
      reply: { status: 302, body: '' },
      owner: 'you',
      says: /redirect, which is never followed/,
    },
    {
      name: 'an error of its own',
      reply: { status: 500, body: {} },
      owner: 'the_provider',
      says: /cannot serve now/,
    },
  ];
  for (const { name, reply, owner, says } of lies) {
    test(`lying: ${name} in place of the list fails the key’s rung`, async (t) => {
      server.answerWith(reply);
      t.after(() => server.answerWith(undefined));
      const { answer, failed } = await tryAt(acme, server.origin);
      assert.deepEqual(
        [answer['valid'], failed?.step, failed?.owner],
        [false, 'auth', owner],
        JSON.stringify(answer),
      );
      assert.match(failed?.detail ?? '', says);
    });
  }

  for (const isEmbedding of [false, true]) {
    test(`lying: garbage from the model itself (embedding: ${isEmbedding}) fails its rung`, async (t) => {
      const liar = await startProviderServer(
        {
          ...v1Wire,
          answer: (request) =>
            request.method === 'GET' ? v1Wire.answer(request) : { status: 200, body: { data: 7 } },
        },
        () => undefined,
      );
      t.after(() => liar.close());
      const { answer, failed } = await tryAt(acme, liar.origin, {
        model_name: 'gpt-4o',
        is_embedding: isEmbedding,
      });
      assert.equal(answer['valid'], false);
      assert.deepEqual([failed?.step, failed?.owner], [isEmbedding ? 'model' : 'chat', 'the_provider']);
    });
  }

  test('lying: a stream without its end is a cut one', async (t) => {
    const cut = await startProviderServer(
      {
        ...v1Wire,
        answer: (request) => {
          const reply = v1Wire.answer(request);
          if (reply?.type !== 'text/event-stream') return reply;
          return {
            ...reply,
            body: String(reply.body)
              .replace('data: [DONE]\n\n', '')
              .replace(/data: [^\n]*"stop"[^\n]*\n\n/, ''),
          };
        },
      },
      () => undefined,
    );
    t.after(() => cut.close());
    const { answer } = await tryAt(acme, cut.origin, { model_name: 'gpt-4o', full: true });
    const streaming = (answer['checks'] as Check[]).find(({ step }) => step === 'streaming');
    assert.deepEqual(
      [streaming?.status, streaming?.detail],
      ['failed', 'The stream was cut before its end.'],
    );
  });
});

describe('two tenants and one egress rule', () => {
  test('S7 the rule opens the way for its tenant in its environment, and for nobody else', async (t) => {
    const server = await startProviderServer(v1Wire, keyGuard('authorization', 'Bearer ', new Set([key])));
    t.after(() => server.close());
    const app = await startTestApp({ storage: 'postgres' });
    t.after(() => app.close());
    for (const id of ['alpha', 'beta'])
      await app.operator.call('PUT', `/tenants/${id}`, { name: id, plan: 'enterprise' });
    const { port } = new URL(server.origin);
    const rule = {
      tenant_id: 'alpha',
      environment: 'dev',
      cidr: '127.0.0.1/32',
      port: Number(port),
      plain_http: true,
      reason: 'their gateway',
    };
    const made = await app.operator.call('POST', '/egress_rules', rule);
    assert.equal(made.status, 201, made.text);

    const create = (tenant: string, environment: string, origin = server.origin) =>
      app.operator.in(tenant, environment).call('POST', '/llm_credentials', credentialAt(`${origin}/v1`));
    const opened = await create('alpha', 'dev');
    assert.equal(opened.status, 201, opened.text);
    for (const [tenant, environment] of [
      ['beta', 'dev'],
      ['alpha', 'prod'],
    ] as const) {
      const refused = await create(tenant, environment);
      assert.equal(refused.status, 400, `${tenant} ${environment}: ${refused.text}`);
    }
    assert.equal((await create('alpha', 'dev', 'http://127.0.0.1:1')).status, 400, 'another port');

    const alpha = app.operator.in('alpha', 'dev');
    const path = `/llm_credentials/${String(opened.body['id'])}`;
    const good = await alpha.call('POST', `${path}/validate`, { provider: 'openai' });
    assert.equal(good.body['valid'], true, good.text);
    // What was saved under a rule is judged again when it is used.
    await app.operator.call('DELETE', `/egress_rules/${String(made.body['id'])}`);
    const before = server.arrived.length;
    const gone = await alpha.call('POST', `${path}/validate`, { provider: 'openai' });
    assert.equal(gone.body['valid'], false, gone.text);
    const failed = (gone.body['checks'] as Check[]).find(({ status }) => status === 'failed');
    assert.equal(failed?.owner, 'the_platform', gone.text);
    assert.equal(server.arrived.length, before);
  });
});
