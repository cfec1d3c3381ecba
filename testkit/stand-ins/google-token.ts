import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { jwtVerify } from 'jose';
import type { ServerTls } from './loopback-server.ts';
import { refusal, startTokenServer, type TokenServer } from './token-server.ts';

export interface GoogleTokenServer extends TokenServer {
  tokenUrl: string;
  clientEmail: string;
  keyId: string;
  /** PKCS#8 or, as some tools write it, PKCS#1. */
  privateKeyPem: string;
  privateKeyPkcs1Pem: string;
  tokens: Set<string>;
}

const skewMaxSeconds = 300;

/** Google's token endpoint for service accounts: the claims, their times and the signature are checked. */
export async function startGoogleTokenServer({
  scope = 'https://www.googleapis.com/auth/cloud-platform',
  nowMs = Date.now,
  /** What assertions must be meant for, where that is not this server's own address. */
  audience = undefined as string | undefined,
  tls = undefined as ServerTls | undefined,
} = {}): Promise<GoogleTokenServer> {
  const clientEmail = 'plugboard@acme.iam.gserviceaccount.com';
  const keyId = randomBytes(20).toString('hex');
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const tokens = new Set<string>();
  const server = await startTokenServer(async ({ form }) => {
    if (form.get('grant_type') !== 'urn:ietf:params:oauth:grant-type:jwt-bearer') {
      return refusal(400, 'unsupported_grant_type', 'Invalid grant_type');
    }
    const problem = await findProblem(form.get('assertion') ?? '');
    if (problem !== undefined) return refusal(400, 'invalid_grant', `Invalid JWT: ${problem}`);
    const token = `ya29.${randomBytes(16).toString('base64url')}`;
    tokens.add(token);
    return { status: 200, body: { access_token: token, expires_in: 3_599, token_type: 'Bearer' } };
  }, tls);

  async function findProblem(assertion: string): Promise<string | undefined> {
    const now = new Date(nowMs());
    try {
      const { payload, protectedHeader } = await jwtVerify(assertion, publicKey, {
        issuer: clientEmail,
        audience: audience ?? `${server.origin}/token`,
        algorithms: ['RS256'],
        clockTolerance: skewMaxSeconds,
        requiredClaims: ['iat', 'exp'],
        currentDate: now,
      });
      if (protectedHeader.kid !== keyId || protectedHeader.typ !== 'JWT') return 'unknown key';
      if (payload['scope'] !== scope) return `wrong scope ${String(payload['scope'])}`;
      const { iat = 0, exp = 0 } = payload;
      return exp - iat > 3_600 || Math.abs(now.getTime() / 1000 - iat) > skewMaxSeconds
        ? 'Token must be a short-lived token (60 minutes) and in a reasonable timeframe.'
        : undefined;
    } catch (error) {
      return String(error);
    }
  }

  return Object.assign(server, {
    tokenUrl: `${server.origin}/token`,
    clientEmail,
    keyId,
    privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    privateKeyPkcs1Pem: privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
    tokens,
  });
}
