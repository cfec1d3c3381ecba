import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { startEntra } from '../../testkit/stand-ins/entra.ts';
import { startGoogleTokenServer } from '../../testkit/stand-ins/google-token.ts';
import type { EgressRule } from '../kernel/outbound-target.ts';
import { Secret } from '../kernel/secret.ts';
import { tenantPolicy } from './egress-policy.ts';
import { fetchClientCredentialsToken, fetchGoogleToken, type OauthScheme } from './oauth-tokens.ts';
import { createProviderClient } from './provider-client.ts';
import { noIdentity } from './tls-identity.ts';
import { TokenRefused, type TokenWay } from './token-endpoint.ts';

const loopback: EgressRule = {
  host: null,
  cidr: '127.0.0.1/32',
  port: null,
  plainHttp: true,
  privateCa: null,
};
const now = Date.parse('2026-11-21T10:00:00Z');

function wayFor(t: TestContext): TokenWay {
  const bounds = { connectMs: 2_000, socketAgeMs: 60_000, idleMs: 1_000, poolsMax: 10 };
  const client = createProviderClient({ bounds });
  t.after(() => client.close());
  return { client, policy: tenantPolicy([loopback]), tls: noIdentity };
}

/** What the token endpoint said, where it refused. */
async function refusalOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.catch((reason: unknown) => reason);
  assert.ok(error instanceof TokenRefused, String(error));
  return JSON.stringify(error.answer?.body);
}

test('Entra gives a token for its scope and says by number what is wrong', async (t) => {
  const entra = await startEntra();
  t.after(() => entra.close());
  const scheme: OauthScheme = {
    kind: 'oauth2',
    tokenUrl: entra.tokenUrl,
    clientId: entra.clientId,
    secret: 'azure_client_secret',
    style: 'post',
    scope: 'https://cognitiveservices.azure.com/.default',
    header: 'authorization',
    prefix: 'Bearer ',
  };
  const way = wayFor(t);
  const ask = (changes: Partial<OauthScheme>, secret = entra.clientSecret) =>
    fetchClientCredentialsToken({ ...scheme, ...changes }, new Secret(secret), way, now);
  const { value, lifetimeMs } = await ask({});
  assert.ok(entra.tokens.has(value));
  // Not ext_expires_in, which is longer.
  assert.equal(lifetimeMs, 3_599_000);
  assert.match(await refusalOf(ask({}, 'wrong')), /AADSTS7000215/);
  assert.match(await refusalOf(ask({ clientId: 'unknown' })), /AADSTS700016/);
  assert.match(await refusalOf(ask({ scope: 'https://graph.microsoft.com/.default' })), /AADSTS70011/);
});

test('a Google service account signs for itself, with either form of its key; a clock that is off is told', async (t) => {
  const google = await startGoogleTokenServer({ nowMs: () => now });
  t.after(() => google.close());
  const { tokenUrl, clientEmail, keyId } = google;
  const scope = 'https://www.googleapis.com/auth/cloud-platform';
  const scheme = { kind: 'google_jwt', tokenUrl, scope, clientEmail, keyId, secret: 'account' } as const;
  const way = wayFor(t);
  for (const pem of [google.privateKeyPem, google.privateKeyPkcs1Pem]) {
    const { value } = await fetchGoogleToken(scheme, new Secret(pem), way, now);
    assert.ok(google.tokens.has(value));
  }
  const key = new Secret(google.privateKeyPem);
  assert.match(await refusalOf(fetchGoogleToken(scheme, key, way, now + 3_600_000)), /invalid_grant/);
  const another = await startGoogleTokenServer();
  t.after(() => another.close());
  const foreign = new Secret(another.privateKeyPem);
  assert.match(await refusalOf(fetchGoogleToken(scheme, foreign, way, now)), /invalid_grant/);
});
