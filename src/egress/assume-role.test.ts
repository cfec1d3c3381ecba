import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { findSignatureProblem } from '../../testkit/stand-ins/aws-signature.ts';
import { startLoopbackServer } from '../../testkit/stand-ins/loopback-server.ts';
import { type Sts, startSts } from '../../testkit/stand-ins/sts.ts';
import { Secret } from '../kernel/secret.ts';
import type { AwsIdentity, RoleScheme } from './assume-role.ts';
import { type Authorizable, createAuthorizer } from './authorize.ts';
import { tenantPolicy } from './egress-policy.ts';
import { createProviderClient } from './provider-client.ts';
import { noIdentity } from './tls-identity.ts';
import { TokenRefused } from './token-endpoint.ts';

const region = 'eu-central-1';
const runtime = `https://bedrock-runtime.${region}.amazonaws.com`;
const url = `${runtime}/model/anthropic.claude-v1%3A0/converse`;

async function setUp(t: TestContext) {
  const time = { now: Date.parse('2026-11-21T10:00:00Z') };
  const sts = await startSts({ region, nowMs: () => time.now });
  t.after(() => sts.close());
  return { time, sts };
}

function identityAt({ stsUrl, credentials }: Sts, changes: Partial<AwsIdentity> = {}): AwsIdentity {
  const { accessKeyId, secretAccessKey } = credentials;
  return {
    version: '1',
    credentials: { accessKeyId, secretAccessKey: new Secret(secretAccessKey) },
    sessionName: 'plugboard-acme',
    stsUrl,
    ...changes,
  };
}

function authorizerFor(t: TestContext, time: { now: number }, awsIdentity?: () => AwsIdentity) {
  const bounds = { connectMs: 2_000, socketAgeMs: 60_000, idleMs: 1_000, poolsMax: 10 };
  const client = createProviderClient({ bounds });
  t.after(() => client.close());
  return createAuthorizer({ client, clock: () => time.now, ...(awsIdentity && { awsIdentity }) });
}

function asking(role: Partial<RoleScheme>, changes: Partial<Authorizable> = {}): Authorizable {
  const auth: RoleScheme = {
    kind: 'aws_role',
    service: 'bedrock',
    region,
    roleArn: 'arn:aws:iam::111122223333:role/plugboard',
    externalId: '',
    stsUrl: `https://sts.${region}.amazonaws.com/`,
    ...role,
  };
  return {
    cacheKey: 'credential@1',
    connection: { auth, baseUrl: runtime, origins: {}, warnings: [] },
    plan: { method: 'POST', url, headers: { 'content-type': 'application/json' } },
    secret: () => assert.fail('a role has no secret'),
    // No rule: the endpoint of STS is the operator's own.
    policy: tenantPolicy([]),
    tls: noIdentity,
    ...changes,
  };
}

test('a role is assumed with its external id, and its session signs the call', async (t) => {
  const { time, sts } = await setUp(t);
  const authorizer = authorizerFor(t, time, () => identityAt(sts));
  const body = '{"messages":[]}';
  const request = asking({ externalId: sts.role.externalId });
  const { headers } = await authorizer.authorize(request, Buffer.from(body));
  const [session] = sts.sessions;
  assert.ok(session);
  assert.equal(session.sessionName, 'plugboard-acme');
  const { host, pathname } = new URL(url);
  const expected = {
    service: 'bedrock',
    region,
    ...session,
    nowMs: time.now,
    signedHeaders: ['host', 'x-amz-date', 'content-type'],
  };
  const arrived = { method: 'POST', path: pathname, headers: { host, ...headers }, body };
  assert.equal(findSignatureProblem(arrived, expected), undefined);
});

test('a session is kept until five minutes before its end, per role and external id', async (t) => {
  const { time, sts } = await setUp(t);
  const authorizer = authorizerFor(t, time, () => identityAt(sts));
  const request = asking({ externalId: sts.role.externalId });
  await Promise.all([authorizer.authorize(request, undefined), authorizer.authorize(request, undefined)]);
  time.now += 3_300_000 - 1;
  await authorizer.authorize(request, undefined);
  assert.equal(sts.asked, 1);
  const guessed = asking({ externalId: 'guessed' });
  await assert.rejects(authorizer.authorize(guessed, undefined), (error) => {
    assert.ok(error instanceof TokenRefused);
    assert.match(JSON.stringify(error.answer?.body), /AccessDenied.*AssumeRole & more/);
    return true;
  });
  sts.role.isExternalIdEnforced = false;
  time.now += 5_000;
  await authorizer.authorize(guessed, undefined);
  assert.equal(sts.sessions.length, 2);
});

