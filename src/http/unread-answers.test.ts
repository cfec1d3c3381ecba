import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { test } from 'node:test';
import { letGoOfUnread } from './unread-answers.ts';

const answer = Buffer.alloc(16 * 1024 * 1024);

async function startServer() {
  const server = createServer((_request, response) => {
    letGoOfUnread(response, 200);
    response.end(answer);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  client.on('error', () => undefined);
  client.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
  const [connection] = await once(server, 'connection');
  return { server, client, connection };
}

test('S25 a client that reads nothing of its answer is let go of', { timeout: 10_000 }, async (t) => {
  const { server, client, connection } = await startServer();
  t.after(() => server.close());
  await once(connection, 'close');
  client.destroy();
});

test('S25 a client that reads slowly has its whole answer', { timeout: 20_000 }, async (t) => {
  const { server, client } = await startServer();
  t.after(() => server.close());
  let received = 0;
  // All in all it takes several times as long as nothing may be read.
  client.on('data', (chunk) => {
    received += chunk.length;
    client.pause();
    setTimeout(() => client.resume(), 5);
  });
  while (received < answer.length && !client.destroyed) await once(client, 'pause');
  assert.ok(received >= answer.length, `${received} bytes`);
  client.destroy();
});
