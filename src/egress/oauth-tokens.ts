import { createPrivateKey, type KeyObject, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { isObject, parseJson, parseOrText } from '../kernel/json-values.ts';
import type { Secret } from '../kernel/secret.ts';
import type { AuthScheme } from '../providers/provider.ts';
import type { MadeToken } from './token-cache.ts';
import { postForm, TokenRefused, type TokenWay } from './token-endpoint.ts';
import { hiderOf } from './without-secrets.ts';

export type OauthScheme = Extract<AuthScheme, { kind: 'oauth2' }>;
export type GoogleScheme = Extract<AuthScheme, { kind: 'google_jwt' }>;

const lifetimeAssumedMs = 300_000;
const lifetimeMaxMs = 24 * 3_600_000;
/** A clock that runs a little ahead would otherwise sign for the future. */
const backdatedSeconds = 10;

/** RFC 6749, section 4.4. */
export async function fetchClientCredentialsToken(
  scheme: OauthScheme,
  secret: Secret,
  way: TokenWay,
  nowMs: number,
): Promise<MadeToken<string>> {
  const form = new URLSearchParams({ grant_type: 'client_credentials' });
  const headers: Record<string, string> = { accept: 'application/json' };
  if (scheme.style === 'basic') {
    headers['authorization'] = basicAuthorization(scheme.clientId, secret);
  } else if (scheme.style === 'post') {
    form.set('client_id', scheme.clientId);
    form.set('client_secret', secret.reveal());
  } else {
    form.set('client_id', scheme.clientId);
    form.set('client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
    form.set('client_assertion', await signClientAssertion(scheme, secret, nowMs));
  }
  if (scheme.scope !== undefined) form.set('scope', scheme.scope);
  if (scheme.audience !== undefined) form.set('audience', scheme.audience);
  return askForToken(way, scheme.tokenUrl, form, headers);
}

/** RFC 7523 as Google wants it: the account signs for itself and gets a token for an hour. */
export async function fetchGoogleToken(
  scheme: GoogleScheme,
  secret: Secret,
  way: TokenWay,
  nowMs: number,
): Promise<MadeToken<string>> {
  const issuedAt = Math.floor(nowMs / 1000) - backdatedSeconds;
  const assertion = await new SignJWT({ scope: scheme.scope })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: scheme.keyId })
    .setIssuer(scheme.clientEmail)
    .setAudience(scheme.tokenUrl)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + 3_600)
    .sign(readPrivateKey(secret));
  const grant = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
  return askForToken(way, scheme.tokenUrl, new URLSearchParams({ grant_type: grant, assertion }), {
    accept: 'application/json',
  });
}

/** RFC 6749, section 2.3.1: both are form-encoded before they are joined, so that a colon in them does no harm. */
function basicAuthorization(clientId: string, secret: Secret): string {
  const pair = `${formEncode(clientId)}:${formEncode(secret.reveal())}`;
  return `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`;
}

function formEncode(text: string): string {
  return new URLSearchParams({ '': text }).toString().slice(1);
}

/** RFC 7523, section 3. The audience is the token URL: that is what identity providers have always taken. */
async function signClientAssertion(scheme: OauthScheme, secret: Secret, nowMs: number): Promise<string> {
  const key = readPrivateKey(secret);
  const issuedAt = Math.floor(nowMs / 1000) - backdatedSeconds;
  return new SignJWT()
    .setProtectedHeader({ alg: algorithmOf(key), typ: 'JWT' })
    .setIssuer(scheme.clientId)
    .setSubject(scheme.clientId)
    .setAudience(scheme.tokenUrl)
    .setJti(randomUUID())
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + 300)
    .sign(key);
}

function readPrivateKey(secret: Secret): KeyObject {
  try {
    return createPrivateKey(secret.reveal());
  } catch (error) {
    throw new TokenRefused('The private key cannot be read.', undefined, error);
  }
}

function algorithmOf(key: KeyObject): string {
  if (key.asymmetricKeyType === 'rsa') return 'RS256';
  if (key.asymmetricKeyType === 'ed25519') return 'EdDSA';
  const curves: Record<string, string> = { prime256v1: 'ES256', secp384r1: 'ES384', secp521r1: 'ES512' };
  const algorithm = curves[key.asymmetricKeyDetails?.namedCurve ?? ''];
  if (algorithm === undefined) throw new TokenRefused('The private key is of a kind that cannot sign here.');
  return algorithm;
}

async function askForToken(
  way: TokenWay,
  url: string,
  form: URLSearchParams,
  headers: Record<string, string>,
): Promise<MadeToken<string>> {
  const { text, ...head } = await postForm(way, url, Buffer.from(form.toString()), headers);
  const body = parseJson(text);
  // Kept to be shown, and some endpoints quote the request that they refuse.
  const answer = { ...head, body: parseOrText(hiderOf(listProofs(form, headers))(text)) };
  if (head.status !== 200) throw new TokenRefused(`The token URL answered ${head.status}.`, answer);
  const token = isObject(body) ? body['access_token'] : undefined;
  // A page for people, or an error with status 200. What is sent in a header must be able to stand in one.
  if (!isObject(body) || typeof token !== 'string' || !/^[!-~]+$/.test(token)) {
    throw new TokenRefused('The token URL answered without an access token.', answer);
  }
  return { value: token, lifetimeMs: lifetimeOf(body['expires_in']) };
}

/** What proved the client, in every spelling that the request had it in. */
function listProofs(form: URLSearchParams, headers: Record<string, string>): string[] {
  const proofs = ['client_secret', 'client_assertion', 'assertion'].flatMap((name) => form.getAll(name));
  const basic = headers['authorization']?.replace('Basic ', '');
  const pair = basic === undefined ? [] : [basic, Buffer.from(basic, 'base64').toString('utf8')];
  return [...proofs, ...proofs.map(formEncode), ...pair];
}

/** Missing, zero, or a number in quotes: all three are in use. */
function lifetimeOf(expiresIn: unknown): number {
  const seconds = typeof expiresIn === 'string' ? Number.parseFloat(expiresIn) : expiresIn;
  if (typeof seconds !== 'number' || !(seconds > 0)) return lifetimeAssumedMs;
  return Math.min(seconds * 1000, lifetimeMaxMs);
}
