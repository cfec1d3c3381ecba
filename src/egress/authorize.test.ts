import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type Oauth2Server, startOauth2Server } from '../../testkit/stand-ins/oauth2-server.ts';
import { EgressFailure } from '../kernel/egress-failure.ts';
import type { EgressRule } from '../kernel/outbound-target.ts';
import { Secret } from '../kernel/secret.ts';
import type { AuthScheme, Connection } from '../providers/provider.ts';
import { type Authorizable, createAuthorizer } from './authorize.ts';
import { tenantPolicy } from './egress-policy.ts';
import type { OauthScheme } from './oauth-tokens.ts';
import { createProviderClient } from './provider-client.ts';
import { noIdentity } from './tls-identity.ts';
import { TokenRefused } from './token-endpoint.ts';

const loopback: EgressRule = {
  host: null,
  cidr: '127.0.0.1/32',
  port: null,
  plainHttp: true,
  privateCa: null,
};
const api = 'https://api.example.net';

function setUp(t: TestContext) {
  const time = { now: Date.parse('2026-11-21T10:00:00Z') };
  const bounds = { connectMs: 2_000, socketAgeMs: 60_000, idleMs: 1_000, poolsMax: 10 };
  const client = createProviderClient({ bounds });
  t.after(() => client.close());
  return { time, authorizer: createAuthorizer({ client, clock: () => time.now }) };
}

function asking(
  auth: AuthScheme,
  secrets: Record<string, string>,
  changes: Partial<Authorizable> = {},
): Authorizable {
  const tokenOrigin = 'tokenUrl' in auth ? [new URL(auth.tokenUrl).origin] : [];
  const origins = Object.fromEntries(Object.keys(secrets).map((name) => [name, [api, ...tokenOrigin]]));
  const connection: Connection = { auth, baseUrl: `${api}/v1`, origins, warnings: [] };
  return {
    cacheKey: 'credential@1',
    connection,
    plan: { method: 'POST', url: `${api}/v1/chat/completions`, headers: { Accept: 'application/json' } },
    secret: (name) => new Secret(secrets[name] ?? assert.fail(name)),
    policy: tenantPolicy([loopback]),
    tls: noIdentity,
    ...changes,
  };
}

function schemeOf(
  server: Oauth2Server,
  style: OauthScheme['style'],
  changes: Partial<OauthScheme> = {},
): OauthScheme {
  const { tokenUrl, clientId } = server;
  const place = { header: 'Authorization', prefix: 'Bearer ' };
  return { kind: 'oauth2', tokenUrl, clientId, secret: 'client_secret', style, ...place, ...changes };
}

async function started(t: TestContext, wanted: Parameters<typeof startOauth2Server>[0]) {
  const server = await startOauth2Server(wanted);
  t.after(() => server.close());
  return server;
}

test('a key and the tenant’s own headers go out as they were named; nothing is added for none', async (t) => {
  const { authorizer } = setUp(t);
  const header: AuthScheme = { kind: 'header', header: 'X-Api-Key', prefix: 'Key ', secret: 'api_key' };
  const { headers } = await authorizer.authorize(
    asking(header, { api_key: 'sk-1', 'headers.X-Cost-Centre': '42' }),
    undefined,
  );
  assert.deepEqual(headers, { accept: 'application/json', 'x-api-key': 'Key sk-1', 'x-cost-centre': '42' });
  const none = await authorizer.authorize(asking({ kind: 'none' }, {}), undefined);
  assert.deepEqual(none.headers, { accept: 'application/json' });
});

