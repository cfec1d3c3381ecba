import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, describe, test } from 'node:test';
import type { Arrival } from '../stand-ins/hostile-upstream.ts';
import { anthropicStream, openaiStream, wholeAnswers } from '../stand-ins/sample-streams.ts';
import {
  addCredential,
  addModel,
  type GatewayWorld,
  startGatewayWorld,
  type Way,
  ways,
} from './gateway-world.ts';

const samples = {
  relayed: openaiStream(['Hel', 'lo']),
  rebuilt: openaiStream(['Hel', 'lo']),
  translated: anthropicStream(['Hel', 'lo']),
};

const wholes = {
  relayed: wholeAnswers.openai,
  rebuilt: wholeAnswers.openai,
  translated: wholeAnswers.anthropic,
};

function answerWell(way: Way): (arrival: Arrival) => Promise<void> {
  return async (arrival) => {
    const { stream } = await arrival.json();
    if (!stream) return arrival.answer(200, wholes[way]);
    arrival.beginStream();
    arrival.response.end(samples[way].wire);
  };
}

/** Everything that leaves towards clients, and what HTTP itself adds. */
const allowedHeaders =
  /^(content-type|content-length|cache-control|x-content-type-options|x-accel-buffering|x-request-id|x-plugboard-[a-z-]+|x-should-retry|retry-after|date|connection|keep-alive|transfer-encoding)$/;

