import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { EgressFailure, type EgressFailureKind } from '../kernel/egress-failure.ts';
import type { EgressRule } from '../kernel/outbound-target.ts';
import { tenantPolicy } from './egress-policy.ts';
import {
  createProviderClient,
  type ProviderClient,
  type ProviderClientOptions,
  type ProviderRequest,
  readWhole,
} from './provider-client.ts';

const bounds = { connectMs: 2_000, socketAgeMs: 60_000, idleMs: 5_000, poolsMax: 100 };
const onLoopback: EgressRule = {
  host: null,
  cidr: '127.0.0.1/32',
  port: null,
  plainHttp: true,
  privateCa: null,
};
const policy = tenantPolicy([onLoopback]);

function clientFor(t: TestContext, options: Partial<ProviderClientOptions> = {}): ProviderClient {
  const client = createProviderClient({ bounds, ...options });
  t.after(() => client.close());
  return client;
}

async function listen(t: TestContext, handler: RequestListener) {
  const seen = { connections: 0, closed: 0 };
  const server = createServer(handler).on('connection', (socket) => {
    seen.connections += 1;
    socket.on('close', () => {
      seen.closed += 1;
      server.emit('left');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen, server };
}

function request(url: string, changes: Partial<ProviderRequest> = {}): ProviderRequest {
  return {
    method: 'POST',
    url,
    headers: {},
    body: Buffer.from('{}'),
    policy,
    firstByteMs: 5_000,
    betweenBytesMs: 5_000,
    totalMs: 10_000,
    bodyBytesMax: 1024 * 1024,
    ...changes,
  };
}

async function failsAs(work: Promise<unknown>, kind: EgressFailureKind): Promise<EgressFailure> {
  const error = await work.then(
    () => assert.fail(`it should have failed as ${kind}`),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof EgressFailure, String(error));
  assert.equal(error.kind, kind, String(error.cause));
  return error;
}

test('nothing is opened to a host that operators stopped, whatever is asked of it', async (t) => {
  const { url, seen } = await listen(t, (_request, response) => void response.end('{}'));
  const stops = new Set<string>();
  const client = clientFor(t, { isStopped: (host) => stops.has(host) });
  await readWhole(await client.send(request(url)));
  stops.add('127.0.0.1');
  await assert.rejects(client.send(request(url)), { kind: 'stopped', code: 'llm_unavailable' });
  assert.equal(seen.connections, 1);
});

test('S27 a request goes out as it was built, uncompressed, and the answer says who gave it', async (t) => {
  const { url } = await listen(t, async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const { method, url: path, headers } = incoming;
    response
      .setHeader('X-Request-Id', 'r1')
      .end(JSON.stringify({ method, path, headers, body: Buffer.concat(chunks).toString() }));
  });
  const headers = {
    authorization: 'Bearer k',
    Host: 'elsewhere.example',
    'Accept-Encoding': 'gzip',
    TE: 'x',
  };
  const path = '/model/a%3Ab%2Fc/converse?alt=sse&x=%20';
  const answer = await clientFor(t).send(request(`${url}${path}`, { headers, body: Buffer.from('{"é":1}') }));
  const echoed = JSON.parse((await readWhole(answer)).toString());
  assert.deepEqual([answer.status, answer.peer, answer.headers['x-request-id']], [200, '127.0.0.1', 'r1']);
  assert.deepEqual([echoed.method, echoed.path, echoed.body], ['POST', path, '{"é":1}']);
  assert.equal(echoed.headers.host, url.slice('http://'.length));
  assert.equal(echoed.headers['accept-encoding'], 'identity');
  assert.equal(echoed.headers.authorization, 'Bearer k');
  assert.equal(echoed.headers['content-length'], '8');
  assert.equal(echoed.headers.te, undefined);
});

test('S4 a redirect is an error, its target gets no connection and is named nowhere', async (t) => {
  const target = await listen(t, (_, response) => response.end());
  for (const status of [301, 302, 303, 307, 308, 304]) {
    const { url } = await listen(t, (_, response) => {
      response.writeHead(status, { location: `${target.url}/secret` }).end();
    });
    const error = await failsAs(clientFor(t).send(request(url)), 'redirect');
    assert.equal(error.code, 'upstream_redirect');
    assert.doesNotMatch(`${error.message} ${String(error.cause)}`, /secret|127/);
  }
  assert.equal(target.seen.connections, 0);
});

test('S8 a denied target reads the same whether a port is open or closed there, and is never connected to', async (t) => {
  const open = await listen(t, (_, response) => response.end());
  const closed = createTcpServer().listen(0, '127.0.0.1');
  await once(closed, 'listening');
  const closedUrl = `http://127.0.0.1:${(closed.address() as AddressInfo).port}`;
  closed.close();
  const client = clientFor(t, { resolve: async () => ['127.0.0.1'] });
  const errors: EgressFailure[] = [];
  for (const url of [open.url, closedUrl, 'https://named.example.net/', 'https://127.0.0.1/']) {
    errors.push(await failsAs(client.send(request(url, { policy: tenantPolicy([]) })), 'denied'));
  }
  assert.equal(new Set(errors.map(({ message, code }) => `${code} ${message}`)).size, 1);
  assert.doesNotMatch(errors[0]?.message ?? '', /127/);
  assert.equal(open.seen.connections, 0);
});

test('S29 a server that is silent is given up after the time for the first byte', async (t) => {
  const { url } = await listen(t, () => undefined);
  await failsAs(clientFor(t).send(request(url, { firstByteMs: 50 })), 'timeout');
});

test('S29 an answer that stalls is given up after the time between bytes', async (t) => {
  const { url } = await listen(t, (_, response) => response.write('begun'));
  const answer = await clientFor(t).send(request(url, { betweenBytesMs: 50 }));
  await failsAs(readWhole(answer), 'timeout');
});

test('S29 what came while this process stood still is no silence', async (t) => {
  const drips = `
    const { createServer } = require('node:http');
    const server = createServer((_, response) => {
      let left = 60;
      setInterval(() => (left-- > 0 ? response.write('drip') : response.end()), 10);
    });
    server.listen(0, '127.0.0.1', () => require('node:worker_threads').parentPort.postMessage(server.address().port));
  `;
  const worker = new Worker(drips, { eval: true });
  t.after(() => worker.terminate());
  const [port] = (await once(worker, 'message')) as [number];
  const answer = await clientFor(t).send(request(`http://127.0.0.1:${port}`, { betweenBytesMs: 150 }));
  const whole = readWhole(answer);
  for (const delayMs of [50, 100]) {
    await pause(delayMs);
    // Timers are next after this.
    await turn();
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  }
  assert.equal((await whole).length, 60 * 'drip'.length);
});

test('S29 an answer that drips for ever ends after the total time', async (t) => {
  const { url } = await listen(t, (_, response) => drip(response));
  await failsAs(
    clientFor(t)
      .send(request(url, { totalMs: 100 }))
      .then(readWhole),
    'timeout',
  );
});

test('S29 a look-up that never ends, and a handshake that never ends, are given up after the time to connect', async (t) => {
  const quick = { bounds: { ...bounds, connectMs: 50 } };
  const resolve = () => new Promise<string[]>(() => undefined);
  await failsAs(clientFor(t, { ...quick, resolve }).send(request('https://api.example.net/')), 'timeout');
  const mute = createTcpServer((socket) => socket.on('error', () => undefined)).listen(0, '127.0.0.1');
  await once(mute, 'listening');
  t.after(() => mute.close());
  const url = `https://127.0.0.1:${(mute.address() as AddressInfo).port}/`;
  await failsAs(clientFor(t, quick).send(request(url)), 'timeout');
});

test('S28 an endless answer ends at the cap on its bytes, announced or not', async (t) => {
  const { url } = await listen(t, (incoming, response) => {
    if (incoming.url === '/announced') response.setHeader('content-length', 2_000).end('x'.repeat(2_000));
    else drip(response);
  });
  const client = clientFor(t);
  await failsAs(client.send(request(`${url}/announced`, { bodyBytesMax: 1_999 })), 'too_large');
  await failsAs(client.send(request(`${url}/`, { bodyBytesMax: 1_999 })).then(readWhole), 'too_large');
  const whole = await client.send(request(`${url}/announced`, { bodyBytesMax: 2_000 })).then(readWhole);
  assert.equal(whole.length, 2_000);
});

test('an answer that breaks off is cut, whatever came before; a connection that gives no answer is unreachable', async (t) => {
  const { url } = await listen(t, (incoming, response) => {
    if (incoming.url === '/silent') return incoming.socket.destroy();
    response.write('data: 1\n\n', () => incoming.socket.destroy());
  });
  const client = clientFor(t);
  await failsAs(client.send(request(`${url}/silent`)), 'unreachable');
  const answer = await client.send(request(`${url}/cut`));
  const read: string[] = [];
  const reading = (async () => {
    for await (const chunk of answer.body) read.push(Buffer.from(chunk).toString());
  })();
  await failsAs(reading, 'cut');
  assert.equal(read.join(''), 'data: 1\n\n');
});

test('S31 whoever gives up is answered at once and the upstream sees the connection close, in each phase', async (t) => {
  const { url, server, seen } = await listen(t, (incoming, response) => {
    if (incoming.url === '/stream') drip(response);
    server.emit('asked');
  });
  const client = clientFor(t);
  for (const phase of ['/silent', '/stream']) {
    const controller = new AbortController();
    const asked = once(server, 'asked');
    const left = once(server, 'left');
    const work = client.send(request(`${url}${phase}`, { signal: controller.signal })).then(readWhole);
    await asked;
    controller.abort(new Error('gone'));
    await assert.rejects(work, /gone/);
    await left;
  }
  assert.equal(seen.closed, 2);
});

test('S31 whoever gives up during the look-up waits for nothing, and nothing is sent afterwards', async (t) => {
  const { url, seen } = await listen(t, (_, response) => response.end());
  const { port } = new URL(url);
  let answer: (addresses: string[]) => void = () => undefined;
  const resolve = () =>
    new Promise<string[]>((done) => {
      answer = done;
    });
  const controller = new AbortController();
  const rules = [{ ...onLoopback, host: 'llm.example.net', cidr: null }];
  const client = clientFor(t, { resolve });
  const { signal } = controller;
  const work = client.send(
    request(`http://llm.example.net:${port}/`, { signal, policy: tenantPolicy(rules) }),
  );
  controller.abort(new Error('gone'));
  await assert.rejects(work, /gone/);
  answer(['169.254.169.254']);
  await assert.rejects(client.send(request(url, { signal })), /gone/);
  assert.equal(seen.connections, 0);
});

test('S31 an answer that is not read to its end closes its connection', async (t) => {
  const { url, server } = await listen(t, (_, response) => drip(response));
  const client = clientFor(t);
  const first = once(server, 'left');
  for await (const _ of (await client.send(request(url))).body) break;
  await first;
  const second = once(server, 'left');
  (await client.send(request(url))).discard();
  await second;
});

test('S30 a slow reader stops the upstream instead of filling memory', { timeout: 10_000 }, async (t) => {
  let written = 0;
  const { url } = await listen(t, (_, response) => {
    const chunk = Buffer.alloc(64 * 1024);
    const fill = () => {
      for (let more = true; more && written < 64 * 1024 * 1024; written += chunk.length)
        more = response.write(chunk);
      if (written < 64 * 1024 * 1024) response.once('drain', fill);
      else response.end();
      response.emit('filled');
    };
    fill();
  });
  const answer = await clientFor(t).send(request(url, { bodyBytesMax: 128 * 1024 * 1024 }));
  let last = -1;
  // What the two kernels and the client hold is bounded: at some point the server cannot write any more.
  while (written !== last) {
    last = written;
    await settle();
  }
  assert.ok(written < 32 * 1024 * 1024, `${written} bytes were taken from a reader that reads nothing`);
  assert.equal((await readWhole(answer)).length, 64 * 1024 * 1024);
});

test('S12 proxies from the environment are not used', async (t) => {
  const proxy = await listen(t, (_, response) => response.end('from the proxy'));
  const { url } = await listen(t, (_, response) => response.end('from the server'));
  const names = ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy'];
  const before = names.map((name) => [name, process.env[name]] as const);
  t.after(() => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });
  for (const name of names) process.env[name] = proxy.url;
  assert.equal((await clientFor(t).send(request(url)).then(readWhole)).toString(), 'from the server');
  assert.equal(proxy.seen.connections, 0);
});

function drip(response: ServerResponse): void {
  const timer = setInterval(() => response.write('x'.repeat(100)), 2);
  response.on('close', () => clearInterval(timer));
}

/** A turn of the event loop with real I/O in it: a round trip over another socket. */
async function settle(): Promise<void> {
  const echo = createTcpServer((socket: Socket) => socket.end('x')).listen(0, '127.0.0.1');
  await once(echo, 'listening');
  const { port } = echo.address() as AddressInfo;
  await fetch(`http://127.0.0.1:${port}`).catch(() => undefined);
  echo.close();
}
