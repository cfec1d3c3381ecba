import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { after, before, describe, type TestContext, test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { limits } from '../../src/kernel/limits.ts';
import type { Arrival } from '../stand-ins/hostile-upstream.ts';
import { anthropicStream, openaiStream } from '../stand-ins/sample-streams.ts';
import {
  addCredential,
  addModel,
  type GatewayWorld,
  readEvents,
  readStream,
  startGatewayWorld,
  ways,
} from './gateway-world.ts';

/** Long enough that a busy machine is not taken for a silent upstream. */
const callBounds = {
  firstByteMs: 800,
  betweenBytesMs: 800,
  totalMs: 2_400,
  heartbeatMs: 100,
  retries: { ...limits.retries, countMax: 0 },
};
/** The machine that runs the tests has other work to do. */
const slackMs = 2_500;

const first = 'Grü';
const wires = {
  relayed: openaiStream([first, 'ße']).wire,
  rebuilt: openaiStream([first, 'ße']).wire,
  translated: anthropicStream([first, 'ße']).wire,
};

function throughFirstText(wire: string): string {
  return wire.slice(0, wire.indexOf('\n\n', wire.indexOf(first)) + 2);
}

async function timed<T>(work: Promise<T>): Promise<[T, ms: number]> {
  const from = performance.now();
  return [await work, performance.now() - from];
}

/** Says nothing that commits, and never falls silent. */
function keepTalking({ response, left }: Arrival, text: string, everyMs: number): void {
  const timer = setInterval(() => response.write(text), everyMs);
  void left.then(() => clearInterval(timer));
}

describe('S29 an upstream that stalls', () => {
  let world: GatewayWorld;
  before(async () => {
    world = await startGatewayWorld({ callBounds });
  });
  after(() => world.close());

  for (const way of ways) {
    const wire = wires[way];
    const early: Record<string, [(arrival: Arrival) => void, ms: number]> = {
      'before the first byte': [() => undefined, callBounds.firstByteMs],
      'after its head': [(arrival) => arrival.beginStream(), callBounds.betweenBytesMs],
      'after the role': [
        (arrival) => {
          arrival.beginStream();
          arrival.response.write(wire.slice(0, wire.lastIndexOf('\n\n', wire.indexOf(first)) + 2));
        },
        callBounds.betweenBytesMs,
      ],
      'with comments alone, for ever': [
        (arrival) => {
          arrival.beginStream();
          keepTalking(arrival, ': wait\n\n', 50);
        },
        callBounds.totalMs,
      ],
    };
    test(`before its first content is given up in time, with a status (${way})`, async () => {
      for (const [where, [play, ms]] of Object.entries(early)) {
        const model = await world.model(way);
        world.upstream.play(play);
        const [streamed, took] = await timed(world.stream(model));
        assert.deepEqual([streamed.status, streamed.errorCode], [503, 'llm_unavailable'], where);
        assert.ok(took > ms - 50 && took < ms + slackMs, `${where}: ${took} ms`);
        await world.upstream.arrivals.at(-1)?.left;
        const [attempt] = await world.attemptsOf(model);
        assert.deepEqual([attempt?.outcome, attempt?.failure_class], ['failed', 'timeout'], where);
      }
    });

    test(`after its first content is given up in time, with an error event (${way})`, async () => {
      const late: Record<string, [(arrival: Arrival) => void, ms: number]> = {
        'between bytes': [() => undefined, callBounds.betweenBytesMs],
        'never, and goes on for ever': [
          (arrival) => keepTalking(arrival, ': still here\n\n', 50),
          callBounds.totalMs,
        ],
      };
      const model = await world.model(way);
      for (const [where, [play, ms]] of Object.entries(late)) {
        world.upstream.play((arrival) => {
          arrival.beginStream();
          arrival.response.write(throughFirstText(wire));
          play(arrival);
        });
        const [streamed, took] = await timed(world.stream(model));
        assert.equal(streamed.status, 200, where);
        assert.deepEqual([streamed.text, streamed.errorCode], [first, 'llm_unavailable'], where);
        assert.deepEqual([streamed.hasDone, streamed.isBroken], [false, false], where);
        assert.ok(took > ms - 50 && took < ms + slackMs, `${where}: ${took} ms`);
        await world.upstream.arrivals.at(-1)?.left;
      }
    });

    test(`in a whole answer is given up in time (${way})`, async () => {
      const model = await world.model(way);
      const plays: [(arrival: Arrival) => void, ms: number][] = [
        [() => undefined, callBounds.firstByteMs],
        [
          (arrival) =>
            void arrival.response.writeHead(200, { 'content-type': 'application/json' }).write('{'),
          callBounds.betweenBytesMs,
        ],
        [
          (arrival) => {
            arrival.response.writeHead(200, { 'content-type': 'application/json' });
            keepTalking(arrival, ' ', 50);
          },
          callBounds.totalMs,
        ],
      ];
      for (const [play, ms] of plays) {
        world.upstream.play(play);
        const [response, took] = await timed(world.chat(model));
        const { errorCode } = readEvents(await response.text(), response.status);
        assert.deepEqual([response.status, errorCode], [503, 'llm_unavailable']);
        assert.ok(took > ms - 50 && took < ms + slackMs, `${took} ms`);
      }
    });

    test(`gets comments sent to its client, and none before there is content (${way})`, async () => {
      world.upstream.play(async (arrival) => {
        arrival.beginStream();
        const said = throughFirstText(wire);
        arrival.response.write(said);
        await new Promise((resolve) => setTimeout(resolve, 3 * callBounds.heartbeatMs));
        arrival.response.end(wire.slice(said.length));
      });
      const response = await world.chat(await world.model(way), { stream: true });
      const streamed = await readStream(response);
      assert.match(streamed.raw, /Grü.*\n\n(: ping\n\n)+data: /);
      assert.match(streamed.raw, /^data: /);
      assert.ok(streamed.hasDone && streamed.text === 'Grüße');
    });
  }
});

test('S29 an upstream that does not accept the connection is given up in time', async (t) => {
  const world = await startGatewayWorld({ callBounds: { retries: callBounds.retries } });
  t.after(() => world.close());
  const { port, fill } = await startDeafServer(t);
  await fill();
  const llm_credentials_id = await addCredential(world.api, {
    provider: 'openai',
    base_url: `http://127.0.0.1:${port}/v1`,
    api_key: 'sk-test-of-the-deaf-0123456789',
  });
  const model = await addModel(world.api, {
    provider: 'openai',
    llm_credentials_id,
    model_name: 'gpt-deaf',
  });
  for (const stream of [true, false]) {
    const [response, took] = await timed(world.chat(model, { stream }));
    assert.equal(response.status, 503);
    assert.equal(readEvents(await response.text(), 503).errorCode, 'llm_unavailable');
    const { connectMs } = limits.egress;
    assert.ok(took > connectMs - 500 && took < connectMs + slackMs, `${took} ms`);
  }
});

/** Listens and never accepts: once its queue is full, who connects waits for ever. */
async function startDeafServer(t: TestContext): Promise<{ port: number; fill(): Promise<void> }> {
  const worker = new Worker(
    `const { createServer } = require('node:net');
     const { parentPort } = require('node:worker_threads');
     const server = createServer();
     server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
       parentPort.postMessage(server.address().port);
       Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
     });`,
    { eval: true },
  );
  const waiting: Socket[] = [];
  t.after(async () => {
    for (const socket of waiting) socket.destroy();
    await worker.terminate();
  });
  const [port] = (await once(worker, 'message')) as [number];
  return {
    port,
    async fill() {
      for (let count = 0; count < 8; count += 1) {
        const socket = connect(port, '127.0.0.1').on('error', () => undefined);
        waiting.push(socket);
        const isIn = await Promise.race([
          once(socket, 'connect').then(() => true),
          new Promise<false>((resolve) => setTimeout(() => resolve(false), 300)),
        ]);
        if (!isIn) return;
      }
      assert.fail('the queue of connections is never full');
    },
  };
}