test('S11 another identity of the platform is another session', async (t) => {
  const { time, sts } = await setUp(t);
  let version = '1';
  const authorizer = authorizerFor(t, time, () => identityAt(sts, { version }));
  const request = asking({ externalId: sts.role.externalId });
  await authorizer.authorize(request, undefined);
  version = '2';
  await authorizer.authorize(request, undefined);
  assert.equal(sts.asked, 2);
});

test('S10 without an identity of its own the platform assumes nothing: neither environment nor metadata are asked', async (t) => {
  const { time, sts } = await setUp(t);
  let asked = 0;
  const metadata = await startLoopbackServer((_, response) => {
    asked += 1;
    response.end('{}');
  });
  t.after(() => metadata.close());
  const planted: Record<string, string> = {
    AWS_ACCESS_KEY_ID: sts.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: sts.credentials.secretAccessKey,
    AWS_SESSION_TOKEN: 'planted',
    AWS_EC2_METADATA_SERVICE_ENDPOINT: metadata.origin,
    AWS_CONTAINER_CREDENTIALS_FULL_URI: metadata.origin,
  };
  const before = Object.keys(planted).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, planted);
  t.after(() => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });
  const request = asking({ externalId: sts.role.externalId });
  await assert.rejects(authorizerFor(t, time).authorize(request, undefined), TokenRefused);
  const auth = {
    kind: 'aws_keys',
    service: 'bedrock',
    region,
    accessKeyId: 'AKIATENANT',
    secret: 'key',
  } as const;
  const connection = { auth, baseUrl: runtime, origins: { key: [runtime] }, warnings: [] };
  const keys = { ...request, connection, secret: () => new Secret('the tenant’s own') };
  const { headers } = await authorizerFor(t, time).authorize(keys, undefined);
  assert.match(headers['authorization'] ?? '', /Credential=AKIATENANT\//);
  assert.equal(headers['x-amz-security-token'], undefined);
  assert.deepEqual([asked, sts.asked], [0, 0]);
});

test('S9 the platform’s identity asks AWS alone, and a session goes to AWS or to the base', async (t) => {
  const { time, sts } = await setUp(t);
  const { stsUrl: _, ...identity } = identityAt(sts);
  const authorizer = authorizerFor(t, time, () => identity);
  for (const stsUrl of [
    sts.stsUrl,
    'https://sts.evil.example.net/',
    'https://sts.eu.amazonaws.com.evil.example.net/',
    'https://sts.a/b.amazonaws.com/',
    'http://sts.eu-central-1.amazonaws.com/',
  ]) {
    await assert.rejects(authorizer.authorize(asking({ stsUrl }), undefined), /not an endpoint of STS/);
  }
  const elsewhere = { ...asking({}).plan, url: 'https://amazonaws.com.evil.example.net/model' };
  await assert.rejects(
    authorizer.authorize(asking({}, { plan: elsewhere }), undefined),
    /a role is not bound/,
  );
});

test('an answer of STS is read for its texts and nothing more', async (t) => {
  const { time, sts } = await setUp(t);
  const authorizer = authorizerFor(t, time, () => identityAt(sts));
  const inner = '<AccessKeyId>A</AccessKeyId><SecretAccessKey>&x;</SecretAccessKey>';
  const answers = [
    '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    inner,
    `${inner}<SessionToken>t`,
    `<AccessKeyId>B</AccessKeyId>${inner}<SessionToken>t</SessionToken>`,
    '<'.repeat(200_000),
    '&amp'.repeat(200_000),
  ];
  for (const [index, body] of answers.entries()) {
    sts.answerWith({ status: 200, body });
    const request = asking({}, { cacheKey: `${index}` });
    await assert.rejects(authorizer.authorize(request, undefined), /without credentials/);
  }
});
