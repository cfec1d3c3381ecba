import assert from 'node:assert/strict';
import type { RequestListener, ServerResponse } from 'node:http';
import { type TestContext, test } from 'node:test';
import { pick } from '../../src/control/credentials/choose-variant.ts';
import { OpenCredential } from '../../src/control/credentials/open-credential.ts';
import type { ProviderTransport } from '../../src/control/provider-ports.ts';
import { climb } from '../../src/control/validation/climb.ts';
import { createAuthorizer } from '../../src/egress/authorize.ts';
import { resolveBySystem } from '../../src/egress/guarded-connector.ts';
import { createProviderClient } from '../../src/egress/provider-client.ts';
import { createProviderTransport } from '../../src/egress/provider-transport.ts';
import type { Secret } from '../../src/kernel/secret.ts';
import type { Answer } from '../../src/providers/provider.ts';
import { startLoopbackServer } from '../stand-ins/loopback-server.ts';

const rules = [{ host: null, cidr: '127.0.0.1/32', port: null, plainHttp: true, privateCa: null }];
const firstByteMs = 150;
const totalMs = 400;

/** The transport of real calls, with times that a test can wait for. */
function impatientTransport(t: TestContext): ProviderTransport {
  const client = createProviderClient({
    bounds: { connectMs: 1_000, socketAgeMs: 60_000, idleMs: 1_000, poolsMax: 10 },
  });
  t.after(() => client.close());
  const authorizer = createAuthorizer({ client, clock: Date.now });
  const real = createProviderTransport({
    client,
    authorizer,
    resolve: resolveBySystem,
    betweenBytesMs: firstByteMs,
    rulesForAll: [],
  });
  return { ...real, send: (call) => real.send({ ...call, firstByteMs, totalMs }) };
}

async function check(t: TestContext, answer: RequestListener, signal?: AbortSignal) {
  const server = await startLoopbackServer(answer);
  t.after(() => server.close());
  return climbAt(`${server.origin}/v1`, impatientTransport(t), signal && { signal });
}

async function climbAt(
  base_url: string,
  transport: ProviderTransport,
  { signal = new AbortController().signal, model }: { signal?: AbortSignal; model?: string } = {},
) {
  const { provider } = pick('openai_compatible', 'api_key');
  const settings = { base_url };
  const connection = provider.connect('api_key', settings);
  const secrets = new Map<string, Secret>();
  const sealer = { release: () => undefined };
  const credential = new OpenCredential({
    cacheKey: 'c',
    provider,
    settings,
    connection,
    secrets,
    rules,
    sealer,
  });
  const parts = {
    transport,
    elapsed: () => performance.now(),
    nowSeconds: () => 1,
    scrub: (text: string) => text,
    egressIps: [],
  };
  const target = { credential, model, isEmbedding: false, full: false, signal };
  const { checks, valid, models } = await climb(parts, target, [], () => undefined);
  return { valid, models, last: checks.at(-1) };
}

const stalls: { name: string; answer: RequestListener }[] = [
  { name: 'never answers', answer: () => undefined },
  {
    name: 'stops in the middle of its body',
    answer: (_request, response) => void response.writeHead(200).write('{"data":['),
  },
  { name: 'sends a byte now and then, for ever', answer: (_request, response) => trickle(response) },
];

function trickle(response: ServerResponse): void {
  response.writeHead(200);
  const timer = setInterval(() => response.write(' '), firstByteMs / 5);
  response.on('close', () => clearInterval(timer));
}

for (const { name, answer } of stalls) {
  test(`slow: a server that ${name} fails the key’s rung in time, and the provider is to act`, async (t) => {
    const begun = performance.now();
    const { valid, last } = await check(t, answer);
    assert.deepEqual(
      [valid, last?.step, last?.status, last?.owner],
      [false, 'auth', 'failed', 'the_provider'],
    );
    assert.match(last?.detail ?? '', /in time/);
    assert.ok(performance.now() - begun < 10 * totalMs);
  });
}

test('a caller who gives up for a reason of its own is told that the run was cancelled', async (t) => {
  const leaving = new AbortController();
  const { last } = await check(t, () => leaving.abort(new Error('gone')), leaving.signal);
  assert.equal(last?.detail, 'The run was cancelled.');
});

const onKeyCheck: [number, boolean, string][] = [
  [200, true, 'passed'],
  [401, false, 'failed'],
];
for (const [status, valid, rung] of onKeyCheck) {
  test(`OpenRouter’s list is open to everyone, so the key is asked about apart: ${status}`, async () => {
    const asked: string[] = [];
    const answerTo = (url: string): Answer =>
      url.endsWith('/models')
        ? { status: 200, headers: {}, body: { data: [{ id: 'a/b' }] } }
        : { status, headers: {}, body: {} };
    const transport: ProviderTransport = {
      send: async ({ plan }) => {
        asked.push(plan.url);
        return { ok: true, answer: answerTo(plan.url) };
      },
      stream: async ({ plan }) => ({ ok: true, answer: answerTo(plan.url) }),
      inspect: async function* () {},
      forget: () => undefined,
    };
    const base = 'https://openrouter.ai/api/v1';
    const found = await climbAt(base, transport);
    assert.deepEqual([found.valid, found.models, found.last?.status], [valid, ['a/b'], rung]);
    assert.deepEqual(asked, [`${base}/models`, `${base}/key`]);
  });
}

test('a list has ten seconds to begin, a model a minute: it may have to think', async () => {
  const waits: [string, number][] = [];
  const transport: ProviderTransport = {
    send: async ({ plan, firstByteMs: waited }) => {
      waits.push([plan.method, waited]);
      const body = plan.method === 'GET' ? { data: [{ id: 'm' }] } : {};
      return { ok: true, answer: { status: 200, headers: {}, body } };
    },
    stream: async () => assert.fail('nothing is streamed'),
    inspect: async function* () {},
    forget: () => undefined,
  };
  await climbAt('https://llm.example.com/v1', transport, { model: 'm' });
  assert.deepEqual(waits, [
    ['GET', 10_000],
    ['POST', 60_000],
  ]);
});
