import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { type TestContext, test } from 'node:test';
import { findSignatureProblem, isSkewed } from '../../testkit/stand-ins/aws-signature.ts';
import { type LoopbackServer, startLoopbackServer } from '../../testkit/stand-ins/loopback-server.ts';
import { startSts } from '../../testkit/stand-ins/sts.ts';
import type { ProviderCall, ProviderTransport } from '../control/provider-ports.ts';
import { Secret } from '../kernel/secret.ts';
import type { AuthScheme } from '../providers/provider.ts';
import type { AwsIdentity } from './assume-role.ts';
import { type Authorizer, createAuthorizer } from './authorize.ts';
import type { TenantPolicy } from './egress-policy.ts';
import { resolveBySystem } from './guarded-connector.ts';
import { createProviderClient } from './provider-client.ts';
import { createProviderTransport } from './provider-transport.ts';

const rules = [{ host: null, cidr: '127.0.0.1/32', port: null, plainHttp: true, privateCa: null }];
const region = 'eu-central-1';
const account = { accessKeyId: 'AKIA0123456789ABCDEF', secretAccessKey: 'secret/0123456789' };
const byKeys: AuthScheme = {
  kind: 'aws_keys',
  service: 'bedrock',
  region,
  accessKeyId: account.accessKeyId,
  secret: 'aws_secret_access_key',
};
const hourMs = 3_600_000;

interface Wanted {
  awsIdentity?: () => AwsIdentity;
  betweenBytesMs?: number;
  /** In front of the real one. */
  watch?: (policy: TenantPolicy) => void;
}

function transportFor(t: TestContext, { awsIdentity, betweenBytesMs = 5_000, watch }: Wanted = {}) {
  const bounds = { connectMs: 2_000, socketAgeMs: 60_000, idleMs: 1_000, poolsMax: 10 };
  const client = createProviderClient({ bounds });
  t.after(() => client.close());
  const real = createAuthorizer({ client, clock: Date.now, ...(awsIdentity && { awsIdentity }) });
  const authorizer: Authorizer = {
    ...real,
    authorize(request, body) {
      watch?.(request.policy);
      return real.authorize(request, body);
    },
  };
  const common = { client, resolve: resolveBySystem, rulesForAll: [], betweenBytesMs };
  return createProviderTransport({ ...common, authorizer });
}

function callTo(origin: string, auth: AuthScheme, changes: Partial<ProviderCall> = {}): ProviderCall {
  const origins = { aws_secret_access_key: [origin] };
  return {
    cacheKey: 'credential@1',
    connection: { auth, baseUrl: origin, origins, warnings: [] },
    plan: { method: 'POST', url: `${origin}/model/m/converse`, headers: {}, body: { a: 1 } },
    secret: () => new Secret(account.secretAccessKey),
    tls: {},
    rules,
    firstByteMs: 5_000,
    totalMs: 10_000,
    signal: new AbortController().signal,
    ...changes,
  };
}

async function listening(t: TestContext, listener: RequestListener): Promise<LoopbackServer> {
  const server = await startLoopbackServer(listener);
  t.after(() => server.close());
  return server;
}

interface Session {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

/** Bedrock, with a clock of its own, for whoever has one of these sessions. */
async function startSigned(t: TestContext, sessions: () => readonly Session[], nowMs: () => number) {
  const asked: string[] = [];
  const { origin } = await listening(t, async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const { method = '', url: path = '', headers } = incoming;
    const request = { method, path, headers, body: Buffer.concat(chunks).toString('utf8') };
    const problems = sessions().map((session) =>
      findSignatureProblem(request, {
        service: 'bedrock',
        region,
        sessionToken: undefined,
        ...session,
        nowMs: nowMs(),
        signedHeaders: ['host', 'x-amz-date', 'content-type'],
      }),
    );
    const isGood = problems.includes(undefined);
    const refusal = isSkewed(request, nowMs())
      ? { type: 'InvalidSignatureException', message: 'Signature expired: it is now earlier than …' }
      : { type: 'ExpiredTokenException', message: 'The security token in the request is not taken' };
    asked.push(isGood ? 'good' : refusal.type);
    response
      .writeHead(isGood ? 200 : 403, {
        date: new Date(nowMs()).toUTCString(),
        'content-type': 'application/json',
        ...(!isGood && { 'x-amzn-errortype': `${refusal.type}:http://internal.amazon.com/` }),
      })
      .end(JSON.stringify(isGood ? {} : { message: refusal.message }));
  });
  return { origin, asked };
}

async function statusOf(transport: ProviderTransport, call: ProviderCall): Promise<unknown> {
  const sent = await transport.send(call);
  return sent.ok ? sent.answer.status : sent.failure;
}

