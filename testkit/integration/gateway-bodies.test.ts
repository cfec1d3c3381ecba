import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { limits } from '../../src/kernel/limits.ts';
import type { Arrival } from '../stand-ins/hostile-upstream.ts';
import { anthropicStream, openaiStream, wholeAnswers } from '../stand-ins/sample-streams.ts';
import { addCredential, addModel, type GatewayWorld, startGatewayWorld, ways } from './gateway-world.ts';
import { fullChat, listPaths, oldChat, replaceAt, wrong } from './malformed-bodies.ts';
import { RawConnection } from './raw-connection.ts';

/** Answers whatever it is asked on either wire, and vectors too. */
async function answerAnything(arrival: Arrival): Promise<void> {
  const { stream, input } = (await arrival.json()) as { stream?: boolean; input?: unknown[] };
  const isForeign = arrival.path.endsWith('/messages');
  if (arrival.path.endsWith('/embeddings')) {
    const data = (Array.isArray(input) ? input : [input]).map((_, index) => ({ index, embedding: [1, 2] }));
    arrival.answer(200, { object: 'list', data, model: 'v', usage: { prompt_tokens: 1, total_tokens: 1 } });
  } else if (stream) {
    arrival.beginStream();
    arrival.response.end((isForeign ? anthropicStream(['ok']) : openaiStream(['ok'])).wire);
  } else {
    arrival.answer(200, isForeign ? wholeAnswers.anthropic : wholeAnswers.openai);
  }
}

