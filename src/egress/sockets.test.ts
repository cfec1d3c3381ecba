import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import type { EgressRule } from '../kernel/outbound-target.ts';
import { tenantPolicy } from './egress-policy.ts';
import { createProviderClient, readWhole } from './provider-client.ts';

const host = 'llm.corp.example.net';
const rule: EgressRule = { host, cidr: null, port: null, plainHttp: true, privateCa: null };
const times = { firstByteMs: 2_000, betweenBytesMs: 2_000, totalMs: 5_000, bodyBytesMax: 10_000 };

/** Counts the connections that were opened to it. */
async function startServer(t: TestContext, answer: RequestListener) {
  const seen = { connections: 0 };
  const server = createServer(answer).on('connection', () => {
    seen.connections += 1;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bounds = { connectMs: 2_000, socketAgeMs: 60_000, idleMs: 5_000, poolsMax: 100 };
  const client = createProviderClient({ bounds, resolve: async () => ['127.0.0.1'] });
  t.after(async () => {
    await client.close();
    server.closeAllConnections();
    server.close();
  });
  const request = {
    method: 'GET' as const,
    url: `http://${host}:${(server.address() as AddressInfo).port}/`,
    headers: {},
    policy: tenantPolicy([rule]),
    ...times,
  };
  const get = async () => {
    const body = await readWhole(await client.send(request));
    await new Promise((done) => setImmediate(done));
    return body.toString();
  };
  return { seen, get, send: () => client.send(request) };
}

test('exchanges that run at once have a socket each, and those that follow use them again', async (t) => {
  const waiting: (() => void)[] = [];
  const { seen, get } = await startServer(t, (_, response) => {
    waiting.push(() => response.end('ok'));
    if (seen.connections === 3) for (const go of waiting.splice(0)) go();
  });
  assert.deepEqual(await Promise.all([get(), get(), get()]), ['ok', 'ok', 'ok']);
  for (let calls = 0; calls < 5; calls += 1) assert.equal(await get(), 'ok');
  assert.equal(seen.connections, 3);
});

test('a socket that the provider closed after its answer is not used again', async (t) => {
  const { seen, get } = await startServer(t, (_, response) => {
    response.setHeader('connection', 'close').end('ok');
  });
  for (let calls = 0; calls < 4; calls += 1) assert.equal(await get(), 'ok');
  assert.equal(seen.connections, 4);
});

test('an exchange that was given up takes its socket along, and none that was free', async (t) => {
  let calls = 0;
  const { seen, get, send } = await startServer(t, (_, response) => {
    calls += 1;
    if (calls === 2) response.write('endless');
    else response.end('ok');
  });
  assert.equal(await get(), 'ok');
  (await send()).discard();
  for (let more = 0; more < 3; more += 1) assert.equal(await get(), 'ok');
  assert.equal(seen.connections, 2);
});

test('what was sent on a kept connection that its server closes without an answer is sent once more', async (t) => {
  let asked = 0;
  const { seen, get } = await startServer(t, (request, response) => {
    asked += 1;
    if (asked === 2) request.socket.destroy();
    else response.end('ok');
  });
  assert.equal(await get(), 'ok');
  assert.equal(await get(), 'ok');
  assert.deepEqual([asked, seen.connections], [3, 2]);
});

test('a server that has closed every kept connection is asked on a new one', async (t) => {
  const waiting: (() => void)[] = [];
  const used = new Set<object>();
  const { seen, get } = await startServer(t, ({ socket }, response) => {
    if (used.has(socket)) return socket.destroy();
    used.add(socket);
    waiting.push(() => response.end('ok'));
    if (seen.connections >= 3) for (const go of waiting.splice(0)) go();
  });
  await Promise.all([get(), get(), get()]);
  assert.equal(await get(), 'ok');
  assert.equal(seen.connections, 4);
});

test('a server that closes new connections without an answer is not there', async (t) => {
  let asked = 0;
  const { get } = await startServer(t, (request, response) => {
    asked += 1;
    if (asked > 1) request.socket.destroy();
    else response.end('ok');
  });
  assert.equal(await get(), 'ok');
  await assert.rejects(get(), { kind: 'unreachable' });
  assert.equal(asked, 3, 'the second time on a connection of its own');
  await assert.rejects(get(), { kind: 'unreachable' });
  assert.equal(asked, 4);
});
