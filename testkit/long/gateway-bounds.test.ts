import assert from 'node:assert/strict';
import { connect, type Socket } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { limits } from '../../src/kernel/limits.ts';
import { eventually } from '../eventually.ts';
import { type GatewayWorld, startGatewayWorld, type Way, ways } from '../integration/gateway-world.ts';
import type { Arrival } from '../stand-ins/hostile-upstream.ts';
import { anthropicStream, openaiStream } from '../stand-ins/sample-streams.ts';

const megabyte = 1024 * 1024;
/**
 * What a call may hold at its worst: an event of the largest size, in bytes and as text, a few times over. Were the
 * events of a flood kept, they would be several times as much.
 */
const heldMax = 128 * megabyte;

/** Without a collection, what is counted is what the collector had no time for. */
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes outside of the heap and on it, which is what a flood would fill. */
function memory(): number {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Watches while the work runs. */
async function peakOf(work: Promise<unknown>): Promise<number> {
  const before = memory();
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, memory() - before);
  }, 200);
  try {
    await work;
  } finally {
    clearInterval(timer);
  }
  return peak;
}

/** One event with text, and where in the stream it stands. */
function textEvent(way: Way, text: string): { head: string; event: string } {
  const { wire } = way === 'translated' ? anthropicStream([text]) : openaiStream([text]);
  const start = wire.lastIndexOf('\n\n', wire.indexOf(text)) + 2;
  return { head: wire.slice(0, start), event: wire.slice(start, wire.indexOf('\n\n', start) + 2) };
}

/** Writes for as long as it is read, at the speed at which it is read. Answers how much the network took. */
async function flood(arrival: Arrival, piece: Buffer, bytesMax: number): Promise<void> {
  const { response } = arrival;
  let isLeft = false;
  void arrival.left.then(() => {
    isLeft = true;
  });
  for (let sent = 0; sent < bytesMax && !isLeft; sent += piece.length) {
    floods.set(arrival, sent);
    await Promise.race([
      new Promise<void>((resolve) => response.write(piece, () => resolve())),
      arrival.left,
    ]);
  }
}

const floods = new Map<Arrival, number>();

const bomb = gzipSync(Buffer.alloc(256 * megabyte, '{"choices":[{"message":"'));

