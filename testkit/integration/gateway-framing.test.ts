import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import type { Arrival } from '../stand-ins/hostile-upstream.ts';
import { anthropicStream, openaiStream } from '../stand-ins/sample-streams.ts';
import { type GatewayWorld, type Streamed, startGatewayWorld, ways } from './gateway-world.ts';

const pieces = [
  'Grüße ',
  '漢字',
  ' 😀👩‍👩‍👧',
  ' "error" data: x\n\nevent: y\u2028\\',
  ' "usage":{',
  ' [DONE]',
];
const samples = {
  relayed: openaiStream(pieces),
  rebuilt: openaiStream(pieces),
  translated: anthropicStream(pieces),
};

interface Framing {
  lineEnd: string;
  colon: string;
  hasMark: boolean;
  /** Stands before every event. */
  before: string;
  /** JSON over several lines, each of them a `data:` line. */
  isSpread: boolean;
  hasBlanks: boolean;
  /** Whether the last event has its empty line. */
  isEnded: boolean;
}

const framings = fc.record<Framing>({
  lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
  colon: fc.constantFrom('data: ', 'data:'),
  hasMark: fc.boolean(),
  before: fc.constantFrom('', ': keep-alive', 'id: 7', 'retry: 10', ':', 'unknown: field'),
  isSpread: fc.boolean(),
  hasBlanks: fc.boolean(),
  isEnded: fc.boolean(),
});

function frame(events: readonly { type: string; data: string }[], framing: Framing): Buffer {
  const { lineEnd, colon, before } = framing;
  const lines = events.flatMap(({ type, data }) => [
    ...(before === '' ? [] : [before]),
    ...(before.startsWith(':') ? [''] : []),
    ...(type === '' ? [] : [`event: ${type}`]),
    ...toLines(data, framing).map((line) => `${colon}${line}`),
    '',
  ]);
  const text = lines.map((line) => line + lineEnd).join('');
  const whole = framing.isEnded ? text : text.slice(0, -lineEnd.length);
  return Buffer.from(`${framing.hasMark ? '\uFEFF' : ''}${whole}`);
}

