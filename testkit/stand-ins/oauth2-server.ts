import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { jwtVerify } from 'jose';
import {
  refusal,
  startTokenServer,
  type TokenAnswer,
  type TokenRequest,
  type TokenServer,
} from './token-server.ts';

export interface Oauth2Server extends TokenServer {
  tokenUrl: string;
  clientId: string;
  /** For basic and post. */
  clientSecret: string;
  /** For private_key_jwt. */
  privateKeyPem: string;
  /** Tokens that are good now. */
  tokens: Set<string>;
}

interface Wanted {
  style: 'basic' | 'post' | 'private_key_jwt';
  scope?: string;
  audience?: string;
  clientSecret?: string;
  lifetimeSeconds?: unknown;
  /** A part of the token URL, as Azure AD B2C has one. */
  query?: string;
  nowMs?: () => number;
}

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** An authorization server for client credentials (RFC 6749, 4.4; RFC 7523) that takes one way to authenticate only. */
export async function startOauth2Server(wanted: Wanted): Promise<Oauth2Server> {
  const clientId = 'client:of/acme';
  const tokenPath = `/oauth2/token${wanted.query ?? ''}`;
  const clientSecret = wanted.clientSecret ?? `s:+%/é ${randomBytes(12).toString('hex')}`;
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const tokens = new Set<string>();
  const used = new Set<string>();
  const verifiesFor = (audience: string) => ({
    publicKey,
    clientId,
    audience,
    now: new Date((wanted.nowMs ?? Date.now)()),
  });

  const server = await startTokenServer(async (request) => {
    const { form } = request;
    if (request.path !== tokenPath) return refusal(404, 'not_found', 'no such path');
    if (form.get('grant_type') !== 'client_credentials') return refusal(400, 'unsupported_grant_type', '');
    if (form.get('scope') !== (wanted.scope ?? null))
      return refusal(400, 'invalid_scope', String(form.get('scope')));
    if (form.get('audience') !== (wanted.audience ?? null)) return refusal(400, 'invalid_target', '');
    const problem = await findClientProblem(request).catch(String);
    return problem === undefined ? issue() : refusal(401, 'invalid_client', problem);
  });

  async function findClientProblem({ form, headers }: TokenRequest): Promise<string | undefined> {
    const ways = [
      headers.authorization !== undefined && 'basic',
      form.has('client_secret') && 'post',
      form.has('client_assertion') && 'private_key_jwt',
    ].filter((way) => way !== false);
    if (ways.length !== 1 || ways[0] !== wanted.style) return `came as ${ways.join(' and ')}`;
    if (wanted.style === 'basic') {
      const [id, secret] = readBasic(headers.authorization ?? '');
      return id === clientId && secret === clientSecret ? undefined : 'wrong secret';
    }
    if (form.get('client_id') !== clientId) return 'unknown client';
    if (wanted.style === 'post')
      return form.get('client_secret') === clientSecret ? undefined : 'wrong secret';
    return findAssertionProblem(form, verifiesFor(`${server.origin}${tokenPath}`), used);
  }

  function issue(): TokenAnswer {
    const token = randomBytes(16).toString('base64url');
    tokens.add(token);
    const lifetime = 'lifetimeSeconds' in wanted ? wanted.lifetimeSeconds : 3_600;
    return { status: 200, body: { access_token: token, token_type: 'bearer', expires_in: lifetime } };
  }

  const privateKeyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const tokenUrl = `${server.origin}${tokenPath}`;
  // The server counts in a getter, which a spread would freeze.
  return Object.assign(server, { tokenUrl, clientId, clientSecret, privateKeyPem, tokens });
}

interface Expected {
  publicKey: KeyObject;
  clientId: string;
  audience: string;
  now: Date;
}

async function findAssertionProblem(
  form: URLSearchParams,
  { publicKey, clientId, audience, now }: Expected,
  used: Set<string>,
): Promise<string | undefined> {
  if (form.get('client_assertion_type') !== assertionType) return 'wrong type of assertion';
  const { payload } = await jwtVerify(form.get('client_assertion') ?? '', publicKey, {
    issuer: clientId,
    subject: clientId,
    audience,
    algorithms: ['ES256'],
    requiredClaims: ['jti', 'iat', 'exp'],
    currentDate: now,
  });
  const { jti = '', iat = 0, exp = 0 } = payload;
  if (exp - iat > 300) return 'lives too long';
  if (used.has(jti)) return 'was used before';
  used.add(jti);
  return undefined;
}

/** Both halves were form-encoded before they were joined. */
function readBasic(header: string): string[] {
  const pair = Buffer.from(header.replace(/^Basic /, ''), 'base64').toString('utf8');
  return pair.split(':').map((half) => new URLSearchParams(`x=${half}`).get('x') ?? '');
}