describe('an upstream that sends too much', () => {
  let world: GatewayWorld;
  before(async () => {
    world = await startGatewayWorld();
  });
  after(() => world.close());

  // OpenAI's put in order goes the way of another dialect.
  for (const way of ways.filter((one) => one !== 'rebuilt')) {
    test(`S28 a line without an end is given up, also after the first content (${way})`, async () => {
      const { head, event } = textEvent(way, 'begun');
      for (const begun of [head, head + event]) {
        const hasContent = begun !== head;
        world.upstream.play(async (arrival) => {
          arrival.beginStream();
          arrival.response.write(`${begun}data: {"id":"`);
          await flood(arrival, Buffer.alloc(64 * 1024, 'x'), 64 * megabyte);
        });
        const call = world.stream(await world.model(way));
        const peak = await peakOf(call);
        const streamed = await call;
        assert.equal(streamed.status, hasContent ? 200 : 502);
        assert.deepEqual([streamed.errorCode, streamed.hasDone], ['upstream_error', false]);
        const arrival = world.upstream.arrivals.at(-1);
        await arrival?.left;
        const sent = floods.get(arrival as Arrival) ?? 0;
        assert.ok(sent < 4 * limits.egress.eventBytesMax, `${sent} bytes were taken`);
        assert.ok(peak < heldMax, `${peak} bytes were held`);
      }
    });

    test(`S28 events without an end are cut off at a total (${way})`, async () => {
      const { head, event } = textEvent(way, 'x'.repeat(200));
      const piece = Buffer.from(event.repeat(200));
      world.upstream.play(async (arrival) => {
        arrival.beginStream();
        arrival.response.write(head);
        await flood(arrival, piece, 256 * megabyte);
      });
      const streamed = await world.stream(await world.model(way));
      assert.equal(streamed.status, 200);
      assert.deepEqual([streamed.errorCode, streamed.hasDone], ['upstream_error', false]);
      assert.ok(streamed.text.length < limits.egress.providerAnswerBytesMax);
    });

    test(`S28 events that say nothing are cut off at a total, and none of them is kept (${way})`, async () => {
      const piece = Buffer.from(': nothing\n\ndata:\n\n'.repeat(4_000));
      world.upstream.play(async (arrival) => {
        arrival.beginStream();
        await flood(arrival, piece, 256 * megabyte);
      });
      const call = world.stream(await world.model(way));
      const peak = await peakOf(call);
      assert.deepEqual([(await call).status, (await call).errorCode], [502, 'upstream_error']);
      assert.ok(peak < heldMax, `${peak} bytes were held`);
    });

    test(`S28 an answer that is larger than it may be is an error, announced or not (${way})`, async () => {
      const large = limits.egress.providerAnswerBytesMax + 1;
      for (const stream of [true, false]) {
        for (const announced of [true, false]) {
          world.upstream.play(async (arrival) => {
            await arrival.body();
            const length: Record<string, string> = announced ? { 'content-length': String(large) } : {};
            arrival.response.writeHead(200, { 'content-type': 'application/json', ...length });
            await flood(arrival, Buffer.alloc(64 * 1024, ' '), 2 * large);
          });
          const response = await world.chat(await world.model(way), { stream });
          assert.equal(response.status, 502);
          await response.text();
          const arrival = world.upstream.arrivals.at(-1);
          await arrival?.left;
          if (announced) assert.ok((floods.get(arrival as Arrival) ?? 0) < large / 2);
        }
      }
    });

    test(`S27 a compressed answer, which was not asked for, is an error and is not inflated (${way})`, async () => {
      for (const stream of [true, false]) {
        for (const type of ['application/json', 'text/event-stream']) {
          world.upstream.play(async (arrival) => {
            await arrival.body();
            assert.equal(arrival.headers['accept-encoding'], 'identity');
            arrival.answer(200, bomb, { 'content-type': type, 'content-encoding': 'gzip' });
          });
          const call = world.chat(await world.model(way), { stream }).then(async (response) => {
            await response.text();
            return response.status;
          });
          const peak = await peakOf(call);
          assert.equal(await call, 502, `${type}, ${stream}`);
          assert.ok(peak < heldMax, `${peak} bytes were held`);
        }
      }
    });

    test(`S30 a reader at a byte now and then makes the upstream wait, and memory stays flat (${way})`, async () => {
      const { head, event } = textEvent(way, 'x'.repeat(2_000));
      const piece = Buffer.from(event.repeat(32));
      const total = 50 * megabyte;
      world.upstream.play(async (arrival) => {
        arrival.beginStream();
        arrival.response.write(head);
        await flood(arrival, piece, total);
      });
      const before = memory();
      const client = openSlowReader(world, await world.model(way));
      const arrival = await eventually('the flood has begun', () => {
        const last = world.upstream.arrivals.at(-1);
        return last && (floods.get(last) ?? 0) > 0 && last;
      });
      let seen = -1;
      await eventually('the upstream waits', async () => {
        const sent = floods.get(arrival) ?? 0;
        const isSame = sent === seen;
        seen = sent;
        await pause(500);
        client.read(1);
        return isSame;
      });
      assert.ok(seen < total / 2, `${seen} bytes were taken from the upstream`);
      const held = memory() - before;
      assert.ok(held < heldMax, `${held} bytes are held for the reader`);
      const at = performance.now();
      client.destroy();
      const took = (await arrival.left) - at;
      assert.ok(took < 1_000, `the upstream was left after ${took} ms`);
    });
  }
});

/** Takes a few bytes only when it is told to. */
function openSlowReader({ app, token }: GatewayWorld, model: string): Socket {
  const body = JSON.stringify({ model, stream: true, messages: [{ role: 'user', content: 'hi' }] });
  const socket = connect(Number(new URL(app.url).port), '127.0.0.1');
  socket.on('error', () => undefined).pause();
  socket.write(
    `POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
  return socket;
}
