import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../eventually.ts';
import type { Arrival } from '../stand-ins/hostile-upstream.ts';
import { startOauth2Server } from '../stand-ins/oauth2-server.ts';
import { anthropicStream, openaiStream, wholeAnswers } from '../stand-ins/sample-streams.ts';
import { addCredential, addModel, type GatewayWorld, startGatewayWorld, ways } from './gateway-world.ts';
import { RawConnection } from './raw-connection.ts';

const withinMs = 1_000;
const wires = {
  relayed: openaiStream(['one', 'two']).wire,
  rebuilt: openaiStream(['one', 'two']).wire,
  translated: anthropicStream(['one', 'two']).wire,
};

describe('S31 when the client is gone', () => {
  let world: GatewayWorld;
  before(async () => {
    world = await startGatewayWorld();
  });
  after(() => world.close());

  /** Calls, leaves when the upstream says so, and waits until it knows. */
  const leave = async (
    model: string,
    fields: Record<string, unknown>,
    play: (arrival: Arrival) => void | Promise<void>,
    path = '/v1/chat/completions',
  ): Promise<void> => {
    const client = new AbortController();
    let arrived: (arrival: Arrival) => void = () => undefined;
    const arrival = new Promise<Arrival>((resolve) => {
      arrived = resolve;
    });
    world.upstream.play(async (current) => {
      await play(current);
      arrived(current);
    });
    const call = fetch(`${world.app.url}${path}`, {
      method: 'POST',
      signal: client.signal,
      headers: { authorization: `Bearer ${world.token}` },
      body: JSON.stringify({ model, messages: [{ role: 'user', content: 'hi' }], ...fields }),
    }).then((response) => response.text());
    call.catch(() => undefined);
    const { left } = await arrival;
    const at = performance.now();
    client.abort();
    const took = (await left) - at;
    assert.ok(took < withinMs, `the upstream was left after ${took} ms`);
    await assert.rejects(call);
  };

  for (const way of ways) {
    const wire = wires[way];
    const begun = (length: number) => async (arrival: Arrival) => {
      await arrival.body();
      arrival.beginStream();
      await new Promise<void>((resolve) => arrival.response.write(wire.slice(0, length), () => resolve()));
    };
    const phases: Record<string, [Record<string, unknown>, (arrival: Arrival) => void | Promise<void>]> = {
      'while the head is waited for': [{ stream: true }, () => undefined],
      'before the first content': [{ stream: true }, begun(wire.indexOf('one') - 100)],
      'in the middle of the stream': [{ stream: true }, begun(wire.indexOf('two'))],
      'while the head of a whole answer is waited for': [{}, () => undefined],
      'in the middle of a whole answer': [
        {},
        async ({ response }) => {
          response.writeHead(200, { 'content-type': 'application/json' });
          await new Promise<void>((resolve) => response.write('{"choices":[', () => resolve()));
        },
      ],
    };
    test(`the upstream is left within a second, and the call is recorded as aborted (${way})`, async () => {
      const models: string[] = [];
      for (const [fields, play] of Object.values(phases)) {
        const model = await world.model(way);
        models.push(model);
        await leave(model, fields, play);
      }
      const recorded = await Promise.all(models.map((model) => world.attemptsOf(model)));
      for (const attempts of recorded) {
        assert.deepEqual(
          attempts.map(({ outcome, failure_class: failure }) => [outcome, failure]),
          [['aborted', null]],
        );
      }
    });
  }

  test('what the upstream said of usage up to then is recorded', async () => {
    const wire = wires.relayed;
    world.upstream.play(async (arrival) => {
      await arrival.body();
      arrival.beginStream();
      arrival.response.write(wire.slice(0, wire.indexOf('data: [DONE]')));
    });
    const model = await world.model('relayed');
    const client = new AbortController();
    const asked = { stream: true, stream_options: { include_usage: true } };
    const response = await world.chat(model, asked, { signal: client.signal });
    for await (const chunk of response.body ?? []) {
      if (Buffer.from(chunk).includes('"completion_tokens":4')) break;
    }
    client.abort();
    const [attempt] = await world.attemptsOf(model);
    assert.deepEqual([attempt?.outcome, attempt?.completion_tokens], ['aborted', 4]);
  });

  test('what a prompt cost is recorded also where the count of the answer was still to come', async () => {
    const { wire, promptTokens } = anthropicStream(['one', 'two']);
    world.upstream.play(async (arrival) => {
      await arrival.body();
      arrival.beginStream();
      arrival.response.write(wire.slice(0, wire.indexOf('two')));
    });
    const model = await world.model('translated');
    const client = new AbortController();
    const response = await world.chat(model, { stream: true }, { signal: client.signal });
    for await (const chunk of response.body ?? []) if (Buffer.from(chunk).includes('one')) break;
    client.abort();
    const [attempt] = await world.attemptsOf(model);
    assert.deepEqual([attempt?.outcome, attempt?.prompt_tokens], ['aborted', promptTokens]);
  });

  test('an embedding call is left as well', async () => {
    // A new model of this kind is looked at first.
    world.upstream.play((arrival) => arrival.answer(404, {}));
    const model = await addModel(world.api, {
      provider: 'openai',
      llm_credentials_id: await addCredential(world.api, {
        provider: 'openai',
        base_url: `${world.upstream.origin}/vectors`,
        api_key: 'sk-test-of-vectors-0123456789',
      }),
      model_name: 'vectors',
      is_embedding: true,
    });
    await leave(model, { input: ['a'] }, () => undefined, '/v1/embeddings');
    assert.equal((await world.attemptsOf(model))[0]?.outcome, 'aborted');
  });

  test('an upload to a slow upstream ends', async () => {
    const model = await world.model('relayed');
    const content = 'x'.repeat(24 * 1024 * 1024);
    let received = 0;
    await leave(model, { stream: true, messages: [{ role: 'user', content }] }, ({ response: { req } }) => {
      req.on('data', (chunk: Buffer) => {
        received += chunk.length;
      });
    });
    assert.ok(received < content.length, `${received} bytes arrived`);
    assert.equal((await world.attemptsOf(model))[0]?.outcome, 'aborted');
  });

  test('a call whose own body never ends reaches no upstream', async () => {
    const before = world.upstream.arrivals.length;
    const connection = await RawConnection.open(world.app.url);
    await connection.send(
      `POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${world.token}\r\nContent-Length: 100\r\n\r\n{`,
    );
    connection.end();
    world.upstream.play((arrival) => arrival.answer(200, wholeAnswers.openai));
    assert.equal((await world.chat(await world.model('relayed'))).status, 200);
    assert.equal(world.upstream.arrivals.length, before + 1, 'only the call after it');
  });

  test('while a token is fetched the call is over at once, and never reaches the provider', async (t) => {
    const issuer = await startOauth2Server({ style: 'post', clientSecret: 'secret-of-the-client-0123' });
    t.after(() => issuer.close());
    const credential = await addCredential(world.api, {
      creds_type: 'OAUTH2',
      provider: 'openai',
      base_url: `${world.upstream.origin}/oauth/v1`,
      token_url: issuer.tokenUrl,
      client_id: issuer.clientId,
      client_secret: issuer.clientSecret,
      client_auth: 'post',
    });
    const makeModel = (name: string) =>
      addModel(world.api, { provider: 'openai', llm_credentials_id: credential, model_name: name });
    const leaveAtIssuer = async (model: string, stream: boolean) => {
      let release: () => void = () => undefined;
      issuer.holdUntil(
        new Promise((resolve) => {
          release = resolve;
        }),
      );
      const asked = issuer.asked;
      const client = new AbortController();
      const call = world.chat(model, { stream }, { signal: client.signal });
      call.catch(() => undefined);
      await eventually('the token endpoint is asked', () => issuer.asked > asked);
      client.abort();
      const [attempt] = await world.attemptsOf(model);
      assert.equal(attempt?.outcome, 'aborted');
      release();
      // Whoever comes next gets the token that was waited for.
      await eventually('the token is there', () => issuer.tokens.size > 0);
      await pause(50);
    };

    const before = world.upstream.arrivals.length;
    await leaveAtIssuer(await makeModel('gpt-first-token'), true);
    assert.equal(world.upstream.arrivals.length, before, 'with the first token');

    // The provider refuses the token that is known by now: a second one is fetched.
    world.upstream.play((arrival) => arrival.answer(401, {}));
    for (const [index, stream] of [true, false].entries()) {
      await leaveAtIssuer(await makeModel(`gpt-second-token-${index}`), stream);
      assert.equal(world.upstream.arrivals.length, before + 1 + index, 'only what was refused arrived');
    }
  });
});
