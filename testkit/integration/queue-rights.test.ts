import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { limits } from '../../src/kernel/limits.ts';
import { eventually } from '../eventually.ts';
import { onPostgres } from '../harness.ts';
import type { Arrival } from '../stand-ins/hostile-upstream.ts';
import { startWebhookReceiver } from '../stand-ins/webhook-receiver.ts';
import { answerWell } from './failover-world.ts';
import { holdInDatabase } from './hold-in-database.ts';
import { away, connectModel, type QueueWorld, startQueueWorld } from './queue-world.ts';
import { auditOf, made } from './routing-world.ts';

onPostgres('who has a say over calls that wait', (storage) => {
  let world: QueueWorld;
  let model: string;
  before(async () => {
    world = await startQueueWorld(storage);
  });
  beforeEach(async () => {
    model = await world.model();
    world.upstream.play(away);
  });
  after(() => world.close());

  test('S42 a token that is suspended takes its calls along within 5 s, also those that run', async () => {
    const { id: tokenId, token } = await world.tokenFor();
    const waiting = await world.enqueue({ model: await world.model() }, { token });
    const running = await world.enqueue({ model }, { token });
    const hung: Arrival[] = [];
    world.upstream.play((arrival) => void hung.push(arrival));
    await eventually('one runs', () => hung.length > 0);
    const from = performance.now();
    const suspended = { suspended: true };
    await made(world.app.operator.call('PATCH', `/tenants/acme/tokens/${tokenId}`, suspended));
    await hung[0]?.left;
    for (const id of [waiting, running]) {
      const ended = await eventually('it failed', async () => {
        const { body } = await world.admin.get(`/v1/queue/${id}`);
        return body['status'] === 'failed' && body;
      });
      assert.equal((ended['error'] as { code: string }).code, 'invalid_token');
    }
    assert.ok(performance.now() - from < 5_000);
  });

  test('a call whose model is gone, or whose tenant lost its plan, fails with the code that a caller would get', async () => {
    const [gone, kept] = [
      await world.enqueue({ model }),
      await world.enqueue({ model: await world.model() }),
    ];
    const { body } = await world.admin.get('/config/llm?limit=1000');
    const config = (body['items'] as { id: string; name: string }[]).find(({ name }) => name === model);
    await world.admin.call('DELETE', `/config/llm/${config?.id}`);
    assert.equal((await world.until(gone, 'failed')).error?.code, 'model_not_found');
    await made(world.app.operator.call('PATCH', '/tenants/acme', { plan: 'standard' }));
    assert.equal((await world.until(kept, 'failed')).error?.code, 'plan_required');
    await made(world.app.operator.call('PATCH', '/tenants/acme', { plan: 'enterprise' }));
  });

  test('what operators stop waits until they lift the stop, also what ran, and no attempt is counted', async () => {
    const { operator } = world.app;
    await world.policy({ max_attempts: 2 });
    const hung: Arrival[] = [];
    world.upstream.play((arrival) => {
      world.upstream.play((next) => void hung.push(next));
      return away(arrival);
    });
    const id = await world.enqueue({ model });
    await world.policy();
    await eventually('it is tried', () => hung.length > 0);
    const stop = await made(operator.call('POST', '/stops', { tenant_id: 'acme', reason: 'a test' }));
    await hung[0]?.left;
    const item = await eventually('it waits', async () => {
      const { body } = await world.admin.get('/queue');
      const found = (body['items'] as Record<string, unknown>[]).find((one) => one['id'] === id);
      return (found?.['last_failure'] as { class?: string } | undefined)?.class === 'stopped' && found;
    });
    assert.deepEqual([item['status'], item['attempts'], hung.length], ['queued', 1, 1]);
    world.upstream.play(answerWell);
    assert.equal((await operator.call('DELETE', `/stops/${stop['id']}`)).status, 204);
    await world.until(id, 'done');
  });

  test('a webhook that asks for it hears of every call that is over', async (t) => {
    const receiver = await startWebhookReceiver();
    t.after(() => receiver.close());
    const hook = { url: receiver.origin, events: ['queue.call_finished'] };
    await made(world.admin.call('POST', '/webhooks', hook));
    const answered = await world.enqueue({ model });
    const cancelled = [await world.enqueue({ model }), await world.enqueue({ model })];
    await world.admin.call('DELETE', `/v1/queue/${cancelled[0]}`);
    await world.admin.call('DELETE', `/queue/${cancelled[1]}`);
    world.upstream.play(answerWell);
    await world.until(answered, 'done');
    await eventually('it heard', () => receiver.received.length >= 3);
    const told = receiver.received.map(({ body }) => JSON.parse(body).data.facts);
    const byId = new Map(told.map(({ queue_id, status }) => [queue_id, status]));
    assert.deepEqual(
      [answered, ...cancelled].map((id) => byId.get(id)),
      ['done', 'cancelled', 'cancelled'],
    );
  });

  test('the end of a call and the telling of it are one: neither is there without the other', async (t) => {
    const { databaseUrl } = world.app.place;
    if (databaseUrl === undefined) return t.skip('nobody else can get at an embedded database');
    const { id: hookId } = await made(
      world.admin.call('POST', '/webhooks', { url: 'https://hook.example', events: ['queue.call_finished'] }),
    );
    const id = await world.enqueue({ model });
    const hold = await holdInDatabase(databaseUrl, 'lock table deliveries in exclusive mode');
    world.upstream.play(answerWell);
    await eventually('it is answered', async () => (await world.poll(id)).status === 'running');
    await eventually('it cannot be told', async () => (await hold.countWaiting()) > 0);
    assert.equal((await world.poll(id)).status, 'running');
    await hold.letGo();
    await world.until(id, 'done');
    const { items } = await made(world.admin.get(`/webhooks/${hookId}/deliveries`));
    assert.equal((items as unknown[]).length, 1);
    await world.admin.call('DELETE', `/webhooks/${hookId}`);
  });

  test('a call is there for whoever made it and for administrators, and for nobody else', async () => {
    const id = await world.enqueue({ model });
    const other = world.app.as((await world.tokenFor()).token);
    const elsewhere = world.app.as(
      (await world.tokenFor({ environment: 'test', role: 'tenant_admin' })).token,
    );
    for (const api of [other, elsewhere]) {
      for (const method of ['GET', 'DELETE']) {
        const { status, body } = await api.call(method, `/v1/queue/${id}`);
        assert.deepEqual([status, (body['error'] as { code: string }).code], [404, 'queued_call_not_found']);
      }
    }
    assert.equal((await elsewhere.call('DELETE', `/queue/${id}`)).status, 404);
    assert.deepEqual((await made(elsewhere.call('DELETE', '/queue')))['cancelled'], 0, 'it is elsewhere');
    assert.equal((await world.admin.get(`/v1/queue/${id}`)).status, 200);
    const audited = async () => (await auditOf(world.admin, 'queued_call.cancelled')).length;
    const before = await audited();
    assert.equal((await world.admin.call('DELETE', `/queue/${id}`)).body['status'], 'cancelled');
    assert.equal(await audited(), before + 1);
    await world.enqueue({ model });
    assert.deepEqual((await made(world.admin.call('DELETE', '/queue')))['cancelled'], 1);
    assert.equal((await made(world.admin.get('/queue/summary')))['depth'], 0);
    assert.equal((await auditOf(world.admin, 'queue.cancelled')).length, 1);
  });

  test('S50 operators see that a call is over, and nothing of what was answered', async () => {
    const id = await world.enqueue({ model });
    world.upstream.play(answerWell);
    assert.ok((await world.until(id, 'done')).response);
    const { body } = await world.app.operator.in('acme', 'dev').get(`/v1/queue/${id}`);
    assert.deepEqual([body['status'], body['response'], body['error']], ['done', undefined, undefined]);
  });

  test('of a service, each user has its own calls', async () => {
    const service = String(
      (await made(world.app.operator.call('POST', '/service_tokens', { name: 's' })))['token'],
    );
    const as = (user: string) => ({
      'x-plugboard-tenant': 'acme',
      'x-plugboard-environment': 'dev',
      'x-plugboard-user': user,
    });
    const id = await world.enqueue({ model }, { token: service, headers: as('ada') });
    const statusFor = async (user: string) =>
      (await world.app.as(service).call('GET', `/v1/queue/${id}`, undefined, as(user))).status;
    assert.deepEqual([await statusFor('ada'), await statusFor('bob')], [200, 404]);
  });

  test('operators pause a tenant’s queue, drain it and empty it, and the tenant reads so', async () => {
    const { operator } = world.app;
    await operator.call('DELETE', '/queues/acme');
    const put = async (state: string) =>
      (await made(operator.call('PUT', '/queues/acme', { state })))['state'];
    assert.equal(await put('paused'), 'paused');
    const id = await world.enqueue({ model });
    world.upstream.play(answerWell);
    const listed = (await operator.get('/queues')).body['items'] as Record<string, unknown>[];
    assert.deepEqual(
      listed.map(({ tenant_id, depth, running, state }) => [tenant_id, depth, running, state]),
      [['acme', 1, 0, 'paused']],
    );
    const { body } = await world.admin.get('/queue/summary');
    assert.deepEqual([body['depth'], body['state']], [1, 'paused']);
    assert.equal(await put('draining'), 'draining');
    await world.until(id, 'done');
    world.upstream.play(away);
    const refused = await world.chat({ model });
    assert.equal(refused.status, 503);
    assert.match(await refused.text(), /llm_unavailable/);
    assert.equal(await put('running'), 'running');
    const cancelled = await world.enqueue({ model });
    assert.equal((await made(operator.call('DELETE', '/queues/acme')))['cancelled'], 1);
    assert.equal((await world.poll(cancelled)).error?.code, 'queued_call_cancelled');
    assert.equal((await auditOf(world.admin, 'queue.state_changed')).length, 3);
    assert.ok((await auditOf(world.admin, 'queue.cancelled')).length >= 1);
  });

  test('S53 one tenant’s many calls do not keep another’s one from being tried', async () => {
    const count = limits.queue.atOncePerTenant + 20;
    world.upstream.play((arrival) =>
      arrival.answer(429, { error: { message: 'slowly', code: 'rate_limit_exceeded' } }),
    );
    await Promise.all(Array.from({ length: count }, () => world.enqueue({ model })));
    const hung: Arrival[] = [];
    world.upstream.play((arrival) => void hung.push(arrival));
    const atOnce = () => hung.length === limits.queue.atOncePerTenant;
    await eventually('as many are tried as may be', atOnce, 20_000);
    const { operator } = world.app;
    await made(operator.call('PUT', '/tenants/beta', { name: 'Beta', plan: 'enterprise' }));
    const tokenBody = { name: 't', role: 'tenant_admin', environment: 'dev' };
    const token = String((await made(operator.call('POST', '/tenants/beta/tokens', tokenBody)))['token']);
    const beta = world.app.as(token);
    await made(beta.call('PUT', '/fallback', { policy: 'queue_and_retry' }));
    const name = await connectModel(beta, world.upstream);
    let isFirst = true;
    world.upstream.play(async (arrival) => {
      const { messages } = await arrival.json();
      if (!JSON.stringify(messages).includes('other tenant')) return void hung.push(arrival);
      if (!isFirst) return answerWell(arrival);
      isFirst = false;
      away(arrival);
    });
    const messages = [{ role: 'user', content: 'other tenant' }];
    const id = await world.enqueue({ model: name, messages }, { token });
    await eventually('it is answered', async () => (await world.poll(id, token)).status === 'done');
    assert.equal(hung.length, limits.queue.atOncePerTenant);
    await operator.call('DELETE', '/queues/acme');
  });

  test('embeddings wait for their own model', async () => {
    const name = await world.model({ is_embedding: true, model_name: 'text-embedding-3-small' });
    let seen = 0;
    world.upstream.play((arrival) => {
      seen += 1;
      if (seen < 3) return away(arrival);
      const data = [{ object: 'embedding', index: 0, embedding: [0.5, 0.25] }];
      arrival.answer(200, { object: 'list', data, model: 'x', usage: { prompt_tokens: 1, total_tokens: 1 } });
    });
    const { status, body, text } = await world.app
      .as(world.token)
      .call('POST', '/v1/embeddings', { model: name, input: 'hi' });
    assert.equal(status, 200, text);
    assert.deepEqual((body['data'] as { embedding: number[] }[])[0]?.embedding, [0.5, 0.25]);
  });
});
