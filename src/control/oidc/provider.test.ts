import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import {
  type Hostility,
  startHostileIdentityProvider,
} from '../../../testkit/stand-ins/hostile-identity-provider.ts';
import { createOperatorClient } from '../../egress/operator-client.ts';
import { Secret } from '../../kernel/secret.ts';
import { beginPendingSignin, type PendingSignin } from './pending-signin.ts';
import { OidcProvider } from './provider.ts';

const hostile = await startHostileIdentityProvider();
const another = await startHostileIdentityProvider();
const operatorClient = createOperatorClient();
after(() => Promise.all([hostile.close(), another.close(), operatorClient.close()]));

const redirectUri = 'http://127.0.0.1:1/signin/oidc/callback';
const settings = {
  issuer: hostile.issuer,
  clientId: 'plugboard',
  clientSecret: new Secret('a secret with ümlauts & signs:'),
  scopes: ['openid', 'email'],
  claims: { tenant: 'tenant', environments: 'environments', roles: 'roles' },
  roles: {},
  defaultRole: null,
};

function providerAt(issuer: string, clock = Date.now): OidcProvider {
  return new OidcProvider({ settings: { ...settings, issuer }, send: operatorClient.send, clock });
}

/** What a browser brings back from the authorization endpoint. */
async function authorize(provider: OidcProvider, pending: PendingSignin): Promise<URLSearchParams> {
  const url = await provider.authorizationUrl(pending, redirectUri);
  const answer = await fetch(url, { redirect: 'manual' });
  return new URL(answer.headers.get('location') ?? '').searchParams;
}

async function signIn(hostility: Hostility) {
  hostile.become(hostility);
  const provider = providerAt(hostile.issuer);
  const pending = beginPendingSignin(Date.now());
  return provider.claimsOf(await authorize(provider, pending), pending, redirectUri);
}

const secondsFromNow = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;

test('S47 the browser is sent with PKCE, state and nonce, and the code is exchanged with the verifier', async () => {
  hostile.become({});
  const pending = beginPendingSignin(Date.now());
  const url = await providerAt(hostile.issuer).authorizationUrl(pending, redirectUri);
  const sent = Object.fromEntries(url.searchParams);
  assert.equal(sent['response_type'], 'code');
  assert.equal(sent['code_challenge_method'], 'S256');
  assert.equal(sent['redirect_uri'], redirectUri);
  assert.equal(sent['scope'], 'openid email');
  assert.deepEqual([sent['state'], sent['nonce']], [pending.state, pending.nonce]);
  assert.ok(!url.href.includes(pending.codeVerifier) && !url.href.includes(pending.ticket.reveal()));

  assert.equal((await signIn({})).sub, 'mallory');
  const exchange = hostile.exchanges.at(-1);
  assert.match(exchange?.get('code_verifier') ?? '', /^[\w-]{43}$/);
  assert.equal(exchange?.get('redirect_uri'), redirectUri);
});

/** What is wrong, and the word that must stand in the reason: refused for anything else would prove nothing. */
const refused: [what: string, hostility: Hostility, reason: RegExp][] = [
  ['a token of another issuer', { claims: { iss: 'https://id.example' } }, /"iss"/],
  ['an issuer that differs by a slash', { claims: { iss: `${hostile.issuer}/` } }, /"iss"/],
  ['a token for another client', { claims: { aud: 'another' } }, /"aud"/],
  ['a token without an audience', { claims: { aud: undefined } }, /"aud"/],
  ['a token for several clients', { claims: { aud: ['plugboard', 'another'] } }, /"aud"/],
  [
    'a token that was issued to another client',
    { claims: { aud: ['plugboard', 'another'], azp: 'another' } },
    /"azp"/,
  ],
  ['another nonce', { claims: { nonce: beginPendingSignin(0).nonce } }, /"nonce"/],
  ['no nonce', { claims: { nonce: undefined } }, /"nonce"/],
  ['an expired token', { claims: { iat: secondsFromNow(-600), exp: secondsFromNow(-60) } }, /"exp"/],
  ['a token without an expiry', { claims: { exp: undefined } }, /"exp"/],
  ['a token that is not yet valid', { claims: { nbf: secondsFromNow(600) } }, /"nbf"/],
  ['a token without a subject', { claims: { sub: undefined } }, /"sub"/],
  ['a subject that is no text', { claims: { sub: { $ne: '' } } }, /"sub"/],
  ['algorithm none', { signature: 'none' }, /"alg"/],
  ['HS256 with the public key as its secret', { signature: 'hs256_with_public_key' }, /algorithm/],
  ['a signature by a key that is not the provider’s', { signature: 'foreign_key' }, /signature/],
  ['an empty signature', { signature: 'cut_off' }, /signature/],
  ['no ID token', { tokens: { id_token: undefined } }, /id_token/],
  ['an ID token that is no token', { tokens: { id_token: 'a.b.c' } }, /JWT/],
  ['an answer of another sign-in', { answer: { state: beginPendingSignin(0).state } }, /"state"/],
  ['an answer without a state', { answer: { state: undefined } }, /"state"/],
  ['an answer that names another issuer', { answer: { iss: another.issuer } }, /"iss"/],
  ['an answer that must name its issuer and does not', { answer: { iss: undefined } }, /"iss"/],
  ['an answer without a code', { answer: { code: undefined } }, /code/],
  ['a refusal', { answer: { code: undefined, error: 'access_denied' } }, /is an error/],
];
for (const [what, hostility, reason] of refused) {
  test(`S47 nobody signs in by ${what}`, async () => {
    await assert.rejects(signIn(hostility), ({ message }: Error) => reason.test(message));
  });
}

