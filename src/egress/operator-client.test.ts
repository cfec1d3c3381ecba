import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { type TestContext, test } from 'node:test';
import type { ErrorCode } from '../kernel/errors.ts';
import { PlugboardError } from '../kernel/errors.ts';
import { limits } from '../kernel/limits.ts';
import { createOperatorClient, type OperatorClientOptions } from './operator-client.ts';

async function listen(t: TestContext, handler: RequestListener) {
  const seen = { connections: 0 };
  const server = createServer(handler).on('connection', () => seen.connections++);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, seen };
}

function client(t: TestContext, options?: OperatorClientOptions) {
  const operator = createOperatorClient(options);
  t.after(() => operator.close());
  return operator.send;
}

async function failure(work: Promise<unknown>): Promise<PlugboardError> {
  const error: unknown = await work.then(
    () => assert.fail('it should have failed'),
    (reason) => reason,
  );
  assert.ok(error instanceof PlugboardError);
  return error;
}

async function failsWith(work: Promise<unknown>, code: ErrorCode): Promise<PlugboardError> {
  const error = await failure(work);
  assert.equal(error.code, code);
  return error;
}

test('a request and its answer pass as they are, uncompressed', async (t) => {
  const { port } = await listen(t, async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    response.setHeader('X-Twice', ['one', 'two']);
    response.statusCode = 418;
    response.end(
      JSON.stringify({ method: request.method, path: request.url, headers: request.headers, body }),
    );
  });
  const answer = await client(t)({
    method: 'PUT',
    url: `http://127.0.0.1:${port}/a%2Fb?c=d`,
    headers: { Host: 'elsewhere.example', 'Accept-Encoding': 'gzip', 'x-own': 'yes' },
    body: 'text',
  });
  const echoed = JSON.parse(Buffer.from(answer.body).toString());
  assert.equal(answer.status, 418);
  assert.equal(answer.headers['x-twice'], 'one, two');
  assert.deepEqual([echoed.method, echoed.path, echoed.body], ['PUT', '/a%2Fb?c=d', 'text']);
  assert.equal(echoed.headers['accept-encoding'], 'identity');
  assert.equal(echoed.headers.host, `127.0.0.1:${port}`);
  assert.equal(echoed.headers['x-own'], 'yes');
});

test('S4: a redirect is an error, and its target gets no connection', async (t) => {
  const target = await listen(t, (_, response) => response.end('secret'));
  for (const status of [301, 302, 303, 307, 308]) {
    const { port } = await listen(t, (_, response) => {
      response.writeHead(status, { location: `http://127.0.0.1:${target.port}/` }).end();
    });
    const error = await failsWith(
      client(t)({ method: 'GET', url: `http://127.0.0.1:${port}/` }),
      'upstream_redirect',
    );
    assert.doesNotMatch(error.message, new RegExp(String(target.port)));
  }
  assert.equal(target.seen.connections, 0);
});

test('S3: a name is looked up once, and the connection goes to that answer', async (t) => {
  const { port } = await listen(t, (request, response) => response.end(request.headers.host));
  const asked: string[] = [];
  const resolve = async (name: string) => {
    asked.push(name);
    return asked.length === 1 ? ['127.0.0.1'] : ['169.254.169.254'];
  };
  const answer = await client(t, { resolve })({ method: 'GET', url: `http://kms.example:${port}/` });
  assert.equal(Buffer.from(answer.body).toString(), `kms.example:${port}`);
  assert.deepEqual(asked, ['kms.example']);
});

test('S3: a name that turns to a metadata address after it was good is refused at the next connection', async (t) => {
  const { port } = await listen(t, (_, response) => response.setHeader('connection', 'close').end());
  let lookups = 0;
  const resolve = async () => (lookups++ === 0 ? ['127.0.0.1'] : ['169.254.169.254']);
  const send = client(t, { resolve });
  await send({ method: 'GET', url: `http://kms.example:${port}/` });
  const error = await failsWith(send({ method: 'GET', url: `http://kms.example:${port}/` }), 'egress_denied');
  assert.doesNotMatch(error.message, /169/);
});

test('S3: one forbidden answer among good ones denies, and the good ones get no byte', async (t) => {
  const { port, seen } = await listen(t, (_, response) => response.end());
  for (const answers of [
    ['127.0.0.1', '169.254.169.254'],
    ['fe80::1', '127.0.0.1'],
    ['127.0.0.1', 'not an address'],
  ]) {
    const send = client(t, { resolve: async () => answers });
    await failsWith(send({ method: 'GET', url: `http://kms.example:${port}/` }), 'egress_denied');
  }
  assert.equal(seen.connections, 0);
});