test('S9 a secret never leaves for an origin that it is not bound to: nothing is sent, and the program stops', async (t) => {
  const { authorizer } = setUp(t);
  const server = await started(t, { style: 'post' });
  const schemes: AuthScheme[] = [
    { kind: 'header', header: 'authorization', prefix: '', secret: 'client_secret' },
    schemeOf(server, 'post'),
    {
      kind: 'aws_keys',
      service: 'bedrock',
      region: 'eu-west-1',
      accessKeyId: 'AKIA',
      secret: 'client_secret',
    },
  ];
  for (const auth of schemes) {
    const request = asking(auth, { client_secret: server.clientSecret });
    for (const url of ['https://evil.example.net/v1', `${api}:8443/v1`, 'http://api.example.net/v1']) {
      const plan = { ...request.plan, url };
      await assert.rejects(
        authorizer.authorize({ ...request, plan }, undefined),
        /client_secret is not bound/,
      );
    }
  }
  const unbound = asking(schemeOf(server, 'post'), { client_secret: server.clientSecret });
  const connection = { ...unbound.connection, origins: { client_secret: [api] } };
  await assert.rejects(authorizer.authorize({ ...unbound, connection }, undefined), /is not bound to http:/);
  assert.equal(server.asked, 0);
  const bare = asking({ kind: 'none' }, { 'headers.X-Own': 'secret' });
  const listed = { ...bare, plan: { ...bare.plan, url: 'https://list.example.net/models' } };
  assert.deepEqual(Object.keys((await authorizer.authorize(listed, undefined)).headers), ['accept']);
});

test('client credentials: basic, post and a signed assertion, with scope and audience, whatever is in the secret', async (t) => {
  const { authorizer, time } = setUp(t);
  for (const style of ['basic', 'post', 'private_key_jwt'] as const) {
    const server = await started(t, { style, scope: 'a b', audience: 'https://x', nowMs: () => time.now });
    const secret = style === 'private_key_jwt' ? server.privateKeyPem : server.clientSecret;
    const auth = schemeOf(server, style, {
      scope: 'a b',
      audience: 'https://x',
      header: 'X-Token',
      prefix: '',
    });
    const { headers, dropToken } = await authorizer.authorize(
      asking(auth, { client_secret: secret }, { cacheKey: style }),
      undefined,
    );
    assert.ok(server.tokens.has(headers['x-token'] ?? ''), style);
    assert.equal(dropToken, undefined, 'a token that was just made is no stale one');
  }
});

test('one token for many calls; a refused one is replaced once; a new version of the secret starts anew', async (t) => {
  const { authorizer } = setUp(t);
  const server = await started(t, { style: 'basic' });
  const request = asking(schemeOf(server, 'basic'), { client_secret: server.clientSecret });
  const all = await Promise.all(Array.from({ length: 50 }, () => authorizer.authorize(request, undefined)));
  assert.equal(server.asked, 1);
  const [first] = all;
  const second = await authorizer.authorize(request, undefined);
  assert.equal(second.headers['authorization'], first?.headers['authorization']);
  second.dropToken?.();
  const third = await authorizer.authorize(request, undefined);
  assert.equal(server.asked, 2);
  assert.notEqual(third.headers['authorization'], second.headers['authorization']);
  authorizer.forget(request.cacheKey);
  await authorizer.authorize(request, undefined);
  await authorizer.authorize({ ...request, cacheKey: 'credential@2' }, undefined);
  assert.equal(server.asked, 4);
});

test('S11 two tenants with the same client id and different secrets never share a token', async (t) => {
  const { authorizer } = setUp(t);
  const server = await started(t, { style: 'post' });
  const right = asking(schemeOf(server, 'post'), { client_secret: server.clientSecret });
  await authorizer.authorize(right, undefined);
  const wrong = asking(schemeOf(server, 'post'), { client_secret: 'guessed' }, { cacheKey: 'other@1' });
  await assert.rejects(authorizer.authorize(wrong, undefined), TokenRefused);
  const sameKey = { ...wrong, cacheKey: right.cacheKey };
  await assert.rejects(authorizer.authorize(sameKey, undefined), TokenRefused);
});

test('a lifetime is read leniently: in quotes, zero, missing', async (t) => {
  const { authorizer, time } = setUp(t);
  for (const [lifetimeSeconds, holdsMs] of [
    ['1200', 1_200_000],
    [0, 300_000],
    [undefined, 300_000],
    ['soon', 300_000],
  ] as const) {
    const server = await started(t, { style: 'post', lifetimeSeconds });
    const request = asking(schemeOf(server, 'post'), { client_secret: server.clientSecret });
    await authorizer.authorize(request, undefined);
    time.now += holdsMs - holdsMs / 10 - 1;
    await authorizer.authorize(request, undefined);
    assert.equal(server.asked, 1, String(lifetimeSeconds));
    time.now += holdsMs / 10 + 1;
    await authorizer.authorize(request, undefined);
    assert.equal(server.asked, 2, String(lifetimeSeconds));
  }
});

