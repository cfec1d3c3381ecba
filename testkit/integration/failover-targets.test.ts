import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { eventually } from '../eventually.ts';
import type { Arrival } from '../stand-ins/hostile-upstream.ts';
import { answerWell, consent, type FailoverWorld, startFailoverWorld } from './failover-world.ts';
import { promptRetries, readEvents } from './gateway-world.ts';
import { made } from './routing-world.ts';

const overloaded = (arrival: Arrival, headers: Record<string, string> = {}) =>
  arrival.answer(503, { error: { message: 'busy', code: 'overloaded' } }, headers);

describe('when a model cannot answer', () => {
  let world: FailoverWorld;
  let token: string;
  before(async () => {
    world = await startFailoverWorld({ retries: { ...promptRetries, countMax: 1 } });
    token = await world.tokenFor();
    world.managed.play(answerWell);
  });
  afterEach(() => made(world.admin.call('PUT', '/fallback', { policy: 'fail_closed' })));
  after(() => world.close());

  const put = (body: Record<string, unknown>) => made(world.admin.call('PUT', '/fallback', body));
  const call = async (model: string, more: Record<string, unknown> = {}) => {
    const response = await world.chat(token, { model, ...more });
    const text = await response.text();
    const { headers, status } = response;
    return {
      status,
      text,
      headers,
      code: readEvents(status === 200 ? '' : text, status).errorCode,
      servedBy: headers.get('x-plugboard-served-by'),
      attempts: headers.get('x-plugboard-attempts'),
    };
  };
  /** Calls that are over, however they ended. */
  const countCalls = async () => {
    const { text } = await world.app.app.services.telemetry.readMetrics();
    const counts = text.matchAll(/^plugboard_http_requests_total\{.*completions.*\} (\d+)$/gm);
    return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
  };
  /** Only the model of that name answers, as the upstream knows it. */
  const answerOnly = (modelName: string) =>
    world.own.play(async (arrival) => {
      if ((await arrival.json())['model'] === modelName) await answerWell(arrival);
      else overloaded(arrival);
    });

  test('the next of the own targets answers, in the order of the policy; one that was named is not swapped', async () => {
    const [first, second, third] = [
      await world.model({ model_name: 'gpt-first' }),
      await world.model({ model_name: 'gpt-second' }),
      await world.model({ model_name: 'gpt-third' }),
    ];
    await put({ policy: 'fail_closed', targets: [second.id, third.id], targets_for_named: true });
    answerOnly('gpt-third');
    const moved = await call(first.name);
    assert.deepEqual([moved.status, moved.servedBy, moved.attempts], [200, 'own', '5']);
    assert.equal(moved.headers.get('x-plugboard-config'), third.id);
    const requestId = moved.headers.get('x-request-id') ?? '';
    const rows = (await world.ledger([requestId], 5)).get(requestId) ?? [];
    assert.deepEqual(
      rows.map(({ reason, outcome }) => [reason, outcome]),
      [
        ['config_name', 'failed'],
        ['config_name', 'failed'],
        ['further_target', 'failed'],
        ['further_target', 'failed'],
        ['further_target', 'answered'],
      ],
    );
    await put({ policy: 'fail_closed', targets: [second.id, third.id] });
    const stayed = await call(first.name);
    assert.deepEqual([stayed.status, stayed.code], [503, 'llm_unavailable']);
  });

  test('a second dead model does not stand between the first one and the managed one', async () => {
    await world.manage({ substitute_for: ['gpt-busy'] });
    const [busy, dead] = [
      await world.model({ model_name: 'gpt-busy' }),
      await world.model({ model_name: 'gpt-dead' }),
    ];
    await put({ policy: 'managed', consent, targets: [dead.id], targets_for_named: true });
    world.own.play(async (arrival) => {
      if ((await arrival.json())['model'] === 'gpt-busy') overloaded(arrival);
      else arrival.answer(401, { error: { message: 'no', code: 'invalid_api_key' } });
    });
    const answered = await call(busy.name);
    assert.deepEqual([answered.status, answered.servedBy, answered.attempts], [200, 'managed', '4']);
  });

  test('after a refusal of the account only another account is asked', async () => {
    const first = await world.model({ model_name: 'gpt-forbidden' });
    const beside = await world.modelOn(first.credentialId);
    const elsewhere = await world.model({ model_name: 'gpt-elsewhere' });
    await put({ policy: 'fail_closed', targets: [beside, elsewhere.id], targets_for_named: true });
    world.own.play(async (arrival) => {
      if ((await arrival.json())['model'] === 'gpt-elsewhere') await answerWell(arrival);
      else arrival.answer(403, { error: { message: 'no', code: 'forbidden' } });
    });
    const answered = await call(first.name);
    assert.deepEqual([answered.status, answered.attempts], [200, '2']);
    assert.equal(answered.headers.get('x-plugboard-config'), elsewhere.id);
  });

  test('a provider that says when to come back is waited for, or not at all', async () => {
    const { name } = await world.model();
    let times: number[] = [];
    world.own.play(async (arrival) => {
      await arrival.body();
      times.push(performance.now());
      if (times.length === 1) overloaded(arrival, { 'retry-after': '1' });
      else await answerWell(arrival);
    });
    assert.equal((await call(name)).status, 200);
    const [before = 0, next = 0] = times;
    assert.ok(next - before >= 990, `${next - before} ms`);
    times = [];
    world.own.play((arrival) => {
      times.push(0);
      overloaded(arrival, { 'retry-after': '3600' });
    });
    const refused = await call(name);
    assert.deepEqual([times.length, refused.status, refused.headers.get('retry-after')], [1, 503, '3600']);
    assert.equal(refused.headers.get('x-should-retry'), null, 'it was not tried again');
  });

  test('the platform’s limits hold for managed models that stand in', async () => {
    await world.manage({ substitute_for: ['gpt-limited'] });
    const { name } = await world.model({ model_name: 'gpt-limited' });
    await put({ policy: 'managed', consent });
    world.own.play((arrival) => overloaded(arrival));
    const limit = (requests_per_minute: number | null) =>
      made(
        world.app.operator.call('PUT', '/tenants/acme/call_limits', {
          managed: { requests_per_minute },
          total: { concurrent: 1 },
        }),
      );
    await limit(1);
    assert.equal((await call(name)).servedBy, 'managed');
    const refused = await call(name);
    assert.deepEqual([refused.status, refused.code], [503, 'llm_unavailable']);
    await limit(null);
  });

  test('under a lock nothing managed stands in, at once, whatever the policy says', async () => {
    await world.manage({ substitute_for: ['gpt-locked'] });
    const { name } = await world.model({ model_name: 'gpt-locked' });
    await put({ policy: 'managed', consent });
    world.own.play((arrival) => overloaded(arrival));
    assert.equal((await call(name)).servedBy, 'managed');
    await made(world.admin.call('PUT', '/lock', { managed: 'never' }));
    const seen = world.managed.arrivals.length;
    assert.equal((await call(name)).code, 'llm_unavailable');
    assert.equal(world.managed.arrivals.length, seen);
  });

  test('an embedding is tried again on its own model, and on no other', async () => {
    const vectors = { model_name: 'text-embedding-3-small', is_embedding: true };
    const [first, other] = [await world.model(vectors), await world.model(vectors)];
    assert.ok(other);
    const embed = () =>
      fetch(`${world.app.url}/v1/embeddings`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ model: first.name, input: 'hi' }),
      });
    let count = 0;
    world.own.play(async (arrival) => {
      await arrival.body();
      count += 1;
      if (count === 1) return overloaded(arrival);
      const data = [{ object: 'embedding', index: 0, embedding: [0.5, 0.25] }];
      arrival.answer(200, { object: 'list', model: 'text-embedding-3-small', data });
    });
    const answered = await embed();
    assert.deepEqual([answered.status, answered.headers.get('x-plugboard-attempts')], [200, '2']);
    world.own.play((arrival) => overloaded(arrival));
    const seen = world.own.arrivals.length;
    const failed = await embed();
    assert.deepEqual([failed.status, failed.headers.get('x-should-retry')], [503, 'false']);
    assert.equal(world.own.arrivals.length, seen + 2);
  });

  test('what is no list of vectors is a failed try of its model, by its class and in the ledger', async () => {
    const limited = { error: { message: 'slow down', code: 'rate_limit_exceeded' } };
    const expected = new Map<string, string>();
    for (const [body, failure, status] of [
      ['<!doctype html><title>Sign in</title>', 'upstream_bug', 502],
      ['', 'upstream_bug', 502],
      [{ object: 'list', data: [] }, 'upstream_bug', 502],
      [limited, 'rate_limited', 503],
    ] as const) {
      const { name } = await world.model({ model_name: 'text-embedding-3-small', is_embedding: true });
      world.own.play((arrival) => arrival.answer(200, body));
      const response = await fetch(`${world.app.url}/v1/embeddings`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ model: name, input: 'hi' }),
      });
      assert.equal(response.status, status, JSON.stringify(body));
      expected.set(response.headers.get('x-request-id') ?? '', failure);
    }
    const ledger = await world.ledger([...expected.keys()], 2 * expected.size);
    for (const [requestId, failure] of expected) {
      const tries = ledger.get(requestId)?.map((row) => [row.outcome, row.failure]);
      assert.deepEqual(tries, Array(2).fill(['failed', failure]));
    }
  });

  test('S31 a caller who leaves while the next try is waited for ends it all', async () => {
    const { name } = await world.model();
    const leaving = new AbortController();
    world.own.play((arrival) => {
      overloaded(arrival, { 'retry-after': '1' });
      arrival.response.once('finish', () => leaving.abort());
    });
    const seen = world.own.arrivals.length;
    const before = await countCalls();
    await assert.rejects(
      fetch(`${world.app.url}/v1/chat/completions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ model: name, messages: [{ role: 'user', content: 'hi' }] }),
        signal: leaving.signal,
      }),
    );
    await eventually('the call is over', async () => (await countCalls()) === before + 1, 900);
    assert.equal(world.own.arrivals.length, seen + 1);
  });
});
