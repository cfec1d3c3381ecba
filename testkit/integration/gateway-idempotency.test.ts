import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { limits } from '../../src/kernel/limits.ts';
import { eventually } from '../eventually.ts';
import { onPostgres } from '../harness.ts';
import type { Arrival } from '../stand-ins/hostile-upstream.ts';
import { anthropicStream, openaiStream, wholeAnswers } from '../stand-ins/sample-streams.ts';
import { addCredential, addModel, type GatewayWorld, startGatewayWorld, ways } from './gateway-world.ts';
import {
  assertOwnAnswer,
  assertReplayOf,
  callWithKey,
  type KeyedAnswer,
  type KeyedCall,
} from './keyed-calls.ts';

const said = 'A sentence that only this model has said.';
const streams = {
  relayed: openaiStream(['Grü', 'ße 😀', said]),
  rebuilt: openaiStream(['Grü', 'ße 😀', said]),
  translated: anthropicStream(['Grü', 'ße 😀', said]),
};

onPostgres('a call with an Idempotency-Key', (storage) => {
  let world: GatewayWorld;
  let model: string;
  let keys = 0;

  before(async () => {
    world = await startGatewayWorld({ storage });
    model = await world.model('relayed');
  });
  after(() => world.close());

  const newKey = () => {
    keys += 1;
    return `key ${keys}`;
  };

  const ask = (asked: KeyedCall, url = world.app.url) =>
    callWithKey({ url, token: world.token, model }, asked);

  /** How many calls reached the provider while this was done. */
  async function countCalls(work: () => Promise<unknown>): Promise<number> {
    const { arrivals } = world.upstream;
    const before = arrivals.length;
    await work();
    return arrivals.length - before;
  }

  const answerWhole = (arrival: Arrival) => arrival.answer(200, wholeAnswers.openai);

  test('is answered once: a repeat gets the same bytes, and what told of them', async () => {
    for (const way of ways) {
      const asked = { key: newKey(), model: await world.model(way) };
      const whole = wholeAnswers[way === 'translated' ? 'anthropic' : 'openai'];
      world.upstream.play((arrival) => arrival.answer(200, whole));
      const calls = await countCalls(async () => {
        const first = await ask(asked);
        assertOwnAnswer(first);
        assert.equal(first.headers['x-plugboard-served-by'], 'own');
        for (let repeat = 0; repeat < 3; repeat += 1) assertReplayOf(first, await ask(asked));
      });
      assert.equal(calls, 1, way);
    }
  });

  test('is answered once when it streams: a repeat gets the same events as a stream', async () => {
    for (const way of ways) {
      const asked = { key: newKey(), model: await world.model(way), more: { stream: true } };
      world.upstream.play((arrival) => {
        arrival.beginStream();
        arrival.response.end(streams[way].wire);
      });
      const calls = await countCalls(async () => {
        const first = await ask(asked);
        assert.match(first.text, /data: \[DONE\]\n\n$/);
        assert.match(first.headers['content-type'] ?? '', /^text\/event-stream/);
        const [again, andAgain] = [await ask(asked), await ask(asked)];
        assertReplayOf(first, again);
        assertReplayOf(first, andAgain);
      });
      assert.equal(calls, 1, way);
    }
  });

  test('is answered once for embeddings', async () => {
    const credential = {
      provider: 'openai',
      base_url: `${world.upstream.origin}/v1`,
      api_key: 'sk-of-embeddings-0',
    };
    const config = {
      provider: 'openai',
      llm_credentials_id: await addCredential(world.api, { ...credential, name: 'for embeddings' }),
      model_name: 'text-embedding-3-small',
      is_embedding: true,
    };
    const asked = {
      key: newKey(),
      path: 'embeddings',
      model: await addModel(world.api, config),
      more: { input: ['a'], messages: undefined },
    };
    const data = [{ object: 'embedding', index: 0, embedding: [0.25, -1] }];
    world.upstream.play((arrival) =>
      arrival.answer(200, { object: 'list', data, usage: { prompt_tokens: 1 } }),
    );
    const calls = await countCalls(async () => {
      const first = await ask(asked);
      assert.equal(first.status, 200, first.text);
      assert.ok(first.headers['x-plugboard-vector-space']);
      assertReplayOf(first, await ask(asked));
    });
    assert.equal(calls, 1);
  });

  test('asks something else under its key: 409', async () => {
    world.upstream.play(answerWhole);
    const key = newKey();
    await ask({ key });
    const calls = await countCalls(async () => {
      for (const more of [{ temperature: 0 }, { stream: true }]) {
        const { status, code } = await ask({ key, more });
        assert.deepEqual([status, code], [409, 'idempotency_key_reused']);
      }
    });
    assert.equal(calls, 0);
  });

  test('is repeated while it runs: 409 until it has its answer; of many at once one is sent', async () => {
    const key = newKey();
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    world.upstream.play(async (arrival) => {
      await released;
      answerWhole(arrival);
    });
    const calls = await countCalls(async () => {
      const asking = Array.from({ length: 6 }, () => ask({ key }));
      const refused: KeyedAnswer[] = [];
      for (const asked of asking) {
        void asked.then((got) => {
          if (got.status !== 200) refused.push(got);
        });
      }
      await eventually('all others are refused', () => refused.length === asking.length - 1);
      for (const { status, code, headers } of refused) {
        assert.deepEqual([status, code], [409, 'idempotency_in_progress']);
        assert.equal(headers['retry-after'], String(limits.idempotency.retryAfterSeconds));
      }
      assert.equal((await ask({ key, more: { temperature: 0 } })).code, 'idempotency_key_reused');
      release();
      const first = (await Promise.all(asking)).find(({ status }) => status === 200) ?? assert.fail();
      assertReplayOf(first, await ask({ key }));
    });
    assert.equal(calls, 1);
  });

  test('fails in a way that may pass: its key is free at once', async () => {
    const failing: Record<string, (arrival: Arrival) => void> = {
      'status 500': (arrival) => arrival.answer(500, {}),
      'status 429': (arrival) => arrival.answer(429, { error: { message: 'slow down' } }),
      'a missing permission': (arrival) => arrival.answer(403, { error: { message: 'no' } }),
      'a reset': (arrival) => arrival.reset(),
    };
    for (const [what, fail] of Object.entries(failing)) {
      // A credential of its own: one that is refused stays refused for a while.
      const asked = { key: newKey(), model: await world.model('translated') };
      world.upstream.play(fail);
      assert.ok((await ask(asked)).status >= 500, what);
      world.upstream.play((arrival) => arrival.answer(200, wholeAnswers.anthropic));
      assertOwnAnswer(await ask(asked), what);
    }
  });

  test('streams and breaks off: what was cut is never replayed', async () => {
    for (const way of ways) {
      const asked = { key: newKey(), model: await world.model(way), more: { stream: true } };
      const { wire } = streams[way];
      world.upstream.play((arrival) => {
        arrival.beginStream();
        arrival.response.end(wire.slice(0, wire.indexOf('\n\n', wire.indexOf('Grü')) + 2));
      });
      const cut = await ask(asked);
      assert.match(cut.text, /"error"/);
      world.upstream.play((arrival) => {
        arrival.beginStream();
        arrival.response.end(wire);
      });
      const next = await ask(asked);
      assertOwnAnswer(next, way);
      assert.match(next.text, /\[DONE\]\n\n$/);
    }
  });

  test('is given up by its caller: its key is free', async () => {
    const asked = { key: newKey() };
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
    world.upstream.play(() => arrive());
    const leaving = new AbortController();
    const left = ask({ ...asked, signal: leaving.signal });
    await arrived;
    leaving.abort();
    await assert.rejects(left);
    world.upstream.play(answerWhole);
    const next = await eventually('the key is free', async () => {
      const got = await ask(asked);
      return got.status !== 409 && got;
    });
    assertOwnAnswer(next);
  });

  test('is refused by the provider for what it asks: a repeat is refused likewise, without asking again', async () => {
    const asked = { key: newKey() };
    const error = { message: 'temperature is too high', type: 'invalid_request_error', param: 'temperature' };
    world.upstream.play((arrival) => arrival.answer(400, { error }));
    const calls = await countCalls(async () => {
      const first = await ask(asked);
      assert.deepEqual([first.status, first.code], [400, 'invalid_request']);
      const repeat = await ask(asked);
      assert.deepEqual([repeat.status, repeat.text], [400, first.text]);
      assert.equal(repeat.headers['x-plugboard-original-request-id'], first.headers['x-request-id']);
    });
    assert.equal(calls, 1);
  });

  test('is refused here: nothing is kept of it', async () => {
    const key = newKey();
    const image = { type: 'image_url', image_url: { url: 'http://127.0.0.1:1/none.png' } };
    const more = { messages: [{ role: 'user', content: [image] }] };
    const refused = { key, model: await world.model('translated'), more };
    for (let call = 0; call < 2; call += 1) {
      const { status, headers } = await ask(refused);
      assert.deepEqual([status, headers['x-plugboard-replayed']], [400, undefined]);
    }
  });

  test('has a key of another shape: 400, and nothing is sent', async () => {
    const calls = await countCalls(async () => {
      for (const key of ['', 'k'.repeat(256), 'schl\u00fcssel']) {
        const { status, code, text } = await ask({ key });
        assert.deepEqual([status, code], [400, 'invalid_request'], text);
        assert.equal(JSON.parse(text).error.param, 'Idempotency-Key');
      }
    });
    assert.equal(calls, 0);
  });

  test('shares its key with nobody: another token’s call is a call of its own', async () => {
    const asked = { key: newKey() };
    const body = { name: 'second', role: 'user', environment: 'dev' };
    const made = await world.app.operator.call('POST', '/tenants/acme/tokens', body);
    const authorization = `Bearer ${made.body['token']}`;
    world.upstream.play(answerWhole);
    const calls = await countCalls(async () => {
      await ask(asked);
      assertOwnAnswer(await ask({ ...asked, headers: { authorization } }));
    });
    assert.equal(calls, 2);
  });

  test('has an answer beyond the limit: it is not kept, and a repeat is a call of its own', async () => {
    const asked = { key: newKey() };
    const content = 'x'.repeat(limits.idempotency.answerBytesMax);
    const [choice] = wholeAnswers.openai.choices;
    const choices = [{ ...choice, message: { role: 'assistant', content } }];
    world.upstream.play((arrival) => arrival.answer(200, { ...wholeAnswers.openai, choices }));
    const calls = await countCalls(async () => {
      for (let call = 0; call < 2; call += 1) {
        const got = await ask(asked);
        assertOwnAnswer(got);
        assert.ok(got.text.length > content.length);
      }
    });
    assert.equal(calls, 2);
  });
});
