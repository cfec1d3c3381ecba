import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { createApi } from '../api.ts';
import { eventually } from '../eventually.ts';
import { environmentOf, makePlace, operatorToken } from '../harness.ts';
import { RawConnection } from '../integration/raw-connection.ts';
import { type ServerProcess, startServerProcess } from '../server-process.ts';
import { removeDirectory } from '../shared-storage.ts';

/** Far below the drain's deadline: who waits that long waits for a connection that nobody uses. */
const promptlyMs = 5_000;
const body = JSON.stringify({ id: 'slow', name: 'Slow' });

test('a stop lets running calls finish, takes no new ones, says so, and ends with code 0', async (t) => {
  const { server, env, operator } = await start(t);
  const idle = await RawConnection.open(server.url);
  await idle.send('GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n');
  assert.equal((await idle.nextAnswer()).status, 200);
  const slow = await beginSlowCall(server);
  const asking = await RawConnection.open(server.url);
  await asking.send('GET /readyz HTTP/1.1\r\nhost: x\r\n');
  // Answered after them, so the server has read what the two others sent.
  assert.equal((await operator.get('/readyz')).status, 200);

  server.kill('SIGTERM');
  await eventually('the stop has begun', () => server.output().includes('"event":"stopping"'));
  await eventually('a kept-alive connection without a call is closed', () => idle.isClosed);
  await assert.rejects(RawConnection.open(server.url), { code: 'ECONNREFUSED' });
  await asking.send('\r\n');
  const ready = await asking.nextAnswer();
  assert.equal(ready.status, 503);
  const { checks } = JSON.parse(ready.body) as { checks: Record<string, { ok: boolean }> };
  assert.equal(checks['process']?.ok, false);
  assert.match(ready.headers, /^connection: close$/im);
  assert.ok(!slow.isClosed);

  const from = performance.now();
  await slow.send(body.slice(5));
  assert.equal((await slow.nextAnswer()).status, 201);
  assert.deepEqual(await server.exited, { code: 0, signal: null }, server.output());
  const tookMs = performance.now() - from;
  assert.ok(tookMs < promptlyMs, `after its last call the process stayed for ${Math.round(tookMs)} ms`);
  assert.ok(slow.isClosed, 'the connection of the last call is closed too');

  const next = await startServerProcess({ env });
  assert.equal(
    (await createApi(next.url, operatorToken).get('/tenants/slow')).status,
    200,
    'and what it did is there',
  );
  assert.equal((await next.stop()).code, 0);
});

test('a second SIGTERM ends the process at once', async (t) => {
  const { server } = await start(t);
  const slow = await beginSlowCall(server);
  server.kill('SIGTERM');
  await eventually('the stop has begun', () => server.output().includes('"event":"stopping"'));
  assert.ok(!slow.isClosed);
  const from = performance.now();
  server.kill('SIGTERM');
  assert.notEqual((await server.exited).code, 0);
  assert.ok(performance.now() - from < promptlyMs);
});

async function start(t: TestContext) {
  const place = await makePlace('pglite');
  const env = environmentOf(place);
  const server = await startServerProcess({ env });
  t.after(async () => {
    server.kill('SIGKILL');
    await server.exited;
    removeDirectory(place.dataDirectory);
  });
  return { server, env, operator: createApi(server.url, operatorToken) };
}

/** A call of which the server has the headers and the first bytes of the body. */
async function beginSlowCall(server: ServerProcess): Promise<RawConnection> {
  const connection = await RawConnection.open(server.url);
  const head = [
    'POST /ai/api/v1/tenants HTTP/1.1',
    'host: x',
    `authorization: Bearer ${operatorToken}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  await connection.send(`${head.join('\r\n')}\r\n\r\n${body.slice(0, 5)}`);
  // Another call is answered after it on the same loop, so by now this one is under way.
  await createApi(server.url, operatorToken).get('/readyz');
  return connection;
}
