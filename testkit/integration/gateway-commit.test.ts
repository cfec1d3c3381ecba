import assert from 'node:assert/strict';
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
  relayed: openaiStream(['Grü', 'ße 😀']),
  rebuilt: openaiStream(['Grü', 'ße 😀']),
  translated: anthropicStream(['Grü', 'ße 😀']),
};

/** Everything of a stream before its first piece of text: nothing that only one model can have said. */
function beginning(way: Way): string {
  const { wire } = samples[way];
  const first = wire.indexOf('Grü');
  return wire.slice(0, wire.lastIndexOf('\n\n', first) + 2);
}

function throughFirstText(way: Way): string {
  const { wire } = samples[way];
  return wire.slice(0, wire.indexOf('\n\n', wire.indexOf('Grü')) + 2);
}

const errors = {
  overloaded: { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } },
  quota: {
    type: 'error',
    error: { type: 'insufficient_quota', code: 'insufficient_quota', message: 'You exceeded your quota' },
  },
};

const asEvent = (error: object) => `event: error\ndata: ${JSON.stringify(error)}\n\n`;

describe('the commit point', () => {
  let world: GatewayWorld;
  before(async () => {
    world = await startGatewayWorld();
  });
  after(() => world.close());

  const allFailed = async (models: string[]) => {
    const attempts = await Promise.all(models.map((model) => world.attemptsOf(model)));
    for (const [attempt] of attempts) assert.equal(attempt?.outcome, 'failed');
  };

  interface Expected {
    status: number;
    code: string;
    retryAfter?: string;
  }
  const failures: Record<string, [answer: (arrival: Arrival) => void, Expected]> = {
    'status 400': [
      (arrival) =>
        arrival.answer(400, { error: { message: 'bad temperature', type: 'invalid_request_error' } }),
      { status: 400, code: 'invalid_request' },
    ],
    'status 401': [
      (arrival) => arrival.answer(401, { error: { message: 'no', code: 'invalid_api_key' } }),
      { status: 503, code: 'credential_invalid' },
    ],
    'status 403': [(arrival) => arrival.answer(403, {}), { status: 503, code: 'credential_invalid' }],
    'status 404': [(arrival) => arrival.answer(404, {}), { status: 502, code: 'upstream_error' }],
    'status 429 with Retry-After': [
      (arrival) => arrival.answer(429, { error: { message: 'slow down' } }, { 'retry-after': '7' }),
      { status: 503, code: 'llm_unavailable', retryAfter: '7' },
    ],
    'status 429 for want of quota': [
      (arrival) => arrival.answer(429, errors.quota),
      { status: 503, code: 'llm_unavailable' },
    ],
    'status 500': [(arrival) => arrival.answer(500, 'oops'), { status: 502, code: 'upstream_error' }],
    'status 529': [
      (arrival) => arrival.answer(529, errors.overloaded),
      { status: 503, code: 'llm_unavailable' },
    ],
    'a web page with status 200': [
      (arrival) => arrival.answer(200, '<!doctype html><title>Oops</title>', { 'content-type': 'text/html' }),
      { status: 502, code: 'upstream_error' },
    ],
    'nothing with status 200': [
      (arrival) => arrival.answer(200, ''),
      { status: 502, code: 'upstream_error' },
    ],
    'status 204': [
      (arrival) => void arrival.response.writeHead(204).end(),
      { status: 502, code: 'upstream_error' },
    ],
    'an error with status 200': [
      (arrival) => arrival.answer(200, errors.quota),
      { status: 503, code: 'llm_unavailable' },
    ],
    'a stream that ends before it says anything': [
      (arrival) => arrival.answer(200, 'data: [DONE]\n\n', { 'content-type': 'text/event-stream' }),
      { status: 502, code: 'upstream_error' },
    ],
    'JSON that is no answer': [(arrival) => arrival.answer(200, []), { status: 502, code: 'upstream_error' }],
    'a connection that closes at once': [
      (arrival) => void arrival.socket.destroy(),
      { status: 503, code: 'llm_unavailable' },
    ],
    'a reset after the head': [
      (arrival) => {
        arrival.beginStream();
        arrival.reset();
      },
      { status: 502, code: 'upstream_error' },
    ],
  };

  for (const way of ways) {
    test(`what fails before there is content is a status of its own, not a 200 (${way})`, async () => {
      for (const [what, [answer, expected]] of Object.entries(failures)) {
        for (const stream of [true, false]) {
          world.upstream.play(async (arrival) => {
            await arrival.body();
            answer(arrival);
          });
          const response = await world.chat(await world.model(way), { stream });
          const body = (await response.json()) as { error: { code: string } };
          assert.deepEqual(
            {
              status: response.status,
              code: body.error.code,
              retryAfter: response.headers.get('retry-after'),
            },
            { retryAfter: null, ...expected },
            `${what}, ${stream ? 'streaming' : 'whole'}: ${JSON.stringify(body)}`,
          );
        }
      }
    });

    test(`an error event before the first content is a status, also after the role (${way})`, async () => {
      const models: string[] = [];
      for (const [name, { status, code }] of Object.entries({
        overloaded: { status: 503, code: 'llm_unavailable' },
        quota: { status: 503, code: 'llm_unavailable' },
      })) {
        for (const said of ['', beginning(way)]) {
          world.upstream.play((arrival) => {
            arrival.beginStream();
            arrival.response.write(said);
            arrival.response.write(asEvent(errors[name as keyof typeof errors]));
          });
          const model = await world.model(way);
          models.push(model);
          const streamed = await world.stream(model);
          assert.deepEqual([streamed.status, streamed.errorCode], [status, code], name);
        }
      }
      await allFailed(models);
    });

    test(`the first content is with the client while the upstream still writes (${way})`, async () => {
      let finish: () => void = () => undefined;
      world.upstream.play((arrival) => {
        const said = throughFirstText(way);
        arrival.beginStream();
        arrival.response.write(said);
        finish = () => arrival.response.end(samples[way].wire.slice(said.length));
      });
      const response = await world.chat(await world.model(way), { stream: true });
      assert.equal(response.status, 200);
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
      assert.match((await reader?.read())?.value ?? '', /Grü/);
      finish();
      let rest = '';
      for (let part = await reader?.read(); part && !part.done; part = await reader?.read())
        rest += part.value;
      assert.match(rest, /data: \[DONE\]\n\n$/);
    });

    test(`a failure after the first content ends the stream with an error event and no [DONE] (${way})`, async () => {
      const endings: Record<string, (arrival: Arrival) => void> = {
        'an error event': (arrival) => arrival.response.write(asEvent(errors.overloaded)),
        'a clean end too early': (arrival) => arrival.response.end(),
        'a reset': (arrival) => arrival.response.write(': last\n\n', () => arrival.reset()),
        'text that is no event of the dialect': (arrival) =>
          arrival.response.end('data: <html>\n\ndata: <html>\n\n'),
      };
      const models: string[] = [];
      for (const [what, end] of Object.entries(endings)) {
        world.upstream.play((arrival) => {
          arrival.beginStream();
          arrival.response.write(throughFirstText(way));
          end(arrival);
        });
        const model = await world.model(way);
        models.push(model);
        const streamed = await world.stream(model, { stream_options: { include_usage: true } });
        assert.equal(streamed.status, 200, what);
        assert.equal(streamed.text, 'Grü', what);
        assert.match(
          streamed.errorCode ?? '',
          /^(upstream_error|llm_unavailable)$/,
          `${what}: ${streamed.raw}`,
        );
        assert.equal(streamed.hasDone, false, what);
        assert.ok(
          !streamed.events.some((event) => JSON.stringify(event).includes('"finish_reason":"stop"')),
          what,
        );
      }
      await allFailed(models);
    });

    test(`a stream asked of a server that answers whole is told as a stream (${way})`, async () => {
      const whole = way === 'translated' ? wholeAnswers.anthropic : wholeAnswers.openai;
      world.upstream.play((arrival) => arrival.answer(200, whole));
      const streamed = await world.stream(await world.model(way));
      assert.equal(streamed.text, 'hello');
      assert.ok(streamed.hasDone);
    });

    test(`a byte-order mark before a whole answer is no part of it (${way})`, async () => {
      const whole = way === 'translated' ? wholeAnswers.anthropic : wholeAnswers.openai;
      const said = JSON.stringify(whole).replace('hello', 'Grüße');
      const model = await world.model(way);
      for (const text of [said, JSON.stringify(whole)]) {
        world.upstream.play((arrival) => arrival.answer(200, `\uFEFF${text}`));
        const response = await world.chat(model);
        // As bytes: reading them as text would drop the mark.
        const [first] = new Uint8Array(await response.arrayBuffer());
        assert.deepEqual([response.status, first], [200, '{'.charCodeAt(0)]);
        assert.equal((await world.stream(model)).hasDone, true);
      }
    });
  }

  test('a refusal whose words break off is the refusal that its status says, signed or not', async () => {
    const signed = {
      ...{ creds_type: 'AWS', provider: 'openai', name: 'signed', aws_region: 'eu-central-1' },
      ...{ base_url: `${world.upstream.origin}/v1`, aws_access_key_id: 'AKIA0123456789ABCDEF' },
      aws_secret_access_key: 'secret/0123456789',
    };
    const model = await addModel(world.api, {
      provider: 'openai',
      llm_credentials_id: await addCredential(world.api, signed),
      model_name: 'gpt-4o-signed',
    });
    world.upstream.play(async (arrival) => {
      await arrival.body();
      arrival.response.writeHead(403, { 'content-type': 'application/json', 'content-length': 100 });
      arrival.response.write('{"message":"not', () => setImmediate(() => arrival.socket.destroy()));
    });
    for (const refused of [model, await world.model('relayed'), await world.model('translated')]) {
      for (const stream of [false, true]) {
        const response = await world.chat(refused, { stream });
        const { error } = (await response.json()) as { error: { code: string } };
        assert.deepEqual([response.status, error.code], [503, 'credential_invalid'], refused);
      }
      const attempts = await world.attemptsOf(refused, 2);
      for (const { status, failure_class } of attempts) {
        assert.deepEqual([status, failure_class], [403, 'permission'], refused);
      }
    }
  });

  test('of several answers each must have its reason: a stream that leaves one open is cut', async () => {
    const said = (index: number, delta: object, finish: string | null) =>
      `data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[${JSON.stringify({ index, delta, finish_reason: finish })}]}\n\n`;
    const begun = [0, 1].map((index) => said(index, { role: 'assistant', content: 'a' }, null)).join('');
    for (const [ends, isWhole] of [
      [[0], false],
      [[0, 1], true],
    ] as const) {
      world.upstream.play((arrival) => {
        arrival.beginStream();
        arrival.response.end(begun + ends.map((index) => said(index, {}, 'stop')).join(''));
      });
      const streamed = await world.stream(await world.model('relayed'), { n: 2 });
      assert.deepEqual([streamed.hasDone, streamed.errorCode !== undefined], [isWhole, !isWhole]);
    }
  });

  // Servers may leave out [DONE] (wire-protocols, 3.1), but not the reason for which they stopped.
  const untilReason = (wire: string) =>
    Buffer.byteLength(wire.split('data: {').slice(0, 5).join('data: {').trimEnd());
  /** Where the answer is whole: an end from there on loses nothing. */
  const completeAt: Record<Way, number> = {
    relayed: untilReason(samples.relayed.wire),
    rebuilt: untilReason(samples.rebuilt.wire),
    translated: Buffer.byteLength(samples.translated.wire) - 2,
  };

  for (const way of ways) {
    for (const ending of ['FIN', 'RST', 'last chunk'] as const) {
      test(`a stream cut by ${ending}, in an event or between two, is never a clean end (${way})`, async () => {
        const { wire, text } = samples[way];
        const bytes = Buffer.from(wire);
        world.upstream.play(async (arrival) => {
          const [, offset] = /"(?:content|text)":"(\d+)"/.exec(await arrival.body()) ?? [];
          const part = bytes.subarray(0, Number(offset));
          if (ending === 'last chunk') {
            arrival.beginStream();
            arrival.response.end(part);
            return;
          }
          arrival.beginRaw();
          arrival.socket.write(part, () => (ending === 'FIN' ? arrival.socket.end() : arrival.reset()));
        });
        const model = await world.model(way);
        const cuts = listCuts(bytes, completeAt[way]);
        let clean = 0;
        await eachOf(16, cuts.length, async (index) => {
          const offset = cuts[index];
          if (offset === undefined) return;
          const streamed = await world.stream(model, {
            messages: [{ role: 'user', content: String(offset) }],
          });
          const at = `cut at ${offset}: ${streamed.status} ${streamed.raw}`;
          assert.ok(!streamed.isBroken, at);
          if (!streamed.hasDone) {
            assert.ok(streamed.errorCode !== undefined, at);
            assert.ok(text.startsWith(streamed.text), at);
            return;
          }
          clean += 1;
          assert.ok(offset >= completeAt[way], at);
          assert.equal(streamed.text, text, at);
        });
        const wholeCuts = cuts.filter((offset) => offset >= completeAt[way]);
        if (ending !== 'RST') assert.equal(clean, wholeCuts.length);
      });
    }
  }
});

/** Where a cut could mean something: at the ends of lines, inside of characters, where it is whole; and some between. */
function listCuts(bytes: Buffer, completeAt: number): number[] {
  const isTelling = (at: number) => {
    const around = bytes.subarray(Math.max(0, at - 2), at + 2);
    return around.includes('\n') || around.some((byte) => byte >= 0x80) || Math.abs(at - completeAt) < 6;
  };
  const every = Array.from({ length: bytes.length + 1 }, (_, at) => at);
  return every.filter((at) => at % 29 === 0 || at === bytes.length || isTelling(at));
}

/** Runs `work` for 0 to `count - 1`, some at a time. */
async function eachOf(width: number, count: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const run = async () => {
    while (next < count) {
      next += 1;
      await work(next - 1);
    }
  };
  await Promise.all(Array.from({ length: width }, run));
}
