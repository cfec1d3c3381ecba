import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { type TestContext, test } from 'node:test';
import { createServer as createTlsServer } from 'node:tls';
import { Agent } from 'undici';
import { PlugboardError } from '../kernel/errors.ts';
import { type EgressPolicy, operatorPolicy } from './egress-policy.ts';
import { createGuardedConnector } from './guarded-connector.ts';

function agentUnder(t: TestContext, policy: EgressPolicy): Agent {
  const connect = createGuardedConnector({ policy, resolve: async () => ['127.0.0.1'], connectMs: 3_000 });
  const agent = new Agent({ connect });
  t.after(() => agent.destroy());
  return agent;
}

test('S3: the peer of an open connection is asked about once more, before a byte is sent', async (t) => {
  const received: Buffer[] = [];
  const server = createServer((socket) =>
    socket.on('data', (chunk) => received.push(chunk)).on('error', () => undefined),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  let asked = 0;
  const policy = { ...operatorPolicy, permitsAddress: () => asked++ === 0 };
  const { port } = server.address() as AddressInfo;
  const request = agentUnder(t, policy).request({
    origin: `http://kms.example:${port}`,
    path: '/',
    method: 'GET',
  });
  await assert.rejects(request, (error) => error instanceof PlugboardError && error.code === 'egress_denied');
  assert.equal(asked, 2);
  assert.deepEqual(received, []);
});

test('S3: the certificate is expected for the URL’s name, whatever a Host header says', async (t) => {
  const names: string[] = [];
  const server = createTlsServer({
    SNICallback: (name, callback) => {
      names.push(name);
      callback(new Error('no certificate here'));
    },
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const origin = `https://kms.example:${port}`;
  const headers = { host: 'elsewhere.example' };
  await assert.rejects(agentUnder(t, operatorPolicy).request({ origin, path: '/', method: 'GET', headers }));
  assert.deepEqual([...new Set(names)], ['kms.example']);
});