function toLines(data: string, { isSpread, hasBlanks }: Framing): string[] {
  if (!data.startsWith('{')) return [data];
  if (isSpread) return JSON.stringify(JSON.parse(data), null, 1).split('\n');
  return [hasBlanks ? data.replace(/^\{"(\w+)":/, '{"$1": ') : data];
}

/** Each piece in a turn of its own, so that it is mostly read alone. */
async function writePieces(arrival: Arrival, bytes: Buffer, cuts: readonly number[]): Promise<void> {
  await arrival.body();
  arrival.socket.setNoDelay();
  arrival.beginStream();
  let start = 0;
  for (const end of [...cuts, bytes.length]) {
    if (end <= start) continue;
    arrival.response.write(bytes.subarray(start, end));
    start = end;
    await turn();
  }
  arrival.response.end();
}

describe('whatever way a stream is framed and cut', () => {
  let world: GatewayWorld;
  before(async () => {
    world = await startGatewayWorld();
  });
  after(() => world.close());

  for (const way of ways) {
    const sample = samples[way];
    const check = (streamed: Streamed, includeUsage: boolean) => {
      assert.equal(streamed.status, 200, streamed.raw);
      assert.equal(streamed.text, sample.text);
      assert.equal(streamed.errorCode, undefined);
      assert.deepEqual([streamed.hasDone, streamed.isBroken], [true, false], streamed.raw);
      const finishes = streamed.events.flatMap(({ choices }) =>
        (choices as { finish_reason: unknown }[]).filter((choice) => choice.finish_reason !== null),
      );
      assert.equal(finishes.length, 1);
      const told = streamed.events.filter(({ usage }) => usage !== null && usage !== undefined);
      assert.equal(told.length, includeUsage ? 1 : 0);
      const { usage } = (told[0] ?? {}) as { usage?: Record<string, unknown> };
      if (includeUsage) assert.equal(usage?.['completion_tokens'], sample.completionTokens);
    };

    test(`the client gets the same text (${way})`, async () => {
      const model = await world.model(way);
      await fc.assert(
        fc.asyncProperty(
          framings,
          fc.array(fc.nat({ max: 3_000 }), { maxLength: 40 }),
          fc.boolean(),
          async (framing, positions, includeUsage) => {
            const bytes = frame(sample.events, framing);
            const cuts = positions.toSorted((a, b) => a - b).filter((position) => position < bytes.length);
            world.upstream.play((arrival) => writePieces(arrival, bytes, cuts));
            const asked = includeUsage ? { stream_options: { include_usage: true } } : {};
            check(await world.stream(model, asked), includeUsage);
          },
        ),
        { numRuns: 300 },
      );
    });

    test(`byte by byte the client gets the same text (${way})`, async () => {
      const framing = { colon: 'data: ', hasMark: false, before: '', isSpread: false, hasBlanks: false };
      const model = await world.model(way);
      for (const lineEnd of ['\n', '\r\n', '\r']) {
        const bytes = frame(sample.events, { ...framing, lineEnd, isEnded: true });
        world.upstream.play((arrival) => writePieces(arrival, bytes, [...bytes.keys()]));
        check(await world.stream(model), false);
      }
    });

    test(`an event of 1 MB comes through, in one piece and in many (${way})`, async () => {
      const text = '😀'.repeat(256 * 1024);
      const { wire } = way === 'translated' ? anthropicStream([text]) : openaiStream([text]);
      const bytes = Buffer.from(wire);
      const model = await world.model(way);
      for (const cuts of [[], Array.from({ length: 2_000 }, (_, index) => index * 517)]) {
        world.upstream.play((arrival) => writePieces(arrival, bytes, cuts));
        const streamed = await world.stream(model);
        assert.ok(streamed.text === text && streamed.hasDone);
      }
    });

    test(`an event is with the client before the next one comes, however lines end (${way})`, async () => {
      for (const lineEnd of ['\n', '\r\n', '\r']) {
        const whole = sample.wire.replaceAll('\n', lineEnd);
        // The cut that is hardest to see through: between the first line and its end.
        const firstLine = whole.indexOf(lineEnd);
        const end = whole.indexOf(lineEnd + lineEnd, whole.indexOf('漢字')) + 2 * lineEnd.length;
        let finish: () => void = () => undefined;
        world.upstream.play(async (arrival) => {
          await arrival.body();
          arrival.beginStream();
          arrival.response.write(whole.slice(0, firstLine));
          await turn();
          // One letter more: of a CR nobody knows yet whether an LF follows.
          arrival.response.write(whole.slice(firstLine, end + 1));
          finish = () => arrival.response.end(whole.slice(end + 1));
        });
        const response = await world.chat(await world.model(way), { stream: true });
        const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
        let told = '';
        while (!told.includes('漢字')) told += (await reader?.read())?.value ?? assert.fail(told);
        finish();
        await reader?.cancel();
      }
    });

    test(`usage is metered whether it is asked for or not (${way})`, async () => {
      world.upstream.play(async (arrival) => {
        if (way !== 'translated') {
          const { stream_options: options } = await arrival.json();
          assert.deepEqual(options, { include_usage: true });
        }
        arrival.beginStream();
        arrival.response.end(sample.wire);
      });
      const model = await world.model(way);
      check(await world.stream(model), false);
      check(await world.stream(model, { stream_options: { include_usage: true } }), true);
      check(await world.stream(model, { stream_options: { include_usage: false } }), false);
      for (const attempt of await world.attemptsOf(model, 3)) {
        assert.equal(attempt.outcome, 'answered');
        assert.equal(attempt.prompt_tokens, sample.promptTokens);
        assert.equal(attempt.completion_tokens, sample.completionTokens);
      }
    });
  }
});
