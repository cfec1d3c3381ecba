import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { test } from 'node:test';
import { limits } from '../../src/kernel/limits.ts';
import { eventually } from '../eventually.ts';
import { wholeAnswers } from '../stand-ins/sample-streams.ts';
import { startGatewayWorld } from './gateway-world.ts';

const slowClients = 2_000;

test('S25 two thousand clients that send a byte now and then hold up nobody, and are closed', async (t) => {
  const world = await startGatewayWorld();
  const sockets: Socket[] = [];
  let trickle: NodeJS.Timeout | undefined;
  t.after(async () => {
    clearInterval(trickle);
    for (const socket of sockets) socket.destroy();
    await world.close();
  });
  const model = await world.model('relayed');
  world.upstream.play((arrival) => arrival.answer(200, wholeAnswers.openai));
  const port = Number(new URL(world.app.url).port);

  let closed = 0;
  for (let batch = 0; batch < slowClients; batch += 100) {
    const opening = Array.from({ length: 100 }, () => connect(port, '127.0.0.1'));
    await Promise.all(opening.map((socket) => once(socket, 'connect')));
    for (const socket of opening) {
      sockets.push(socket);
      socket
        .on('error', () => undefined)
        .on('close', () => {
          closed += 1;
        });
      socket.resume().write('POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nX-Slow: ');
    }
  }
  trickle = setInterval(() => {
    for (const socket of sockets) if (socket.writable) socket.write('a');
  }, 500);

  const times: number[] = [];
  await eventually(
    'all of them are closed',
    async () => {
      const from = performance.now();
      const response = await world.chat(model);
      times.push(performance.now() - from);
      assert.equal(response.status, 200);
      await response.text();
      return closed === slowClients;
    },
    3 * limits.http.headersTimeoutMs,
  );
  times.sort((a, b) => a - b);
  const slowest = times[Math.floor(times.length * 0.99)] ?? Number.POSITIVE_INFINITY;
  t.diagnostic(`${times.length} calls meanwhile, 99 of 100 within ${Math.round(slowest)} ms`);
  assert.ok(slowest < 1_000, `99 of 100 calls within ${slowest} ms`);
});

test('a connection on which nothing was ever sent does not hold up the end', async (t) => {
  const world = await startGatewayWorld();
  const socket = connect(Number(new URL(world.app.url).port), '127.0.0.1');
  t.after(() => socket.destroy());
  await once(socket.on('error', () => undefined).resume(), 'connect');
  const from = performance.now();
  await world.close();
  const took = performance.now() - from;
  assert.ok(took < limits.shutdown.drainMs / 2, `${took} ms`);
});