describe('what passes between client and upstream', () => {
  let world: GatewayWorld;
  before(async () => {
    world = await startGatewayWorld();
  });
  after(() => world.close());

  const sentByClient = {
    connection: 'keep-alive, x-hop',
    'x-hop': 'hop-marker',
    cookie: 'session=cookie-marker',
    'proxy-authorization': 'Basic proxy-marker',
    'keep-alive': 'timeout=5',
    te: 'trailers',
    trailer: 'x-later',
    forwarded: 'for=forwarded-marker',
    'x-forwarded-for': '203.0.113.9',
    'user-agent': 'agent-marker',
    'accept-encoding': 'gzip, br',
    accept: 'accept-marker/x',
    'openai-organization': 'org-marker',
    'anthropic-beta': 'beta-marker',
    'x-stainless-lang': 'stainless-marker',
    referer: 'http://referer-marker/',
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    'content-type': 'application/json; charset=utf-8; marker=x',
  };

  for (const way of ways) {
    test(`S32 of a client’s headers none goes upstream (${way})`, async () => {
      const model = await world.model(way);
      world.upstream.play(answerWell(way));
      for (const stream of [true, false]) {
        const status = await postRaw(world, sentByClient, { model, stream });
        assert.equal(status, 200);
        const { headers = {} } = world.upstream.arrivals.at(-1) ?? {};
        const [key] = way === 'translated' ? world.keys.slice(1) : world.keys;
        const length = headers['content-length'];
        assert.match(length ?? '', /^\d+$/);
        assert.deepEqual(headers, {
          host: new URL(world.upstream.origin).host,
          connection: 'keep-alive',
          'user-agent': 'Plugboard',
          'accept-encoding': 'identity',
          'content-type': 'application/json',
          'content-length': length,
          accept: stream ? 'text/event-stream' : 'application/json',
          ...(way === 'translated'
            ? { 'x-api-key': key, 'anthropic-version': '2023-06-01' }
            : { authorization: `Bearer ${key}` }),
        });
      }
    });

    test(`S33 of an upstream’s headers and fields of events none leaves (${way})`, async () => {
      const { wire, text } = samples[way];
      const headers = {
        'set-cookie': 'a=cookie-marker',
        server: 'server-marker',
        'x-powered-by': 'powered-marker',
        'access-control-allow-origin': '*',
        'content-security-policy': 'csp-marker',
        link: '</marker>; rel=preload',
        'x-request-id': 'upstream-id-marker',
        'x-plugboard-served-by': 'forged-marker',
        'openai-organization': 'org-marker',
        'cache-control': 'public, max-age=marker',
      };
      const odd = [
        'event: execute\ndata: <script>marker</script>\n\n',
        'event: execute\ndata: {"marker":1}\n\n',
        'id: id-marker\nretry: 1\n\n',
        ': comment-marker\n\n',
        'marker: x\n\n',
        'event: ping\ndata: {"type":"ping"}\n\n',
      ].join('');
      const isForeign = way === 'translated';
      // To Anthropic’s dialect an event that is not JSON is a broken stream.
      const between = isForeign ? odd.slice(odd.indexOf('\n\n') + 2) : odd;
      const model = await world.model(way);
      world.upstream.play(async (arrival) => {
        const { stream } = await arrival.json();
        if (!stream) return arrival.answer(200, wholes[way], headers);
        arrival.beginStream(headers);
        arrival.response.end(wire.replaceAll('\n\n', `\n\n${between}`));
      });
      const streamed = await world.stream(model);
      assert.deepEqual([streamed.status, streamed.text, streamed.hasDone], [200, text, true], streamed.raw);
      const whole = await world.chat(model);
      assert.equal(whole.status, 200);
      for (const told of [
        streamed.raw,
        await whole.text(),
        ...[...streamed.headers, ...whole.headers].flat(),
      ]) {
        assert.doesNotMatch(told, /marker/);
      }
      for (const [name] of [...streamed.headers, ...whole.headers]) assert.match(name, allowedHeaders);
      assert.equal(streamed.headers.get('x-content-type-options'), 'nosniff');
      assert.equal(streamed.headers.get('content-type'), 'text/event-stream; charset=utf-8');
      assert.equal(whole.headers.get('x-content-type-options'), 'nosniff');
    });

    test(`S57 of an error that quotes the request no part of a key comes back (${way})`, async () => {
      const models = await world.model(way);
      const seen = new Set<string>();
      for (const status of [200, 400, 401, 403, 404, 413, 422, 429, 500, 503]) {
        // Whatever shortens a long text must not cut a key in two.
        for (const length of [0, 380, 440, 460, 470, 480, 490, 1_900, 1_950, 1_980]) {
          for (const stream of [true, false]) {
            world.upstream.play((arrival) => {
              const [key = ''] = world.keys.slice(way === 'translated' ? 1 : 0);
              assert.ok(JSON.stringify(arrival.headers).includes(key));
              seen.add(key);
              const message = `${'y'.repeat(length)} ${JSON.stringify(arrival.headers)}`;
              const error = { message, type: 'invalid_request_error', code: key, param: `p ${key}` };
              arrival.answer(status, { type: 'error', error, detail: message });
            });
            const response = await world.chat(models, { stream });
            assert.ok(response.status >= 400);
            assertNoPart(world.keys, `${await response.text()}${JSON.stringify([...response.headers])}`);
          }
        }
      }
      assert.ok(seen.size > 0);
      assertNoPart(world.keys, world.app.logs());
    });

    test(`S57 nor of an error event in the middle of a stream (${way})`, async () => {
      const { wire } = samples[way];
      for (const length of [0, 440, 460, 480]) {
        world.upstream.play((arrival) => {
          const message = `${'y'.repeat(length)} ${JSON.stringify(arrival.headers)}`;
          const error = { type: 'error', error: { message, type: 'invalid_request_error' } };
          arrival.beginStream();
          arrival.response.write(wire.slice(0, wire.indexOf('\n\n', wire.indexOf('Hel')) + 2));
          arrival.response.end(`event: error\ndata: ${JSON.stringify(error)}\n\n`);
        });
        const streamed = await world.stream(await world.model(way));
        assert.deepEqual([streamed.status, streamed.errorCode], [200, 'invalid_request']);
        assertNoPart(world.keys, streamed.raw);
      }
      assertNoPart(world.keys, world.app.logs());
    });

    test(`an upstream’s redirect is not followed, and where it points to is not told (${way})`, async () => {
      const model = await world.model(way);
      for (const status of [301, 302, 303, 307, 308]) {
        for (const stream of [true, false]) {
          const { length } = world.upstream.arrivals;
          world.upstream.play((arrival) =>
            arrival.answer(status, '', { location: `${world.upstream.origin}/location-marker` }),
          );
          const response = await world.chat(model, { stream });
          const text = await response.text();
          assert.deepEqual(
            [response.status, JSON.parse(text).error.code],
            [502, 'upstream_redirect'],
            `${status}: ${text}`,
          );
          assert.equal(response.headers.get('location'), null);
          assert.doesNotMatch(text, /marker|127\.0\.0\.1/);
          assert.equal(world.upstream.arrivals.length, length + 1);
        }
      }
    });
  }

  test('a method that a path does not take is refused with those that it takes', async () => {
    const { status, headers, body } = await world.api.call('PUT', '/v1/queue/x', {});
    assert.equal(status, 405);
    assert.equal(headers.get('allow'), 'GET, DELETE');
    assert.equal((body['error'] as { code: string }).code, 'method_not_allowed');
  });

  test('a rule that is taken away denies the very next call', async () => {
    const { body: rule } = await world.app.operator.call('POST', '/egress_rules', {
      tenant_id: 'acme',
      cidr: '127.0.0.2/32',
      plain_http: true,
      reason: 'a server of ours',
    });
    const llm_credentials_id = await addCredential(world.api, {
      provider: 'openai',
      base_url: 'http://127.0.0.2:9/v1',
      api_key: 'sk-test-of-nobody-0123456789',
    });
    const model = await addModel(world.api, {
      provider: 'openai',
      llm_credentials_id,
      model_name: 'gpt-4o-nearby',
    });
    const codeOf = async (stream: boolean) => {
      const response = await world.chat(model, { stream });
      const { error } = (await response.json()) as { error: { code: string } };
      return [response.status, error.code];
    };
    assert.deepEqual(await codeOf(true), [503, 'llm_unavailable'], 'nobody listens there');
    const deleted = await world.app.operator.call('DELETE', `/egress_rules/${String(rule['id'])}`);
    assert.equal(deleted.status, 204, deleted.text);
    for (const stream of [true, false]) assert.deepEqual(await codeOf(stream), [502, 'egress_denied']);
  });
});

/** With headers that fetch would not send. */
function postRaw(
  { app, token }: GatewayWorld,
  headers: Record<string, string>,
  fields: object,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(`${app.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { ...headers, authorization: `Bearer ${token}` },
    });
    call.on('error', reject);
    call.on('response', (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    });
    call.end(JSON.stringify({ messages: [{ role: 'user', content: 'hi' }], ...fields }));
  });
}

/** Eight characters that follow one another in a key are a part of it. */
function assertNoPart(keys: readonly string[], text: string): void {
  for (const key of keys) {
    for (let start = 0; start + 8 <= key.length; start += 1) {
      const part = key.slice(start, start + 8);
      assert.ok(!text.includes(part), `${part} in ${text.slice(-3_000)}`);
    }
  }
}