for (const [way, aheadMs] of [
  ['behind', hourMs],
  ['ahead', -hourMs],
] as const) {
  test(`a clock that is an hour ${way} is put right by AWS’s own, with one more request`, async (t) => {
    const server = await startSigned(
      t,
      () => [account],
      () => Date.now() + aheadMs,
    );
    assert.equal(await statusOf(transportFor(t), callTo(server.origin, byKeys)), 200);
    assert.deepEqual(server.asked, ['InvalidSignatureException', 'good']);
  });
}

test('a 403 that says nothing of time is no reason to ask again, and its words are whole', async (t) => {
  const said = { message: 'User is not authorized to perform: bedrock:InvokeModel' };
  let asked = 0;
  const { origin } = await listening(t, (_request, response) => {
    asked += 1;
    response.writeHead(403, { 'content-type': 'application/json' }).end(JSON.stringify(said));
  });
  const sent = await transportFor(t).send(callTo(origin, byKeys));
  assert.deepEqual(sent.ok && [sent.answer.status, sent.answer.body], [403, said]);
  assert.equal(asked, 1);
});

test('a clock that no Date tells the truth about is left as it is', async (t) => {
  let asked = 0;
  const { origin } = await listening(t, (_request, response) => {
    asked += 1;
    response.sendDate = false;
    response.writeHead(403).end('Signature expired');
  });
  assert.equal(await statusOf(transportFor(t), callTo(origin, byKeys)), 403);
  assert.equal(asked, 1);
});

const roleOf = (stsRole: { roleArn: string; externalId: string }): AuthScheme => ({
  kind: 'aws_role',
  service: 'bedrock',
  region,
  ...stsRole,
  stsUrl: `https://sts.${region}.amazonaws.com/`,
});

test('a role’s session that is refused as ended is replaced, once', async (t) => {
  const sts = await startSts({ region });
  t.after(() => sts.close());
  const { accessKeyId, secretAccessKey } = sts.credentials;
  const awsIdentity = () => ({
    version: '1',
    credentials: { accessKeyId, secretAccessKey: new Secret(secretAccessKey) },
    sessionName: 'plugboard',
    stsUrl: sts.stsUrl,
  });
  const revoked = new Set<string>();
  const server = await startSigned(
    t,
    () => sts.sessions.filter((session) => !revoked.has(session.accessKeyId)),
    Date.now,
  );
  const transport = transportFor(t, { awsIdentity });
  const call = callTo(server.origin, roleOf(sts.role));
  assert.equal(await statusOf(transport, call), 200);
  for (const session of sts.sessions) revoked.add(session.accessKeyId);
  assert.equal(await statusOf(transport, call), 200);
  assert.deepEqual(server.asked, ['good', 'ExpiredTokenException', 'good']);
  assert.equal(sts.sessions.length, 2);
});

test('a wrong clock does not keep a role from being assumed', async (t) => {
  const nowMs = () => Date.now() + hourMs;
  const sts = await startSts({ region, nowMs });
  t.after(() => sts.close());
  const { accessKeyId, secretAccessKey } = sts.credentials;
  const awsIdentity = () => ({
    version: '1',
    credentials: { accessKeyId, secretAccessKey: new Secret(secretAccessKey) },
    sessionName: 'plugboard',
    stsUrl: sts.stsUrl,
  });
  const server = await startSigned(t, () => sts.sessions, nowMs);
  const call = callTo(server.origin, roleOf(sts.role));
  assert.equal(await statusOf(transportFor(t, { awsIdentity }), call), 200);
  assert.equal(sts.asked, 2);
});

test('S29 an answer that has begun may pause for less long than the first byte may take', async (t) => {
  const { origin } = await listening(t, (_request, response) => void response.writeHead(200).write('{'));
  const transport = transportFor(t, { betweenBytesMs: 100 });
  const begun = performance.now();
  const failure = await statusOf(transport, callTo(origin, { kind: 'none' }, { firstByteMs: 60_000 }));
  assert.match(JSON.stringify(failure), /timeout/);
  assert.ok(performance.now() - begun < 5_000);
});

test('a tenant’s rules are made a policy once for as long as they stay the same array', async (t) => {
  const seen: TenantPolicy[] = [];
  const { origin } = await listening(t, (_request, response) => void response.end('{}'));
  const transport = transportFor(t, { watch: (policy) => void seen.push(policy) });
  for (const current of [rules, rules, [...rules]]) {
    assert.equal(await statusOf(transport, callTo(origin, { kind: 'none' }, { rules: current })), 200);
  }
  const [first, second, third] = seen;
  assert.equal(first, second);
  assert.notEqual(first, third);
});
