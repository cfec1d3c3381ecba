import assert from 'node:assert/strict';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { startTestApp, type TestApp } from '../../testkit/harness.ts';
import { ambiguousRequests, commonHeaders } from '../../testkit/integration/ambiguous-requests.ts';
import { limits } from '../kernel/limits.ts';
import { createHttpServer } from './server.ts';

/** What only raw bytes show: how requests are read that two servers in a row could read differently. */
describe('raw sockets', () => {
  let app: TestApp;
  before(async () => {
    app = await startTestApp({ storage: 'postgres' });
  });
  after(() => app.close());

  /** All that comes back until the server closes the connection; fails when it stays open. */
  const exchange = (bytes: string, withinMs = 5_000): Promise<string> => {
    const { port } = new URL(app.url);
    return new Promise((resolve, reject) => {
      let text = '';
      const socket = connect(Number(port), '127.0.0.1', () => socket.write(bytes, 'latin1'));
      socket.setTimeout(withinMs, () => {
        socket.destroy();
        reject(new Error(`The connection stays open after: ${text}`));
      });
      socket.setEncoding('latin1');
      socket.on('data', (part) => {
        text += part;
      });
      socket.on('error', () => undefined);
      socket.on('close', () => resolve(text));
    });
  };

  const targets = [
    { name: 'the control plane', line: 'POST /ai/api/v1/tenants HTTP/1.1' },
    { name: '/v1', line: 'POST /v1/chat/completions HTTP/1.1' },
  ];
  for (const { name, line } of targets) {
    test(`S36 what two servers could read differently is 400 and the end of the connection, on ${name}`, async () => {
      for (const [what, rest] of Object.entries(ambiguousRequests)) {
        const text = await exchange(`${line}\r\n${rest}`);
        const statuses = [...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => status);
        assert.equal(statuses.at(-1), '400', `${what}: ${text}`);
        // The door answers before it has the whole body; what follows on the connection must not be a second request.
        assert.ok(statuses.length <= 2 && !text.includes('smuggled'), `${what}: ${text}`);
        assert.doesNotMatch(text, /HTTP\/1\.1 2/, what);
      }
    });
  }

  test('S26 headers beyond the limit are refused, and the connection ends', async () => {
    const long = `X-Long: ${'a'.repeat(limits.http.headerBytesMax)}\r\n`;
    for (const { line } of targets) {
      assert.match(await exchange(`${line}\r\nHost: x\r\n${long}\r\n`), /^HTTP\/1\.1 431 /);
    }
  });

  test('S26 a body that says it is too large is 413 before one byte of it arrived', async () => {
    const size = limits.http.controlBodyBytesMax + 1;
    const text = await exchange(`${targets[0]?.line}\r\n${commonHeaders}Content-Length: ${size}\r\n\r\n`);
    assert.match(text, /^HTTP\/1\.1 413 /);
    assert.match(text, /"code":"request_too_large"/);
  });

  test('S26 a body without a length is 413 as soon as it is too large', async () => {
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    const text = await exchange(
      `${targets[0]?.line}\r\n${commonHeaders}Transfer-Encoding: chunked\r\n\r\n${chunk.repeat(17)}`,
    );
    assert.match(text, /^HTTP\/1\.1 413 /);
  });

  test('S58 a request that is no HTTP is told so, and nothing of it comes back', async () => {
    const text = await exchange(
      'GET /marker-of-nobody HTTP/9.9\r\nAuthorization: Bearer marker-of-nobody\r\n\r\n',
    );
    assert.match(text, /^HTTP\/1\.1 400 /);
    assert.doesNotMatch(text, /marker/);
  });

  test('S25 every timeout and cap of the server is set, whoever made the server', async () => {
    const server = await createHttpServer({ services: app.app.services, routes: [], door: () => undefined });
    const { http } = limits;
    const { headersTimeout, requestTimeout, keepAliveTimeout, maxConnections, maxHeadersCount } =
      server.server as Server;
    assert.deepEqual(
      { headersTimeout, requestTimeout, keepAliveTimeout, maxConnections, maxHeadersCount },
      {
        headersTimeout: http.headersTimeoutMs,
        requestTimeout: http.requestTimeoutMs,
        keepAliveTimeout: http.keepAliveTimeoutMs,
        maxConnections: http.connectionsMax,
        maxHeadersCount: http.headersCountMax,
      },
    );
    await server.close();
  });

  test('S35 after all that the process answers', async () => {
    assert.equal((await app.operator.get('/readyz')).body['status'], 'ready');
  });
});
