import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { limits } from '../../src/kernel/limits.ts';
import type { Api, ApiAnswer } from '../api.ts';
import { eventually } from '../eventually.ts';
import { onPostgres } from '../harness.ts';
import {
  auditOf,
  codeOf,
  configure,
  connect,
  made,
  openRoutingWorld,
  type RoutingWorld,
} from './routing-world.ts';

const nothing = { requests_per_minute: null, concurrent: null };
const noTokens = { ...nothing, tokens_per_minute: null };
const byDefault = { ...nothing, concurrent: limits.admission.tenantConcurrentDefault };
const answerWithUsage = {
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1,
  model: 'gpt-4o',
  choices: [{ index: 0, message: { role: 'assistant', content: 'Hello' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 },
};
const messages = [{ role: 'user', content: 'hi' }];

onPostgres('limits on calls', (storage) => {
  let world: RoutingWorld;
  before(async () => {
    world = await openRoutingWorld(storage);
    for (const tenant of [world.acme, world.beta])
      await configure(tenant, await connect(world, tenant), { name: 'own' });
    await configureManaged(world);
  });
  after(() => world.close());

  const chat = (as: Api, more: Record<string, unknown> = {}, headers: Record<string, string> = {}) =>
    as.call('POST', '/v1/chat/completions', { model: 'own', messages, ...more }, headers);
  const limit = (as: Api, body: Record<string, unknown>) => made(as.call('PUT', '/call_limits', body));
  const allow = (tenant: string, body: Record<string, unknown>) =>
    made(world.app.operator.call('PUT', `/tenants/${tenant}/call_limits`, body));

  test('a tenant’s administrator sets the tenant’s limits and sees the platform’s; both stand in its audit log', async () => {
    const admin = await world.tokenOf('beta', 'tenant_admin');
    const untouched = await made(admin.get('/call_limits'));
    const platform = { managed: noTokens, total: byDefault };
    assert.deepEqual(untouched, {
      environment: nothing,
      per_token: nothing,
      per_user: nothing,
      platform,
      updated_at: null,
    });
    const put = await limit(admin, { environment: { concurrent: 9 }, per_user: { requests_per_minute: 7 } });
    assert.deepEqual(
      [put['environment'], put['per_token'], put['per_user']],
      [{ ...nothing, concurrent: 9 }, nothing, { ...nothing, requests_per_minute: 7 }],
    );
    const managed = { requests_per_minute: 5, tokens_per_minute: 1_000 };
    const allowed = await allow('beta', { managed, total: { concurrent: 12 } });
    const inForce = { managed: { ...managed, concurrent: null }, total: { ...nothing, concurrent: 12 } };
    assert.deepEqual(allowed['in_force'], inForce);
    assert.deepEqual((await made(admin.get('/call_limits')))['platform'], inForce);
    assert.deepEqual(await made(world.app.operator.get('/tenants/beta/call_limits')), allowed);
    const [own] = await auditOf(admin, 'call_limits.changed');
    assert.deepEqual(own?.['per_user'], { from: nothing, to: { ...nothing, requests_per_minute: 7 } });
    assert.equal((await auditOf(admin, 'platform_call_limits.changed')).length, 1);

    // What is left out is not limited; what says the same again changes nothing.
    assert.deepEqual((await limit(admin, {}))['environment'], nothing);
    await limit(admin, {});
    assert.equal((await auditOf(admin, 'call_limits.changed')).length, 2);
    await allow('beta', {});
  });

  test('limits are whole numbers from one on; an unknown field is refused', async () => {
    for (const body of [
      { environment: { requests_per_minute: 0 } },
      { per_user: { concurrent: 1.5 } },
      { per_token: { tokens_per_minute: 5 } },
      { agent: {} },
      { environment: 5 },
    ])
      assert.deepEqual(codeOf(await world.beta.call('PUT', '/call_limits', body)), [400, 'invalid_request']);
    const body = { managed: { tokens_per_minute: 3_000_000_000 } };
    const refused = await world.app.operator.call('PUT', '/tenants/beta/call_limits', body);
    assert.deepEqual(codeOf(refused), [400, 'invalid_request']);
    const gone = await world.app.operator.call('PUT', '/tenants/nobody/call_limits', {});
    assert.deepEqual(codeOf(gone), [404, 'tenant_not_found']);
  });

  test('where operators administer, the tenant sees its limits and cannot change them', async () => {
    const admin = await world.tokenOf('served', 'tenant_admin');
    assert.equal((await admin.get('/call_limits')).status, 200);
    const refused = await admin.call('PUT', '/call_limits', {});
    assert.deepEqual(codeOf(refused), [403, 'administered_by_operator']);
    await limit(world.app.operator.in('served', 'dev'), { per_token: { concurrent: 3 } });
  });

  test('a call beyond the tenant’s limit is 429 with its owner and when to come back, and no other tenant notices', async () => {
    const user = await world.tokenOf('acme', 'user');
    await limit(world.acme, { per_token: { requests_per_minute: 2 } });
    for (let call = 0; call < 2; call += 1) assert.equal((await chat(user)).status, 200);
    const refused = await chat(user);
    assertRefused(refused, 'tenant');
    const seconds = Number(refused.headers.get('retry-after'));
    assert.ok(Number.isInteger(seconds) && seconds > 50 && seconds <= 62, String(seconds));
    const arrived = world.server.arrived.length;
    assertRefused(await chat(user, { stream: true }), 'tenant');
    assert.equal(world.server.arrived.length, arrived);
    assert.equal((await chat(await world.tokenOf('acme', 'user'))).status, 200);
    assert.equal((await chat(await world.tokenOf('beta', 'user'))).status, 200);
    await limit(world.acme, {});
    assert.equal((await chat(user)).status, 200);
  });

  test('a service’s calls are limited for each user that it names', async () => {
    const { token } = await made(world.app.operator.call('POST', '/service_tokens', { name: 'features' }));
    const service = world.app.as(String(token)).in('acme', 'dev');
    await limit(world.acme, { per_user: { requests_per_minute: 1 } });
    const as = (user: string) => chat(service, {}, { 'x-plugboard-user': user });
    assert.equal((await as('ann')).status, 200);
    assertRefused(await as('ann'), 'tenant');
    assert.equal((await as('bob')).status, 200);
    for (let call = 0; call < 3; call += 1) assert.equal((await chat(service)).status, 200);
    const inBeta = world.app.as(String(token)).in('beta', 'dev');
    assert.equal((await chat(inBeta, {}, { 'x-plugboard-user': 'ann' })).status, 200);
    await limit(world.acme, {});
  });

  test('managed models stand under the platform’s limits, own ones under the provider’s', async () => {
    const user = await world.tokenOf('acme', 'user');
    await allow('platform', { managed: { requests_per_minute: 1 } });
    assert.equal((await chat(user, { model: 'managed' })).status, 200);
    assertRefused(await chat(user, { model: 'managed' }), 'platform');
    assert.equal((await chat(user)).status, 200);
    await allow('acme', { managed: { requests_per_minute: 100, tokens_per_minute: 1 } });
    world.server.answerWith({ status: 200, body: answerWithUsage });
    assert.equal((await chat(user, { model: 'managed' })).status, 200);
    world.server.answerWith(undefined);
    assertRefused(await chat(user, { model: 'managed' }), 'platform');
    await allow('acme', {});
    await allow('platform', {});

    world.server.answerWith({ status: 429, body: { error: { message: 'slow down', type: 'requests' } } });
    const { error } = (await chat(user)).body as { error: Record<string, unknown> };
    world.server.answerWith(undefined);
    assert.equal(error['limit_owner'], 'provider');
  });

  test('room is made again however a call ends: answered, refused by the provider, or left by its caller', async () => {
    const fields = { name: 'user', role: 'user', environment: 'dev' };
    const { token } = await made(world.app.operator.call('POST', '/tenants/acme/tokens', fields));
    const user = world.app.as(String(token));
    await limit(world.acme, { environment: { concurrent: 1 } });
    assert.equal((await chat(user)).status, 200);
    assert.equal((await chat(user, { stream: true })).status, 200);
    world.server.answerWith({
      status: 400,
      body: { error: { message: 'no', type: 'invalid_request_error' } },
    });
    assert.equal((await chat(user)).status, 400);
    world.server.answerWith(undefined);
    assert.equal((await chat(user)).status, 200);

    for (const stream of [false, true]) {
      const held = Promise.withResolvers<void>();
      world.server.holdUntil(held.promise);
      const arrived = world.server.arrived.length;
      const leaving = new AbortController();
      const left = assert.rejects(
        fetch(`${world.app.url}/v1/chat/completions`, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
          body: JSON.stringify({ model: 'own', messages, stream }),
          signal: leaving.signal,
        }),
      );
      await eventually('the call is under way', () => world.server.arrived.length > arrived);
      const refused = await chat(user);
      assertRefused(refused, 'tenant');
      assert.equal(refused.headers.get('retry-after'), '1');
      leaving.abort();
      await left;
      held.resolve();
      world.server.holdUntil(Promise.resolve());
      await eventually('there is room again', async () => (await chat(user)).status === 200);
    }
    await limit(world.acme, {});
  });
});

function assertRefused({ status, body, text }: ApiAnswer, owner: 'platform' | 'tenant'): void {
  const { error } = body as { error?: Record<string, unknown> };
  assert.deepEqual(
    [status, error?.['code'], error?.['type'], error?.['limit_owner']],
    [429, 'rate_limited', 'rate_limit_error', owner],
    text,
  );
}

async function configureManaged({ app, ...world }: RoutingWorld): Promise<void> {
  const body = {
    name: 'managed',
    provider: 'openai',
    llm_credentials_id: await connect(world, world.platform),
    model_name: 'gpt-4o',
  };
  await made(app.operator.call('POST', '/managed_models', body));
}
