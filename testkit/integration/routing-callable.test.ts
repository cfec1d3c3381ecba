import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { SignJWT } from 'jose';
import type { Api } from '../api.ts';
import { configure, connect, made, openRoutingWorld, type RoutingWorld, vectors } from './routing-world.ts';

const issuer = 'https://platform.example';
const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const public_key = publicKey.export({ type: 'spki', format: 'pem' }).toString();
const issuers = JSON.stringify([{ issuer, audience: 'plugboard', public_key }]);

const chats = ['Shared', 'Second', 'Of bot', 'Of loner', 'House', 'Theirs', 'Off'];
const embedders = ['Shared vectors', 'House vectors'];

/** Decided by the snapshot alone, which storage has no part in: one storage is enough. */
describe('what `/v1/models` lists is what can be called', () => {
  let world: RoutingWorld;
  let service: Api;

  before(async () => {
    world = await openRoutingWorld('pglite', { PLUGBOARD_ISSUERS: issuers });
    const { acme, beta, platform, app } = world;
    const account = await connect(world, acme, { provider_id: 'acme-main' });
    await configure(acme, account, { name: 'Shared', is_default: true });
    await configure(acme, account, { name: 'Second' });
    await configure(acme, account, { name: 'Shared vectors', ...vectors, is_default: true });
    const off = await configure(acme, account, { name: 'Off' });
    await made(acme.call('PATCH', `/config/llm/${off}`, { enabled: false }));
    await made(acme.call('POST', '/agents', { id: 'bot' }));
    await made(acme.call('POST', '/agents', { id: 'loner', inherit: false }));
    await configure(acme, account, { name: 'Of bot', agent_id: 'bot' });
    await configure(acme, account, { name: 'Of loner', agent_id: 'loner' });
    await configure(beta, await connect(world, beta), { name: 'Theirs' });
    const house = await connect(world, platform);
    const managed = (more: object) =>
      made(
        app.operator.call('POST', '/managed_models', {
          provider: 'openai',
          llm_credentials_id: house,
          is_default: true,
          ...more,
        }),
      );
    await managed({ name: 'House', model_name: 'gpt-4o' });
    await managed({ name: 'House vectors', ...vectors });
    const { token } = await made(app.operator.call('POST', '/service_tokens', { name: 'features' }));
    service = app.as(String(token));
  });
  after(() => world.close());

  const listedBy = async (as: Api, headers = {}) => {
    const { data } = (await made(as.get('/v1/models', headers))) as { data: { id: string }[] };
    return data.map(({ id }) => id).toSorted();
  };
  /** Every name that there is, tried as a call. */
  const calledBy = async (as: Api, headers = {}) => {
    const answered: string[] = [];
    const tries = [
      ...chats.map((model) => [
        '/v1/chat/completions',
        { model, messages: [{ role: 'user', content: 'hi' }] },
      ]),
      ...embedders.map((model) => ['/v1/embeddings', { model, input: 'hi' }]),
    ] as const;
    for (const [path, body] of tries as [string, { model: string }][]) {
      const { status, text, headers: said } = await as.call('POST', path, body, headers);
      assert.ok([200, 403, 404].includes(status), `${body.model}: ${text}`);
      if (status !== 200) continue;
      answered.push(body.model);
      const owner = body.model.startsWith('House') ? 'managed' : 'own';
      assert.equal(said.get('x-plugboard-served-by'), owner);
    }
    return answered.toSorted();
  };
  const agree = async (expected: readonly string[], as: Api, headers = {}) => {
    const listed = await listedBy(as, headers);
    assert.deepEqual(listed, expected.toSorted());
    assert.deepEqual(await calledBy(as, headers), listed);
  };

  const own = ['Shared', 'Second', 'Shared vectors'];
  const managed = ['House', 'House vectors'];
  const modes = {
    bundled: { mode: 'bundled', chat: ['House'], vectors: ['House vectors'] },
    byo: { mode: 'byo', chat: [], vectors: [] },
    'byo for embeddings alone': { mode: 'bundled', embeddings: 'byo', chat: ['House'], vectors: [] },
  } as const;

  for (const [name, { chat, vectors: embedding, ...body }] of Object.entries(modes)) {
    test(`${name}: for every role, for agents, and for a service that names where it acts`, async () => {
      await made(world.acme.call('PUT', '/mode', { ...body, force: true }));
      const all = [...own, ...chat, ...embedding];
      for (const role of ['tenant_admin', 'user']) await agree(all, await world.tokenOf('acme', role));
      await agree(all, await jwt({ role: 'user', tenant: 'acme', env: 'dev' }));
      const asService = service.in('acme', 'dev');
      await agree(all, asService);
      await agree(all, world.acme);

      const ofBot = [...all, 'Of bot'];
      await agree(ofBot, asService, { 'x-plugboard-agent': 'bot' });
      await agree(ofBot, await world.tokenOf('acme', 'user', { agent_id: 'bot' }));
      await agree(ofBot, await jwt({ role: 'user', tenant: 'acme', env: 'dev', agent: 'bot' }));
      await agree(['Of loner'], asService, { 'x-plugboard-agent': 'loner' });
      await agree(['Of loner'], await world.tokenOf('acme', 'tenant_admin', { agent_id: 'loner' }));
    });
  }

  test('an agent’s own mode holds for it alone', async () => {
    await made(world.acme.call('PUT', '/mode', { mode: 'bundled' }));
    const user = await world.tokenOf('acme', 'user');
    const bot = await world.tokenOf('acme', 'user', { agent_id: 'bot' });
    await made(world.acme.call('PATCH', '/agents/bot', { mode: 'byo' }));
    await agree([...own, 'Of bot'], bot);
    await agree([...own, ...managed], user);
    await made(world.acme.call('PATCH', '/agents/bot', { mode: 'inherit' }));
    await agree([...own, ...managed, 'Of bot'], bot);
  });

  test('headers that name a place or an agent mean nothing from a tenant’s own token', async () => {
    const user = await world.tokenOf('acme', 'user');
    const elsewhere = {
      'x-plugboard-tenant': 'beta',
      'x-plugboard-environment': 'prod',
      'x-plugboard-agent': 'loner',
    };
    assert.deepEqual(await listedBy(user, elsewhere), await listedBy(user));
    const bot = await world.tokenOf('acme', 'user', { agent_id: 'bot' });
    const contradicted = await bot.get('/v1/models', { 'x-plugboard-agent': 'loner' });
    assert.equal(contradicted.status, 404);
  });

  test('S39 other places have their own: another environment, another tenant, the reserved one', async () => {
    await agree(managed, service.in('acme', 'test'));
    await agree(['Theirs', ...managed], service.in('beta', 'dev'));
    await agree(managed, service.in('small', 'dev'));
    await agree(managed, service.in('platform', 'prod'));
  });

  test('a plan taken back leaves managed models alone, and says why own ones do not answer', async () => {
    const plan = (name: string) => made(world.app.operator.call('PATCH', '/tenants/acme', { plan: name }));
    await plan('standard');
    const user = await world.tokenOf('acme', 'user');
    await agree(managed, user);
    const body = { model: 'Shared', messages: [{ role: 'user', content: 'hi' }] };
    const refused = await user.call('POST', '/v1/chat/completions', body);
    assert.equal(refused.status, 403);
    assert.equal((refused.body['error'] as { code: string }).code, 'plan_required');
    await plan('enterprise');
    await agree([...own, ...managed], user);
  });

  test('what is switched off or on is so with the next call', async () => {
    const user = await world.tokenOf('acme', 'user');
    const { items } = (await made(world.acme.get('/llm_credentials'))) as {
      items: { id: string; provider_id: string }[];
    };
    const account = items.find(({ provider_id }) => provider_id === 'acme-main');
    const patch = (fields: object) =>
      made(world.acme.call('PATCH', `/llm_credentials/${account?.id}`, fields));
    await patch({ enabled: false });
    await agree(managed, user);
    await patch({ enabled: true });
    await agree([...own, ...managed], user);
  });

  async function jwt(claims: Record<string, unknown>): Promise<Api> {
    const iat = Math.floor(world.app.clock.now() / 1000);
    const token = new SignJWT({
      iss: issuer,
      aud: 'plugboard',
      sub: 'somebody',
      iat,
      exp: iat + 240,
      ...claims,
    });
    return world.app.as(await token.setProtectedHeader({ alg: 'EdDSA' }).sign(privateKey));
  }
});
