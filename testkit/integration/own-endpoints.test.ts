import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Api } from '../api.ts';
import { startTestApp, type TestApp } from '../harness.ts';
import { type ProviderServer, startProviderServer } from '../stand-ins/provider-servers.ts';
import type { Wire } from '../stand-ins/provider-wires.ts';
import { createTestClock } from '../test-clock.ts';
import { unexpectedIn } from '../unexpected-in.ts';
import { startHostedVariants } from './hosted-variants.ts';
import { type Variant, v1Wire } from './provider-variants.ts';

interface Check {
  step: string;
  status: string;
  owner: string;
  detail: string;
}

interface CatalogueEntry {
  id: string;
  provider: string;
  presets: { id: string; base_url: string }[];
}

/** A model that does all that is asked of it, where the usual stand-in says the same two words to everything. */
const capableWire: Wire = {
  ...v1Wire,
  answer(request) {
    const wished = request.method === 'POST' ? (JSON.parse(request.body) as Record<string, unknown>) : {};
    if (wished['stream'] === true || (!wished['tools'] && !wished['response_format']))
      return v1Wire.answer(request);
    const call = { name: 'get_weather', arguments: '{"city":"Paris"}' };
    const message = wished['tools']
      ? { role: 'assistant', content: null, tool_calls: [{ id: 'call-1', type: 'function', function: call }] }
      : { role: 'assistant', content: '{"colour":"blue"}' };
    const finish_reason = wished['tools'] ? 'tool_calls' : 'stop';
    const choices = [{ index: 0, message, finish_reason }];
    const head = { id: 'c-1', object: 'chat.completion', created: 1, model: v1Wire.chatModel };
    return { status: 200, body: { ...head, choices } };
  },
};