test('S47 the state of one sign-in does not open the answer to another', async () => {
  hostile.become({});
  const provider = providerAt(hostile.issuer);
  const mine = beginPendingSignin(Date.now());
  const theirs = beginPendingSignin(Date.now());
  const answer = await authorize(provider, theirs);
  await assert.rejects(provider.claimsOf(answer, mine, redirectUri));
  // A stolen code under the right state still carries the other's nonce.
  answer.set('state', mine.state);
  await assert.rejects(provider.claimsOf(answer, mine, redirectUri));
});

test('S47 parameters that come twice are refused', async () => {
  hostile.become({});
  const provider = providerAt(hostile.issuer);
  const pending = beginPendingSignin(Date.now());
  const answer = await authorize(provider, pending);
  answer.append('code', 'another');
  await assert.rejects(provider.claimsOf(answer, pending, redirectUri));
});

test('S47 a discovery document must name exactly the configured issuer', async () => {
  const pending = beginPendingSignin(Date.now());
  for (const issuer of [another.issuer, `${hostile.issuer}/`, undefined]) {
    hostile.become({ discovery: { issuer } });
    await assert.rejects(providerAt(hostile.issuer).authorizationUrl(pending, redirectUri), String(issuer));
  }
});

test('S47 the browser is sent to no address that is not the web', async () => {
  const pending = beginPendingSignin(Date.now());
  for (const endpoint of ['javascript:alert(1)', 'data:text/html,x', 'ftp://id.example', '', undefined]) {
    hostile.become({ discovery: { authorization_endpoint: endpoint } });
    await assert.rejects(providerAt(hostile.issuer).authorizationUrl(pending, redirectUri), String(endpoint));
  }
});

test('S47 the client’s secret reaches no other machine over plain http', async () => {
  const sent: string[] = [];
  const provider = new OidcProvider({
    settings: { ...settings, issuer: 'https://id.example' },
    send: async ({ url }) => {
      sent.push(url);
      const endpoints = {
        authorization_endpoint: 'https://id.example/a',
        token_endpoint: 'http://id.example/t',
      };
      const document = { issuer: 'https://id.example', ...endpoints };
      return {
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: Buffer.from(JSON.stringify(document)),
      };
    },
    clock: Date.now,
  });
  const pending = beginPendingSignin(Date.now());
  const answer = new URLSearchParams({ code: 'code', state: pending.state });
  await assert.rejects(provider.claimsOf(answer, pending, redirectUri));
  assert.deepEqual(sent, ['https://id.example/.well-known/openid-configuration']);
});

test('the provider is asked for its addresses again after a while, and keeps them while it is away', async () => {
  let now = Date.now();
  let asked = 0;
  let away = false;
  const provider = new OidcProvider({
    settings,
    send: (request) => {
      asked += 1;
      return away ? Promise.reject(new Error('away')) : operatorClient.send(request);
    },
    clock: () => now,
  });
  const authorizationUrl = () => provider.authorizationUrl(beginPendingSignin(now), redirectUri);
  hostile.become({});
  await Promise.all([authorizationUrl(), authorizationUrl()]);
  await authorizationUrl();
  assert.equal(asked, 1);
  now += 11 * 60_000;
  away = true;
  await authorizationUrl();
  assert.equal(asked, 2);
  away = false;
  hostile.become({ discovery: { authorization_endpoint: `${hostile.issuer}/moved` } });
  assert.equal((await authorizationUrl()).pathname, '/moved');
});
