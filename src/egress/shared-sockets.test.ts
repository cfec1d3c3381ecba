import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import type { TLSSocket } from 'node:tls';
import { issueCertificate } from '../../testkit/stand-ins/certificates.ts';
import { EgressFailure } from '../kernel/egress-failure.ts';
import type { EgressRule } from '../kernel/outbound-target.ts';
import { Secret } from '../kernel/secret.ts';
import { type TenantPolicy, tenantPolicy } from './egress-policy.ts';
import { createProviderClient, readWhole } from './provider-client.ts';
import { noIdentity, type TlsIdentity, tlsIdentity } from './tls-identity.ts';

const host = 'llm.corp.example.net';
const rule: EgressRule = { host, cidr: null, port: null, plainHttp: true, privateCa: null };
const authority = issueCertificate({ name: 'Corp CA', isAuthority: true });
const served = issueCertificate({ name: host, hosts: [host], issuer: authority });

function clientFor(t: TestContext, changes: Partial<{ socketAgeMs: number; poolsMax: number }> = {}) {
  const bounds = { connectMs: 2_000, socketAgeMs: 60_000, idleMs: 5_000, poolsMax: 100, ...changes };
  const client = createProviderClient({ bounds, resolve: async () => ['127.0.0.1'] });
  t.after(() => client.close());
  /** Answers the body; the socket is free for the next call once it resolves. */
  return async (url: string, policy: TenantPolicy, tls: TlsIdentity = noIdentity): Promise<string> => {
    const times = { firstByteMs: 2_000, betweenBytesMs: 2_000, totalMs: 5_000, bodyBytesMax: 10_000 };
    const answer = await client.send({ method: 'GET', url, headers: {}, policy, tls, ...times });
    const body = (await readWhole(answer)).toString();
    await new Promise((done) => setImmediate(done));
    return body;
  };
}

async function listen(t: TestContext, server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** Answers who the client proved to be, on which connection, and whether TLS was resumed. */
async function secure(t: TestContext, options: ServerOptions = {}) {
  let connections = 0;
  const ids = new WeakMap<object, number>();
  const server = createHttpsServer(
    { cert: served.certPem, key: served.keyPem, ...options },
    (request, response) => {
      const socket = request.socket as TLSSocket;
      const subject = socket.getPeerCertificate().subject?.CN ?? 'nobody';
      response.end(`${subject} on ${ids.get(socket)}${socket.isSessionReused() ? ' resumed' : ''}`);
    },
  );
  server.on('secureConnection', (socket) => {
    connections += 1;
    ids.set(socket, connections);
  });
  return listen(t, server);
}

test('S11 sockets are shared within an origin and a set of rules, and not beyond', async (t) => {
  let connections = 0;
  const server = createHttpServer((_, response) => response.end('ok')).on('connection', () => {
    connections += 1;
  });
  const url = `http://${host}:${await listen(t, server)}/`;
  const get = clientFor(t);
  for (const rules of [[rule], [rule], [{ ...rule }]]) await get(url, tenantPolicy(rules));
  assert.equal(connections, 1);
  await get(url, tenantPolicy([rule, { ...rule, host: null, cidr: '10.0.0.0/8' }]));
  assert.equal(connections, 2);
});

test('S11 a client certificate is shown for its own credential alone, on sockets and TLS sessions of its own', async (t) => {
  const port = await secure(t, { requestCert: true, ca: [authority.certPem], rejectUnauthorized: false });
  const url = `https://${host}:${port}/`;
  const identities = ['acme', 'globex'].map((name) => {
    const { certPem, keyPem } = issueCertificate({ name, issuer: authority });
    return tlsIdentity({
      caPem: authority.certPem,
      clientCertPem: certPem,
      clientKeyPem: new Secret(keyPem),
    });
  });
  const [acme = noIdentity, globex = noIdentity] = identities;
  const bare = tlsIdentity({ caPem: authority.certPem });
  const get = clientFor(t);
  const policy = tenantPolicy([rule]);
  assert.equal(await get(url, policy, acme), 'acme on 1');
  assert.equal(await get(url, policy, globex), 'globex on 2');
  assert.equal(await get(url, policy, bare), 'nobody on 3');
  assert.equal(await get(url, policy, acme), 'acme on 1');
});

test('S11 an authority is trusted for the credential or the rule that brings it, and for the name it certifies', async (t) => {
  const port = await secure(t);
  const url = `https://${host}:${port}/`;
  const get = clientFor(t);
  const untrusted = (error: unknown) => error instanceof EgressFailure && error.kind === 'unreachable';
  const own = tlsIdentity({ caPem: authority.certPem });
  const byRule = tenantPolicy([{ ...rule, privateCa: authority.certPem }]);
  assert.match(await get(url, tenantPolicy([rule]), own), /^nobody/);
  assert.match(await get(url, byRule), /^nobody/);
  await assert.rejects(get(url, tenantPolicy([rule])), untrusted);
  const other = { ...rule, host: 'other.example.net', privateCa: authority.certPem };
  await assert.rejects(get(url, tenantPolicy([rule, other])), untrusted);
  const named = tenantPolicy([{ ...other, privateCa: null }]);
  await assert.rejects(get(`https://other.example.net:${port}/`, named, own), untrusted);
  await assert.rejects(get(url, tenantPolicy([rule]), tlsIdentity({ caPem: 'no certificate' })), untrusted);
});

test('a socket that has its age takes no further request, so that an address that moved is followed', async (t) => {
  let connections = 0;
  const server = createHttpServer((_, response) => response.end('ok')).on('connection', () => {
    connections += 1;
  });
  const url = `http://${host}:${await listen(t, server)}/`;
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() });
  const get = clientFor(t, { socketAgeMs: 60_000 });
  const policy = tenantPolicy([rule]);
  await get(url, policy);
  t.mock.timers.tick(60_000);
  await get(url, policy);
  assert.equal(connections, 1);
  t.mock.timers.tick(1);
  await get(url, policy);
  assert.equal(connections, 2);
});

test('pools that nobody uses make room for others', async (t) => {
  const seen = { open: 0 };
  const server = createHttpServer((_, response) => response.end('ok')).on('connection', (socket) => {
    seen.open += 1;
    socket.on('close', () => {
      seen.open -= 1;
      server.emit('left');
    });
  });
  const url = `http://${host}:${await listen(t, server)}/`;
  const get = clientFor(t, { poolsMax: 2 });
  const policyWith = (port: number) => tenantPolicy([rule, { ...rule, port }]);
  for (const port of [1, 2]) await get(url, policyWith(port));
  const left = once(server, 'left');
  await get(url, policyWith(3));
  await left;
  assert.equal(seen.open, 2);
});
