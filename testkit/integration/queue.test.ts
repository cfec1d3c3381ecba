import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { CallStoryAnswer } from '../../src/contract/calls.ts';
import { limits } from '../../src/kernel/limits.ts';
import { eventually } from '../eventually.ts';
import { onPostgres } from '../harness.ts';
import type { Arrival } from '../stand-ins/hostile-upstream.ts';
import { Talker } from './conversation-world.ts';
import { answerWell } from './failover-world.ts';
import { readStream } from './gateway-world.ts';
import { away, type QueueWorld, respondAsync, startQueueWorld } from './queue-world.ts';
import { made } from './routing-world.ts';

onPostgres('calls that wait for their model', (storage) => {
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

  /** Fails so many times, then answers. */
  const recoverAfter = (failures: number) => {
    let seen = 0;
    world.upstream.play(async (arrival: Arrival) => {
      seen += 1;
      if (seen <= failures) return away(arrival);
      return answerWell(arrival);
    });
  };
  const arrivals = () => world.upstream.arrivals.length;

  test('a client that waits gets its answer on its connection, as if nothing had been', async () => {
    recoverAfter(3);
    const response = await world.chat({ model });
    const body = JSON.parse(await response.text());
    assert.equal(response.status, 200, JSON.stringify(body));
    assert.equal(body.choices[0].message.content, 'hello');
    assert.equal(response.headers.get('x-plugboard-attempts'), '4');
    assert.equal(response.headers.get('x-plugboard-served-by'), 'own');
    const id = response.headers.get('x-plugboard-queue-id') ?? '';
    const polled = await world.poll(id);
    assert.deepEqual([polled.status, polled.attempts, polled.response], ['done', 4, undefined]);
  });

  test('a client that streams waits on comments, and then has the real stream', async () => {
    recoverAfter(3);
    const response = await world.chat({ model, stream: true });
    assert.equal(response.status, 200);
    const id = response.headers.get('x-plugboard-queue-id') ?? '';
    const { text, hasDone, raw } = await readStream(response);
    assert.deepEqual([text, hasDone], ['Guten Tag', true]);
    assert.match(raw, /^: ping\n\n: ping\n\n/);
    assert.match(raw, /\n: x-plugboard-attempts: 4\n/);
    assert.equal((await world.until(id, 'done')).attempts, 4);
  });

  test('the story of a call that waited is told to its administrator, and to operators by its id alone', async () => {
    recoverAfter(2);
    const response = await world.chat({ model });
    await response.arrayBuffer();
    const id = response.headers.get('x-request-id') ?? '';
    const told = await world.admin.get(`/calls/${id}`);
    assert.equal(told.status, 200, told.text);
    const story = told.body as unknown as CallStoryAnswer;
    assert.deepEqual([story.tenant, story.state, story.attempts.length], ['acme', 'answered', 3]);
    assert.deepEqual(story.policy?.policy, 'queue_and_retry');
    for (const [name, value] of Object.entries(story.headers ?? {})) {
      assert.equal(response.headers.get(name), value, name);
    }
    assert.match(
      story.steps.map(({ text }) => text).join('\n'),
      /put in the queue as .*\nTry 2: .*again, after overloaded/s,
    );
    assert.deepEqual((await world.app.operator.get(`/calls/${id}`)).body['summary'], story.summary);
    const unknown = 'req_01a1fe76-3c2f-7857-937f-b97f1727e037';
    for (const other of [unknown, 'anything']) {
      assert.equal((await world.admin.get(`/calls/${other}`)).body['code'], 'call_not_found');
      assert.equal((await world.app.operator.get(`/calls/${other}`)).body['code'], 'call_not_found');
    }
  });

  test('a client that asks not to wait is told where its answer will be', async () => {
    recoverAfter(2);
    const response = await world.chat({ model, stream: true }, { headers: respondAsync });
    const told = JSON.parse(await response.text());
    assert.equal(response.status, 202);
    assert.deepEqual([told.code, told.status, told.attempts], ['queued', 'queued', 1]);
    assert.equal(response.headers.get('location'), `/v1/queue/${told.queue_id}`);
    assert.equal(response.headers.get('preference-applied'), 'respond-async');
    const { response: answer, attempts } = await world.until(told.queue_id, 'done');
    assert.deepEqual([answer?.choices[0]?.message.content, attempts], ['hello', 3]);
  });

  test('a queued call waits while its budget is spent, and goes on once it may; how long it waited stands in the ledger', async () => {
    const name = await world.model({ model_name: 'budgeted' });
    const wish = { model_name: 'budgeted', measure: 'requests', per: 'month', amount: 1, hard: true };
    const { id: budget } = await made(world.admin.call('PUT', '/budgets', wish));
    const id = await world.enqueue({ model: name });
    recoverAfter(0);
    const before = arrivals();
    const first = (await world.poll(id)).next_attempt_at;
    await eventually('it was looked at again', async () => (await world.poll(id)).next_attempt_at !== first);
    assert.deepEqual([arrivals(), (await world.poll(id)).status], [before, 'queued']);
    await world.admin.call('DELETE', `/budgets/${budget}`);
    await world.until(id, 'done');
    const { items } = (await made(world.admin.get('/ledger?model_name=budgeted&outcome=answered'))) as {
      items: { queue_ms: number }[];
    };
    assert.ok(items[0] && items[0].queue_ms > 0);
    const [sum] = (await made(world.admin.get('/usage?model_name=budgeted')))['items'] as {
      queue_ms: number;
    }[];
    assert.equal(sum?.queue_ms, items[0].queue_ms);
  });

  test('a client that waited long enough is told where its answer will be, whole or streaming', async () => {
    await world.policy({ hold_s: 1 });
    try {
      const ids: string[] = [];
      for (const stream of [false, true]) {
        const response = await world.chat({ model: await world.model(), stream });
        const raw = await response.text();
        const said = stream ? JSON.parse(/data: (\{.*\})\n\n$/.exec(raw)?.[1] ?? '') : JSON.parse(raw);
        assert.equal(response.status, stream ? 200 : 503);
        assert.equal(said.error.code, 'queued');
        assert.ok(!raw.includes('[DONE]'));
        ids.push(said.queue_id);
      }
      world.upstream.play(answerWell);
      world.app.clock.advance(limits.circuit.openMs);
      for (const id of ids) {
        const { response } = await world.until(id, 'done');
        assert.equal(response?.choices[0]?.message.content, 'hello');
      }
    } finally {
      await world.policy();
    }
  });

  test('an attempt that is under way when the client is told to come back goes on, and is not repeated', async () => {
    await world.policy({ hold_s: 1 });
    try {
      const waiting: Arrival[] = [];
      const before = arrivals();
      world.upstream.play((arrival) => {
        if (arrivals() === before + 1) return away(arrival);
        waiting.push(arrival);
      });
      const response = await world.chat({ model });
      const { queue_id: id } = (await response.json()) as { queue_id: string };
      assert.equal(response.status, 503);
      await answerWell(waiting[0] as Arrival);
      assert.equal((await world.until(id, 'done')).response?.choices[0]?.message.content, 'hello');
      assert.equal(arrivals(), before + 2);
    } finally {
      await world.policy();
    }
  });

  test('a client that leaves takes its call along; with a key it may come back for it', async () => {
    const leave = async (headers: Record<string, string>) => {
      const leaving = new AbortController();
      const before = arrivals();
      const call = world.chat({ model }, { headers, signal: leaving.signal });
      await eventually('it was tried twice', () => arrivals() >= before + 2);
      leaving.abort();
      await assert.rejects(call);
    };
    const listed = async (status: string) =>
      ((await world.admin.get(`/queue?status=${status}`)).body['items'] as { model: string }[]).filter(
        (one) => one.model === model,
      ).length;
    await leave({});
    await eventually('it is cancelled', async () => (await listed('cancelled')) === 1);
    await leave({ 'idempotency-key': 'mine' });
    await eventually('it waits', async () => (await listed('queued')) === 1);
    const again = await world.chat({ model }, { headers: { 'idempotency-key': 'mine' } });
    const { error, queue_id: id } = (await again.json()) as { error: { code: string }; queue_id: string };
    assert.deepEqual([again.status, error.code], [503, 'queued']);
    world.upstream.play(answerWell);
    await world.until(id, 'done');
    const replayed = await world.chat({ model }, { headers: { 'idempotency-key': 'mine' } });
    assert.equal(replayed.headers.get('x-plugboard-replayed'), 'true');
    assert.equal(((await replayed.json()) as { object: string }).object, 'chat.completion');
  });

  test('a call that was cancelled is not tried any more, and its key is free again', async () => {
    const headers = { 'idempotency-key': 'cancelled' };
    const id = await world.enqueue({ model }, { headers });
    const { status, body } = await world.app.as(world.token).call('DELETE', `/v1/queue/${id}`);
    assert.deepEqual([status, body['status']], [200, 'cancelled']);
    assert.equal(((await world.poll(id)).error as { code: string }).code, 'queued_call_cancelled');
    const seen = arrivals();
    world.upstream.play(answerWell);
    const again = await world.chat({ model }, { headers });
    assert.equal(again.status, 200);
    assert.equal(arrivals(), seen + 1);
  });

  test('an attempt that runs when its call is cancelled is broken off', async () => {
    const id = await world.enqueue({ model });
    const hanging = new Promise<Arrival>((resolve) => world.upstream.play(resolve));
    const arrival = await hanging;
    await world.admin.call('DELETE', `/queue/${id}`);
    await arrival.left;
    assert.equal((await world.poll(id)).status, 'cancelled');
  });

  test('S52 a call that keeps failing ends after its attempts, or at its deadline', async () => {
    await world.policy({ max_attempts: 3 });
    const few = await world.enqueue({ model });
    await world.policy({ deadline_s: 2 });
    const brief = await world.enqueue({ model: await world.model() });
    await world.policy();
    const failed = await world.until(few, 'failed');
    assert.deepEqual([failed.attempts, failed.error?.code], [3, 'llm_unavailable']);
    const expired = await world.until(brief, 'expired');
    assert.equal(expired.error?.code, 'llm_unavailable');
  });

  test('what the model refuses is refused for good, with the code that a caller on the line would get', async () => {
    const id = await world.enqueue({ model });
    world.upstream.play((arrival) => arrival.answer(400, { error: { message: 'no such thing', type: 'x' } }));
    const { error, attempts } = await world.until(id, 'failed');
    assert.equal(error?.code, 'invalid_request');
    assert.ok(attempts >= 2);
  });

  test('while the way to an account is closed its calls wait, and no attempt is counted', async () => {
    await Promise.all(Array.from({ length: 6 }, () => world.enqueue({ model })));
    const seen = arrivals();
    const id = await world.enqueue({ model });
    const { attempts } = await world.poll(id);
    assert.deepEqual([attempts, arrivals()], [0, seen]);
  });

  test('S52 prompts and answers lie sealed, the prompt only for as long as the call waits', async () => {
    const secret = 'nobody-should-read-this';
    const id = await world.enqueue({ model, messages: [{ role: 'user', content: secret }] });
    const list = await world.admin.get('/queue');
    assert.ok(!list.text.includes(secret));
    const [item] = list.body['items'] as Record<string, unknown>[];
    assert.deepEqual([item?.['id'], item?.['model'], item?.['attempts']], [id, model, 1]);
    // It may just be tried again.
    assert.match(String(item?.['status']), /^(queued|running)$/);
    assert.deepEqual(item?.['last_failure'], {
      class: 'overloaded',
      message: 'The model cannot answer now.',
    });
    world.upstream.play(answerWell);
    await world.until(id, 'done');
    assert.ok(!(await world.admin.get('/queue')).text.includes('hello'));
  });

  /** Somebody, and a conversation with the model. */
  const converse = async () => {
    const talker = new Talker(world.app, world.token, {});
    const { items } = await made(world.admin.get('/config/llm?limit=1000'));
    const { id } = (items as { id: string; name: string }[]).find(({ name }) => name === model) ?? {};
    return { talker, id: await talker.begin({ llm_config_id: id }) };
  };
  const lastOf = async ({ talker, id }: Awaited<ReturnType<typeof converse>>) => {
    const { role, content, status, error, queue_id: queueId } = (await talker.read(id)).messages.at(-1) ?? {};
    return { said: [role, content, status, error?.code], queueId: queueId ?? '' };
  };

  test('a message in a conversation waits on its line, streaming and whole, and its answer is kept as ever', async () => {
    recoverAfter(2);
    const talk = await converse();
    const streamed = await talk.talker.say(talk.id, 'One?');
    assert.deepEqual([streamed.text, streamed.hasDone], ['Guten Tag', true]);
    assert.match(streamed.raw, /^: ping\n\n/);
    assert.deepEqual((await lastOf(talk)).said, ['assistant', 'Guten Tag', 'complete', undefined]);
    recoverAfter(2);
    const whole = await talk.talker.post(`${talk.id}/messages`, { content: 'Two?', stream: false });
    assert.deepEqual([whole.status, whole.headers.get('x-plugboard-attempts')], [200, '3']);
    assert.deepEqual((await lastOf(talk)).said, ['assistant', 'hello', 'complete', undefined]);
  });

  test('a message whose line was let go stays waiting, and is answered into its conversation alone', async () => {
    await world.policy({ hold_s: 1 });
    const talk = await converse();
    const { talker, id } = talk;
    try {
      const told = await talker.say(id, 'One?');
      assert.deepEqual([told.errorCode, told.hasDone], ['queued', false]);
      const { said, queueId } = await lastOf(talk);
      assert.deepEqual(said, ['assistant', '', 'waiting', undefined]);
      assert.equal((await talker.say(id, 'Two?')).errorCode, 'conversation_busy');
      world.upstream.play(answerWell);
      assert.equal((await world.until(queueId, 'done')).response, undefined);
      assert.deepEqual((await lastOf(talk)).said, ['assistant', 'hello', 'complete', undefined]);
      world.upstream.play(away);
      const whole = await talker.post(`${id}/messages`, { content: 'Two?', stream: false });
      const problem = (await whole.json()) as { code: string; queue_id: string };
      assert.deepEqual([whole.status, problem.code], [503, 'queued']);
      assert.equal(problem.queue_id, (await lastOf(talk)).queueId);
    } finally {
      await world.policy();
    }
  });

  test('a turn and its queued call end together, whichever is ended', async () => {
    const talk = await converse();
    const { talker, id } = talk;
    const headers = {
      authorization: `Bearer ${talker.token}`,
      'content-type': 'application/json',
      ...respondAsync,
    };
    const put = async (path: string, body: unknown) => {
      const { status, headers: told } = await talker.post(path, body, { headers });
      assert.equal(status, 202);
      return told.get('x-plugboard-queue-id') ?? '';
    };
    const first = await put(`${id}/messages`, { content: 'One?' });
    const question = (await talker.read(id)).messages[0]?.id;
    const second = await put(`${id}/messages/${question}/retry`, {});
    assert.equal((await world.poll(first)).status, 'cancelled', 'another attempt takes its place');
    await world.admin.call('DELETE', `/queue/${second}`);
    assert.deepEqual((await lastOf(talk)).said, ['user', 'One?', 'failed', 'queued_call_cancelled']);
    const third = await put(`${id}/messages/${question}/retry`, {});
    await talker.call('DELETE', `/${id}`);
    assert.equal((await world.poll(third)).status, 'cancelled');
    // Where no text is kept, none is kept for later either.
    await made(world.admin.call('PUT', '/conversation_settings', { retention_days: 0 }));
    const unkept = await converse();
    assert.equal((await talker.say(unkept.id, 'One?')).errorCode, 'llm_unavailable');
    await made(world.admin.call('PUT', '/conversation_settings', { retention_days: 30 }));
  });
});