describe('endpoints of one’s own', () => {
  let app: TestApp;
  let acme: Api;
  let variants: Variant[];
  let capable: ProviderServer;

  before(async () => {
    const clock = createTestClock();
    const hosted = await startHostedVariants(clock.now);
    variants = hosted.variants;
    capable = await startProviderServer(capableWire, () => undefined);
    app = await startTestApp({
      storage: 'postgres',
      clock,
      playedNetwork: hosted.network,
      env: { PLUGBOARD_EGRESS_ALLOW: '127.0.0.1', PLUGBOARD_EGRESS_IPS: '192.0.2.7' },
    });
    for (const id of ['acme', 'beta'])
      await app.operator.call('PUT', `/tenants/${id}`, { name: id, plan: 'enterprise' });
    acme = app.operator.in('acme', 'dev');
  });
  after(async () => {
    await Promise.all([...variants, capable].map((one) => one.close()));
    const unexpected = unexpectedIn(app);
    await app.close();
    assert.deepEqual(unexpected, []);
  });

  const variantNamed = (name: string): Variant =>
    variants.find((variant) => variant.name === name) ?? assert.fail(name);

  async function tried(credential: Record<string, unknown>, more: Record<string, unknown> = {}, api = acme) {
    const body = { provider: 'openai', credential, ...more };
    const answer = await api.call('POST', '/llm_credentials/test', body);
    assert.equal(answer.status, 200, answer.text);
    const checks = answer.body['checks'] as Check[];
    return { answer: answer.body, checks, failed: checks.find(({ status }) => status === 'failed') };
  }

  test('A2 every preset is an address that takes a key as it stands; any other base and no key do too', async () => {
    const catalogue = (await acme.get('/providers')).body as unknown as CatalogueEntry[];
    const compatible = catalogue.find(({ id }) => id === 'openai_compatible')?.presets ?? [];
    assert.deepEqual(
      compatible
        .map(({ id }) => id)
        .toSorted()
        .join(' '),
      'cerebras deepseek fireworks groq mistral openrouter sambanova together xai',
    );
    for (const { provider, presets } of catalogue) {
      for (const { id, base_url } of presets) {
        const body = { name: id, creds_type: 'API_KEY', provider, base_url, api_key: 'key-0123456789abcdef' };
        const made = await acme.call('POST', '/llm_credentials', body);
        assert.deepEqual([made.status, made.body['hosts']], [201, [new URL(base_url).origin]], made.text);
      }
    }
    const keyless = { name: 'vLLM', creds_type: 'API_KEY', base_url: `${capable.origin}/v1` };
    assert.equal((await tried(keyless)).answer['valid'], true);
  });

  test('C4 OpenAI, Anthropic, Azure OpenAI and self-hosted models stand in the catalogue', async () => {
    const catalogue = (await acme.get('/providers')).body as unknown as CatalogueEntry[];
    const ids = catalogue.map(({ id }) => id);
    for (const id of ['openai', 'anthropic', 'azure_openai', 'openai_compatible', 'ollama', 'bedrock'])
      assert.ok(ids.includes(id), id);
  });

  test('R2 shape, reachability, certificate, authentication and streaming are each looked at', async () => {
    const { body, server } = variantNamed('OpenAI at its own host');
    const { checks } = await tried(body, { model_name: server.wire.chatModel, full: true });
    for (const step of ['dns', 'tcp', 'tls', 'auth', 'chat'])
      assert.equal(checks.find((check) => check.step === step)?.status, 'passed', step);
    assert.notEqual(checks.find(({ step }) => step === 'streaming')?.status ?? 'failed', 'failed');

    const credential = { ...body, base_url: 'https://user:password@llm.example.com/v1' };
    const shape = await acme.call('POST', '/llm_credentials/test', { provider: 'openai', credential });
    assert.equal(shape.status, 400, shape.text);
    assert.match(shape.text, /"field":"base_url"/);
    const failures: [Record<string, unknown>, string, string][] = [
      [{ base_url: 'https://nowhere.example.com/v1' }, 'dns', 'you'],
      [{ tls: {} }, 'tls', 'your_network_team'],
      [{ api_key: 'sk-proj-wrong-0123456789' }, 'auth', 'you'],
    ];
    for (const [change, step, owner] of failures) {
      const { failed } = await tried({ ...body, ...change });
      assert.deepEqual([failed?.step, failed?.owner], [step, owner]);
    }
    const platform = (await acme.get('/platform')).body;
    assert.deepEqual(platform['egress_ips'], ['192.0.2.7']);
  });

  test('T5 what a model can do is found out by asking it, and held against what is needed', async () => {
    const report = async (origin: string) => {
      const credential = {
        name: 'Own',
        creds_type: 'API_KEY',
        base_url: `${origin}/v1`,
        api_key: 'key-first-0',
      };
      const { answer } = await tried(credential, { model_name: v1Wire.chatModel, full: true });
      const lines = answer['report_card'] as { need: string; status: string }[];
      return Object.fromEntries(lines.map(({ need, status }) => [need, status]));
    };
    const good = await report(capable.origin);
    assert.deepEqual(
      [good['tools'], good['json'], good['context'], good['latency'], good['https']],
      ['met', 'met', 'met', 'met', 'not_met'],
    );
    const plain = await startProviderServer(v1Wire, () => undefined);
    const bad = await report(plain.origin).finally(() => plain.close());
    assert.deepEqual([bad['tools'], bad['json']], ['unknown', 'not_met']);
  });

  test('an authority that nobody vouched for ends the check before a key is sent', async () => {
    const { body, server } = variantNamed('Gateway with an authority of its own, in dev');
    const before = server.arrived.length;
    const { failed } = await tried({ ...body, tls: {} });
    assert.equal(failed?.step, 'tls');
    assert.match(failed?.detail ?? '', /signed by Authority of the tests, which is not trusted here/);
    assert.equal(server.arrived.length, before);
  });

  test('S11 in prod only a rule vouches for an authority, for its tenant alone', async () => {
    const { body, server, rule } = variantNamed('Gateway with an authority of its own, in prod by a rule');
    const own = { ...body, tls: { ca_pem: rule?.['private_ca'] } };
    const refused = await app.operator.in('acme', 'prod').call('POST', '/llm_credentials', own);
    assert.equal(refused.status, 400, refused.text);
    assert.deepEqual(
      (refused.body['errors'] as { field: string }[]).map(({ field }) => field),
      ['tls.ca_pem'],
    );
    const given = { tenant_id: 'acme', environment: 'prod', ...rule };
    assert.equal((await app.operator.call('POST', '/egress_rules', given)).status, 201);
    assert.equal((await tried(body, {}, app.operator.in('acme', 'prod'))).answer['valid'], true);
    const before = server.arrived.length;
    const { failed } = await tried(body, {}, app.operator.in('beta', 'prod'));
    assert.equal(failed?.step, 'tls');
    assert.equal(server.arrived.length, before);
  });

  test('where a client certificate is wanted, nothing gets through without it', async () => {
    const { body, server } = variantNamed('Gateway that wants a client certificate');
    const { ca_pem } = body['tls'] as Record<string, string>;
    const before = server.arrived.length;
    assert.equal((await tried({ ...body, tls: { ca_pem } })).answer['valid'], false);
    assert.equal(server.arrived.length, before);
    assert.equal((await tried(body)).answer['valid'], true);
  });
});