test('what a token URL answers instead of a token is a refusal, with what was said', async (t) => {
  const { authorizer } = setUp(t);
  const server = await started(t, { style: 'post' });
  const answers = [
    { status: 401, body: { error: 'invalid_client' } },
    { status: 200, body: { error: 'invalid_scope' } },
    { status: 200, body: '<html>Sign in</html>' },
    { status: 200, body: { access_token: '' } },
    { status: 200, body: { access_token: 'a\r\nX-Evil: 1' } },
    { status: 503, body: '' },
  ];
  for (const [index, answer] of answers.entries()) {
    server.answerWith(answer);
    const request = asking(schemeOf(server, 'post'), { client_secret: 's' }, { cacheKey: `${index}` });
    await assert.rejects(authorizer.authorize(request, undefined), (error) => {
      assert.ok(error instanceof TokenRefused);
      assert.deepEqual([error.answer?.status, error.answer?.body], [answer.status, answer.body]);
      return true;
    });
  }
  server.answerWith({ status: 302, body: '', headers: { location: 'https://login.example.net/' } });
  const request = asking(schemeOf(server, 'post'), { client_secret: 's' }, { cacheKey: 'redirect' });
  const redirected = (error: unknown) => error instanceof EgressFailure && error.kind === 'redirect';
  await assert.rejects(authorizer.authorize(request, undefined), redirected);
  const unreadable = asking(
    schemeOf(server, 'private_key_jwt'),
    { client_secret: 'no key' },
    { cacheKey: 'pem' },
  );
  await assert.rejects(authorizer.authorize(unreadable, undefined), /private key cannot be read/);
});

test('S1 S7 a token URL passes the guard like any other: private without a rule, metadata with any', async (t) => {
  const { authorizer } = setUp(t);
  const server = await started(t, { style: 'post' });
  const everything = { ...loopback, cidr: '0.0.0.0/0' };
  for (const [tokenUrl, rules] of [
    [server.tokenUrl, []],
    ['http://169.254.169.254/token', [everything]],
    [
      'http://metadata.google.internal/token',
      [everything, { ...everything, cidr: null, host: 'metadata.google.internal' }],
    ],
  ] as const) {
    const auth = schemeOf(server, 'post', { tokenUrl });
    const request = asking(auth, { client_secret: 's' }, { policy: tenantPolicy(rules), cacheKey: tokenUrl });
    const denied = (error: unknown) => error instanceof EgressFailure && error.kind === 'denied';
    await assert.rejects(authorizer.authorize(request, undefined), denied, tokenUrl);
  }
  assert.equal(server.asked, 0);
});

test('S31 whoever gives up does not wait for the token, and the others still get it', async (t) => {
  const { authorizer } = setUp(t);
  const server = await started(t, { style: 'post' });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.holdUntil(promise);
  const request = asking(schemeOf(server, 'post'), { client_secret: server.clientSecret });
  const controller = new AbortController();
  const left = authorizer.authorize({ ...request, signal: controller.signal }, undefined);
  const waiting = authorizer.authorize(request, undefined);
  controller.abort(new Error('gone'));
  await assert.rejects(left, /gone/);
  resolve();
  assert.ok((await waiting).headers['authorization']);
  assert.equal(server.asked, 1);
});

test('a rule that is given or taken is in force at the next call', async (t) => {
  const { authorizer } = setUp(t);
  const server = await started(t, { style: 'post' });
  const allowed = asking(schemeOf(server, 'post'), { client_secret: server.clientSecret });
  const denied = { ...allowed, policy: tenantPolicy([]) };
  for (const [request, works] of [
    [denied, false],
    [allowed, true],
    [denied, false],
  ] as const) {
    const outcome = authorizer.authorize(request, undefined).then(
      () => true,
      () => false,
    );
    assert.equal(await outcome, works);
  }
});