test('S7: metadata literals and names are denied in every spelling that the URL parser takes', async (t) => {
  const resolved: string[] = [];
  const send = client(t, { resolve: async (name) => [resolved.push(name), '127.0.0.1'].map(String) });
  const hosts = ['169.254.169.254', '2852039166', '0xa9.0xfe.0xa9.0xfe', '0251.0376.0251.0376', '0', '[::]'];
  hosts.push('[::ffff:169.254.169.254]', '[fd00:ec2::254]', '[64:ff9b::a9fe:a9fe]', '100.100.100.200');
  for (const host of [
    ...hosts,
    'metadata.google.internal',
    'METADATA',
    'instance-data.',
    'metadata.tencentyun.com',
  ]) {
    for (const scheme of ['http', 'https']) {
      await failsWith(send({ method: 'GET', url: `${scheme}://${host}/latest/meta-data/` }), 'egress_denied');
    }
  }
  assert.deepEqual(resolved, []);
});

test('only plain HTTP and HTTPS URLs without user information are taken', async (t) => {
  const { port, seen } = await listen(t, (_, response) => response.end());
  const urls = ['file:///etc/passwd', 'ftp://127.0.0.1/', 'unix:/run/vault.sock', 'nonsense', ''];
  for (const url of [...urls, `http://user:pass@127.0.0.1:${port}/`, `http://user@127.0.0.1:${port}/`]) {
    await failsWith(client(t)({ method: 'GET', url }), 'egress_denied');
  }
  assert.equal(seen.connections, 0);
});

test('S12: proxies from the environment are not used', async (t) => {
  const proxy = await listen(t, (_, response) => response.end('from the proxy'));
  const { port } = await listen(t, (_, response) => response.end('from the server'));
  const names = ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy'];
  const before = names.map((name) => [name, process.env[name]] as const);
  t.after(() => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });
  for (const name of names) process.env[name] = `http://127.0.0.1:${proxy.port}`;
  const answer = await client(t)({ method: 'GET', url: `http://127.0.0.1:${port}/` });
  assert.equal(Buffer.from(answer.body).toString(), 'from the server');
  assert.equal(proxy.seen.connections, 0);
});

test('S8: a closed port, a port that speaks no HTTP and a failed look-up read the same', async (t) => {
  const closed = createTcpServer().listen(0, '127.0.0.1');
  await once(closed, 'listening');
  const closedPort = (closed.address() as AddressInfo).port;
  closed.close();
  const mute = createTcpServer((socket) => socket.end('SSH-2.0-x\r\n')).listen(0, '127.0.0.1');
  await once(mute, 'listening');
  t.after(() => mute.close());
  const send = client(t, {
    resolve: async () => {
      throw new Error('ENOTFOUND');
    },
  });
  const errors = [
    await failsWith(send({ method: 'GET', url: `http://127.0.0.1:${closedPort}/` }), 'upstream_error'),
    await failsWith(
      send({ method: 'GET', url: `http://127.0.0.1:${(mute.address() as AddressInfo).port}/` }),
      'upstream_error',
    ),
    await failsWith(send({ method: 'GET', url: 'http://kms.example/' }), 'upstream_error'),
  ];
  assert.equal(new Set(errors.map((error) => error.message)).size, 1);
  for (const error of errors) assert.ok(error.cause instanceof Error);
});

test('an answer above the cap is refused', async (t) => {
  const bounds = { ...limits.egress, answerBytesMax: 1000 };
  const { port } = await listen(t, (request, response) =>
    response.end('x'.repeat(Number(request.url?.slice(1)))),
  );
  const send = client(t, { bounds });
  assert.equal((await send({ method: 'GET', url: `http://127.0.0.1:${port}/1000` })).body.length, 1000);
  await failsWith(send({ method: 'GET', url: `http://127.0.0.1:${port}/1001` }), 'upstream_error');
});

test('a server that never answers, or never ends its answer, is given up in time', {
  timeout: 5_000,
}, async (t) => {
  const bounds = { ...limits.egress, firstByteMs: 600_000, totalMs: 50 };
  const { port } = await listen(t, (request, response) => {
    if (request.url === '/drip') response.write('x');
  });
  for (const path of ['silent', 'drip']) {
    await failsWith(
      client(t, { bounds })({ method: 'GET', url: `http://127.0.0.1:${port}/${path}` }),
      'upstream_error',
    );
  }
});