describe('bodies at /v1', () => {
  let world: GatewayWorld;
  let vectors: string;
  before(async () => {
    world = await startGatewayWorld();
    world.upstream.play(answerAnything);
    vectors = await embeddingModel('vectors');
  });
  after(() => world.close());

  const embeddingModel = async (model_name: string) =>
    addModel(world.api, {
      provider: 'openai',
      llm_credentials_id: await addCredential(world.api, {
        provider: 'openai',
        base_url: `${world.upstream.origin}/${model_name}/v1`,
        api_key: 'sk-test-of-vectors-0123456789',
      }),
      model_name,
      is_embedding: true,
    });

  const post = async (path: string, body: string) => {
    const { status, text } = await world.api.call('POST', path, body);
    return { status, text };
  };
  const chatPath = '/v1/chat/completions';
  const alive = async () => assert.equal((await world.app.operator.get('/readyz')).status, 200);

  for (const way of ways) {
    for (const [name, make] of Object.entries({ 'a full body': fullChat, 'an old body': oldChat })) {
      test(`S35 whatever is wrong in ${name}, it is no error of ours (${way})`, async () => {
        const body = make(await world.model(way));
        const good = await post(chatPath, JSON.stringify(body));
        assert.equal(good.status, 200, good.text);
        const paths = listPaths(body);
        await fc.assert(
          fc.asyncProperty(fc.constantFrom(...paths), wrong, async (path, other) => {
            const sent = JSON.stringify(replaceAt(body, path, other)) ?? '';
            const { status, text } = await post(chatPath, sent);
            assert.ok(status === 200 || (status >= 400 && status < 500), `${status} ${text} to ${sent}`);
            assert.ok(status !== 200 || !text.includes('"error"'), text);
          }),
          { numRuns: 400 },
        );
        await alive();
      });
    }
  }

  test('S35 whatever is wrong in an embedding call, it is no error of ours', async () => {
    const body = {
      model: vectors,
      input: ['a', 'b'],
      encoding_format: 'base64',
      dimensions: 2,
      user: 'me',
    };
    assert.equal((await post('/v1/embeddings', JSON.stringify(body))).status, 200);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...listPaths(body)), wrong, async (path, other) => {
        const sent = JSON.stringify(replaceAt(body, path, other)) ?? '';
        const { status, text } = await post('/v1/embeddings', sent);
        assert.ok(status === 200 || (status >= 400 && status < 500), `${status} ${text} to ${sent}`);
      }),
      { numRuns: 400 },
    );
    await alive();
  });

  test('an embedding that the provider does not count is written down without a count, not as nothing', async () => {
    const model = await embeddingModel('uncounted');
    world.upstream.play((arrival) => arrival.answer(200, { data: [{ index: 0, embedding: [1, 2] }] }));
    const { status, text } = await post('/v1/embeddings', JSON.stringify({ model, input: 'a' }));
    assert.deepEqual([status, JSON.parse(text).usage], [200, { prompt_tokens: 0, total_tokens: 0 }]);
    const [attempt] = await world.attemptsOf(model);
    assert.deepEqual([attempt?.prompt_tokens, attempt?.completion_tokens], [null, null]);
    world.upstream.play(answerAnything);
  });

  test('an answer names the model that the provider reported', async () => {
    const ask = async (path: string, body: object) =>
      JSON.parse((await post(path, JSON.stringify(body))).text) as { model: string };
    const messages = [{ role: 'user', content: 'hi' }];
    for (const [way, reported] of [
      ['relayed', 'gpt'],
      ['translated', 'claude'],
    ] as const) {
      assert.equal((await ask(chatPath, { model: await world.model(way), messages })).model, reported);
    }
    assert.equal((await ask('/v1/embeddings', { model: vectors, input: 'hi' })).model, 'v');
  });

  test('S35 what is required and what must be of a type is named', async () => {
    const model = await world.model('relayed');
    const messages = [{ role: 'user', content: 'hi' }];
    for (const [fields, param] of [
      [{ messages: undefined }, 'messages'],
      [{ messages: 'hi' }, 'messages'],
      [{ messages: [{ role: 'robot', content: 'hi' }] }, 'messages[0].role'],
      [{ messages: [{ role: 'user', content: 5 }] }, 'messages[0].content'],
      [{ stream: 'yes' }, 'stream'],
      [{ temperature: 'hot' }, 'temperature'],
      [{ tools: {} }, 'tools'],
      [{ model: 5 }, 'model'],
    ] as const) {
      const sent = JSON.stringify({ model, messages, ...fields });
      const { status, text } = await post(chatPath, sent);
      assert.deepEqual([status, JSON.parse(text).error.param], [400, param], text);
    }
  });

  for (const way of ways) {
    test(`long texts reach the provider as they were written, and broken ones do not leave (${way})`, async () => {
      const model = await world.model(way);
      const long = 'A "quoted" line\n— é 😀 \\u0041 '.repeat(4_000);
      const user = { role: 'user', content: long };
      for (const messages of [[user], [{ role: 'developer', content: 'Short.' }, user]]) {
        let arrived = '';
        world.upstream.play(async (arrival) => {
          arrived = JSON.stringify(await arrival.json());
          await answerAnything(arrival);
        });
        const { status, text } = await post(chatPath, JSON.stringify({ model, messages }));
        assert.equal(status, 200, text);
        assert.ok(arrived.includes(JSON.stringify(long)), arrived.slice(0, 200));
        const broken = JSON.stringify({ model, messages }).replace('Short.', '').replace(/é/g, '\\x');
        arrived = '';
        assert.equal((await post(chatPath, broken)).status, 400);
        assert.equal(arrived, '');
      }
      world.upstream.play(answerAnything);
    });
  }

  test('S34 a key that stands twice is 400, however it is written', async () => {
    for (const path of [chatPath, '/v1/embeddings']) {
      for (const body of [
        '{"model":"a","model":"b"}',
        '{"model":"a","messages":[],"m\\u006fdel":"b"}',
        '{"stream":true,"stream":false,"model":"a"}',
        '{"__proto__":{},"__proto__":{}}',
      ]) {
        const { status, text } = await post(path, body);
        assert.deepEqual([status, JSON.parse(text).error.code], [400, 'invalid_request'], body);
      }
    }
  });

  test('S34 keys that name prototypes are inert', async () => {
    const hostile = '{"x":1,"polluted":true}';
    for (const way of ways) {
      const model = await world.model(way);
      for (const key of ['__proto__', 'constructor', 'prototype']) {
        for (const value of [hostile, `{"prototype":${hostile}}`]) {
          const odd = `"${key}":${value}`;
          for (const body of [
            `{${odd},"drop_unsupported":true,"model":"${model}","messages":[{"role":"user","content":"hi"}]}`,
            `{"model":"${model}","messages":[{${odd},"role":"user","content":"hi"}]}`,
            `{"model":"${model}","messages":[{"role":"user","content":[{${odd},"type":"text","text":"hi"}]}]}`,
            `{"model":"${model}","messages":[{"role":"user","content":"hi"}],"tools":[{${odd},"type":"function","function":{${odd},"name":"f","parameters":{${odd}}}}]}`,
            `{"model":"${model}","messages":[{"role":"user","content":"hi"}],"stream":true,"stream_options":{${odd}}}`,
          ]) {
            const { status, text } = await post(chatPath, body);
            assert.ok(status === 200 || status === 400, `${status} ${text} to ${body}`);
            assert.equal(({} as Record<string, unknown>)['x'], undefined);
            assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
          }
        }
      }
    }
  });

  test('S26 200,000 levels are 400, and the process lives', async () => {
    const deep = 200_000;
    for (const path of [chatPath, '/v1/embeddings']) {
      for (const [open, close] of [
        ['[', ']'],
        ['{"a":', '}'],
      ] as const) {
        const nested = `${open.repeat(deep)}1${close.repeat(deep)}`;
        for (const body of [nested, `{"model":"a","messages":${nested}}`, open.repeat(deep)]) {
          assert.equal((await post(path, body)).status, 400);
        }
      }
      const keys = Array.from({ length: limits.json.keysMax + 1 }, (_, index) => `"k${index}":1`).join();
      assert.equal((await post(path, `{${keys}}`)).status, 400);
    }
    await alive();
  });

  test('S26 a body that says it is too large is 413 before a byte of it came', async () => {
    for (const path of [chatPath, '/v1/embeddings']) {
      const connection = await openWith(path, `Content-Length: ${limits.gateway.bodyBytesMax + 1}`);
      const answer = await connection.nextAnswer();
      assert.equal(answer.status, 413);
      assert.match(answer.headers, /^connection: close$/im);
      assert.equal(JSON.parse(answer.body).error.code, 'request_too_large');
      connection.end();
    }
  });

  test('S26 a body without a length is 413 as soon as it is too large, and is not kept', async () => {
    const connection = await openWith(chatPath, 'Transfer-Encoding: chunked');
    const chunk = `100000\r\n${' '.repeat(0x100000)}\r\n`;
    const chunks = limits.gateway.bodyBytesMax / 0x100000 + 1;
    for (let sent = 0; sent < chunks; sent += 1) await connection.send(chunk);
    const answer = await connection.nextAnswer();
    assert.equal(answer.status, 413);
    assert.match(answer.headers, /^connection: close$/im);
    connection.end();
  });

  test('S26 who may not call has no body read', async () => {
    const connection = await RawConnection.open(world.app.url);
    await connection.send(
      `POST ${chatPath} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer nobody\r\nContent-Length: 1000000\r\n\r\n{`,
    );
    const answer = await connection.nextAnswer();
    assert.equal(answer.status, 401);
    assert.match(answer.headers, /^connection: close$/im);
    connection.end();
  });

  test('S26 a compressed body is refused, not inflated', async () => {
    const { status } = await world.api.call('POST', chatPath, '{}', { 'content-encoding': 'gzip' });
    assert.equal(status, 415);
  });

  const openWith = async (path: string, header: string): Promise<RawConnection> => {
    const connection = await RawConnection.open(world.app.url);
    await connection.send(
      `POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${world.token}\r\n${header}\r\n\r\n`,
    );
    return connection;
  };
});
