import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Api } from '../api.ts';
import { startTestApp } from '../harness.ts';
import type { KeyServiceRequest } from '../stand-ins/key-service-server.ts';
import { startLoopbackServer } from '../stand-ins/loopback-server.ts';
import { startOauth2Server } from '../stand-ins/oauth2-server.ts';
import type { Reply } from '../stand-ins/provider-wires.ts';
import { createTestClock } from '../test-clock.ts';
import { unexpectedIn } from '../unexpected-in.ts';
import { startHostedVariants } from './hosted-variants.ts';
import { startKeyVariants, type Variant } from './provider-variants.ts';
import { startProvingVariants } from './proving-variants.ts';

const ownHeader = { name: 'X-Team', value: 'team-secret-0123456789' };
const proofHeaders = [
  'authorization',
  'x-api-key',
  'api-key',
  'x-goog-api-key',
  'x-corp-key',
  'x-amz-security-token',
];

/** Every header and the whole body, in the place where a provider says what was wrong. */
function quote({ headers, body }: KeyServiceRequest, before: number): unknown {
  const message = `You sent: ${'x'.repeat(before)}${JSON.stringify(headers)} ${body}`;
  return { error: { message, type: 'error', code: 'oops', status: 'OOPS' }, message, type: 'error' };
}

/** With ever more before the quote, because whatever cuts a long text must not cut a secret in two. */
const statuses = [200, 400, 401, 403, 404, 429, 500].map((status, index) => ({ status, before: index * 50 }));

/** An upstream gone talkative: it quotes whatever it is sent, and remembers what nobody may see again. */
class Echo {
  readonly seen = new Set<string>();

  reply(status: number, before: number): (request: KeyServiceRequest) => Reply {
    return (request) => {
      this.#note(request);
      return { status, body: quote(request, before) };
    };
  }

  /** A stream that begins well and then quotes, in the middle of it. */
  stream({ server }: Variant): (request: KeyServiceRequest) => Reply {
    return (request) => {
      const reply = server.wire.answer(request);
      if (reply?.type !== 'text/event-stream') return reply ?? { status: 404, body: {} };
      this.#note(request);
      return { ...reply, body: `event: error\ndata: ${JSON.stringify(quote(request, 0))}\n\n` };
    };
  }

  #note({ headers }: KeyServiceRequest): void {
    for (const name of proofHeaders) {
      const value = headers[name];
      if (value !== undefined) this.seen.add(String(value).replace(/^Bearer /, ''));
    }
  }
}

/** Everything that is answered about one account whose provider quotes. */
async function tellAll(api: Api, variant: Variant, echo: Echo): Promise<string> {
  const { provider, server, body, trust } = variant;
  const made = await api.call('POST', '/llm_credentials', {
    ...body,
    headers: { [ownHeader.name]: ownHeader.value },
  });
  assert.equal(made.status, 201, made.text);
  trust?.(made.body);
  const path = `/llm_credentials/${String(made.body['id'])}/validate`;
  const told = [made.text];
  const check = async (more: Record<string, unknown>) => {
    const answer = await api.call('POST', path, { provider, ...more });
    assert.equal(answer.status, 200, answer.text);
    told.push(answer.text);
  };
  for (const [index, { status, before }] of statuses.entries()) {
    server.answerWith(echo.reply(status, before));
    await check(index % 2 === 0 ? {} : { model_name: server.wire.chatModel, full: true });
  }
  server.answerWith(echo.stream(variant));
  await check({ model_name: server.wire.chatModel, full: true });
  told.push((await api.get('/llm_credentials')).text);
  server.answerWith(undefined);
  return told.join('\n');
}

test('S57 an upstream that quotes every header and body brings no secret into an answer or a log', async (t) => {
  const clock = createTestClock();
  const proving = await startProvingVariants(clock.now);
  const hosted = await startHostedVariants(clock.now);
  const variants = [...(await startKeyVariants()), ...proving.variants, ...hosted.variants];
  for (const variant of variants) t.after(() => variant.close());
  const app = await startTestApp({
    storage: 'postgres',
    clock,
    playedNetwork: hosted.network,
    env: { PLUGBOARD_EGRESS_ALLOW: '127.0.0.1', ...proving.env },
  });
  t.after(() => app.close());
  for (const [index, variant] of variants.entries()) {
    await t.test(variant.name, async () => {
      const tenant = `tenant-${index}`;
      const { environment = 'dev', rule } = variant;
      await app.operator.call('PUT', `/tenants/${tenant}`, { name: tenant, plan: 'enterprise' });
      if (rule) await app.operator.call('POST', '/egress_rules', { tenant_id: tenant, environment, ...rule });
      const echo = new Echo();
      const told = await tellAll(app.operator.in(tenant, environment), variant, echo);
      assert.match(told, /You sent/);
      assert.ok(echo.seen.size > 0, 'something was proved');
      const all = [told, app.logs()].join('\n');
      for (const secret of [...variant.secrets, ...echo.seen, ownHeader.value]) {
        const at = all.indexOf(secret.slice(0, 14));
        assert.equal(at, -1, `a secret came out: ${all.slice(Math.max(0, at - 200), at + 80)}`);
      }
    });
  }
  assert.deepEqual(unexpectedIn(app), []);
});

test('S57 a token URL that quotes the request brings no secret into an answer or a log', async (t) => {
  const quoted: string[] = [];
  const echo = await startLoopbackServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString('utf8');
    const form = new URLSearchParams(body);
    const proofs = [incoming.headers.authorization?.replace('Basic ', ''), form.get('client_assertion')];
    quoted.push(...proofs.filter((proof) => typeof proof === 'string'));
    const said = `You sent: ${JSON.stringify(incoming.headers)} ${body} ${JSON.stringify([...form])}`;
    response.writeHead(401, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: 'invalid_client', error_description: said }));
  });
  t.after(() => echo.close());
  const app = await startTestApp({ storage: 'postgres', env: { PLUGBOARD_EGRESS_ALLOW: '127.0.0.1' } });
  t.after(() => app.close());
  await app.operator.call('PUT', '/tenants/acme', { name: 'Acme', plan: 'enterprise' });
  const issuer = await startOauth2Server({ style: 'private_key_jwt' });
  await issuer.close();
  const awkward = `a secret ~!(*)+%/=' of acme`;
  for (const [style, client_secret] of [
    ['basic', awkward],
    ['post', awkward],
    ['private_key_jwt', issuer.privateKeyPem],
  ] as const) {
    const credential = {
      name: style,
      creds_type: 'OAUTH2',
      base_url: `${echo.origin}/v1`,
      token_url: `${echo.origin}/token`,
      client_id: 'client',
      client_secret,
      client_auth: style,
    };
    const body = { provider: 'openai', credential, model_name: 'm' };
    const answer = await app.operator.in('acme', 'dev').call('POST', '/llm_credentials/test', body);
    assert.equal(answer.status, 200, answer.text);
    assert.match(answer.text, /You sent/);
    const all = [answer.text, app.logs()].join('\n');
    const spellings = [client_secret, new URLSearchParams({ '': client_secret }).toString().slice(1)];
    for (const secret of [...spellings, ...quoted]) assert.ok(!all.includes(secret), `${style}: ${all}`);
  }
  assert.equal(quoted.length, 2, 'the header of basic and the assertion');
});
