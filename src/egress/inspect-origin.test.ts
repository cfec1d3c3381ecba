import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { type TestContext, test } from 'node:test';
import { createServer as createTlsServer } from 'node:tls';
import { type IssuedCertificate, issueCertificate } from '../../testkit/stand-ins/certificates.ts';
import type { NetworkRung } from '../control/provider-ports.ts';
import type { EgressRule } from '../kernel/outbound-target.ts';
import { tenantPolicy } from './egress-policy.ts';
import { type Inspection, inspectOrigin } from './inspect-origin.ts';
import { noIdentity, tlsIdentity } from './tls-identity.ts';

const host = 'llm.corp.example.net';
const rule: EgressRule = { host, cidr: null, port: null, plainHttp: true, privateCa: null };
const authority = issueCertificate({ name: 'Corp CA', isAuthority: true });

async function listen(t: TestContext, server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return (server.address() as AddressInfo).port;
}

function secure(t: TestContext, { certPem, keyPem }: IssuedCertificate): Promise<number> {
  const server = createTlsServer({ cert: certPem, key: keyPem }, (socket) =>
    socket.on('error', () => undefined),
  );
  return listen(
    t,
    server.on('tlsClientError', () => undefined),
  );
}

async function rungs(origin: string, changes: Partial<Inspection> = {}): Promise<NetworkRung[]> {
  const inspection: Inspection = {
    policy: tenantPolicy([rule]),
    tls: noIdentity,
    resolve: async () => ['127.0.0.1'],
    rungMs: 2_000,
    signal: new AbortController().signal,
    ...changes,
  };
  return Array.fromAsync(inspectOrigin(origin, inspection));
}

function told(found: NetworkRung[]): string {
  return found.map(({ step, ok, detail }) => `${step} ${ok ? 'ok' : 'failed'}: ${detail}`).join('\n');
}

test('a good origin is climbed to the top, with the time of each rung', async (t) => {
  const port = await secure(t, issueCertificate({ name: host, hosts: [host], issuer: authority }));
  const found = await rungs(`https://${host}:${port}`, { tls: tlsIdentity({ caPem: authority.certPem }) });
  assert.deepEqual(
    found.map(({ step, ok }) => [step, ok]),
    [
      ['dns', true],
      ['tcp', true],
      ['tls', true],
    ],
  );
  for (const { ms } of found) assert.ok(ms >= 0);
  assert.match(told(found), /certificate is for llm\.corp\.example\.net until \d{4}-\d\d-\d\d/);
});

test('the authority may also come with the operator’s rule', async (t) => {
  const port = await secure(t, issueCertificate({ name: host, hosts: [host], issuer: authority }));
  const policy = tenantPolicy([{ ...rule, privateCa: authority.certPem }]);
  assert.equal((await rungs(`https://${host}:${port}`, { policy })).at(-1)?.ok, true);
});

test('what is wrong with a certificate is said: chain, name, expiry, self-signed', async (t) => {
  const past = { notBefore: new Date('2020-01-01T00:00:00Z'), notAfter: new Date('2021-02-03T00:00:00Z') };
  const future = {
    notBefore: new Date(Date.now() + 86_400_000),
    notAfter: new Date(Date.now() + 2 * 86_400_000),
  };
  const tls = tlsIdentity({ caPem: authority.certPem });
  const issuer = authority;
  for (const [certificate, trust, pattern] of [
    [
      issueCertificate({ name: host, hosts: [host], issuer }),
      noIdentity,
      /signed by Corp CA, which is not trusted/,
    ],
    [
      issueCertificate({ name: host, hosts: ['a.example', '10.0.0.1'], issuer }),
      tls,
      /is for a\.example, 10\.0\.0\.1, not for llm/,
    ],
    [issueCertificate({ name: host, hosts: [host], issuer, ...past }), tls, /expired on 2021-02-03/],
    [issueCertificate({ name: host, hosts: [host], issuer, ...future }), tls, /is valid from \d{4}/],
    [issueCertificate({ name: host, hosts: [host] }), tls, /signed its certificate itself/],
  ] as const) {
    const port = await secure(t, certificate);
    const found = await rungs(`https://${host}:${port}`, { tls: trust });
    assert.deepEqual([found.at(-1)?.step, found.at(-1)?.ok], ['tls', false], told(found));
    assert.match(found.at(-1)?.detail ?? '', pattern);
  }
});

test('each rung has its own plain reason, and nothing is tried after the first that fails', async (t) => {
  const speaksFirst = createTcpServer((socket) =>
    socket.on('error', () => undefined).end('220 smtp ready\r\n'),
  );
  const plain = await listen(t, speaksFirst);
  const unused = createTcpServer();
  const closed = await listen(t, unused);
  await new Promise((done) => unused.close(done));
  const mute = await listen(
    t,
    createTcpServer((socket) => socket.on('error', () => undefined)),
  );
  const missing = async () => {
    throw Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' });
  };
  const never = () => new Promise<string[]>(() => undefined);
  assert.equal(
    told(await rungs(`https://${host}`, { resolve: missing })),
    'dns failed: The name does not exist.',
  );
  assert.match(
    told(await rungs(`https://${host}`, { resolve: async () => [] })),
    /^dns failed: .*no address\.$/,
  );
  assert.match(
    told(await rungs(`https://${host}`, { resolve: never, rungMs: 20 })),
    /^dns failed: .*20 ms\.$/,
  );
  assert.match(told(await rungs(`https://${host}:${closed}`)), /\ntcp failed: .*refused/);
  assert.match(told(await rungs(`https://${host}:${plain}`)), /\ntls failed: .*does not speak TLS/);
  assert.match(told(await rungs(`https://${host}:${mute}`, { rungMs: 50 })), /\ntls failed: .*50 ms\.$/);
  assert.match(told(await rungs(`http://${host}:${mute}`)), /\ntcp ok: .*$/);
});

test('S8 of a denied target nothing is told: no address, no open or closed port, no existing or missing name', async (t) => {
  let connections = 0;
  const open = await listen(
    t,
    createTcpServer(() => {
      connections += 1;
    }),
  );
  const policy = tenantPolicy([]);
  const answers = [
    await rungs('https://priv.example.net', { policy, resolve: async () => ['10.0.0.5'] }),
    await rungs('https://loop.example.net', { policy }),
    await rungs(`https://127.0.0.1:${open}`, { policy }),
    await rungs('https://127.0.0.1:1', { policy }),
    await rungs('https://169.254.169.254', { policy }),
    await rungs('http://metadata.google.internal', { policy }),
  ];
  assert.equal(new Set(answers.map(told)).size, 1, answers.map(told).join('\n'));
  assert.doesNotMatch(told(answers[0] ?? []), /10\.0|127/);
  assert.equal(connections, 0);
});

test('S31 whoever gives up is answered at once', async () => {
  const controller = new AbortController();
  const never = () => new Promise<string[]>(() => undefined);
  const work = rungs(`https://${host}`, { resolve: never, signal: controller.signal });
  controller.abort(new Error('gone'));
  await assert.rejects(work, /gone/);
});
