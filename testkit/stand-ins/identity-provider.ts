import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Provider } from 'oidc-provider';
import { startLoopbackServer } from './loopback-server.ts';

export interface IdentityProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Must be called before the first sign-in: where the one client may be sent back to. */
  registerClient(redirectUri: string): void;
  /** Who signs in next, and what the provider says of them. Null: the person declines. */
  signInAs(subject: string | null, claims?: Record<string, unknown>): void;
  close(): Promise<void>;
}

/**
 * The real `oidc-provider`, with one client and without questions: whoever comes is the person that the test named
 * and consents to everything, so that a plain HTTP client that follows redirects can sign in.
 */
export async function startIdentityProvider(): Promise<IdentityProvider> {
  const client = { id: 'plugboard', secret: randomBytes(24).toString('base64url') };
  const accounts = new Map<string, Record<string, unknown>>();
  let next: string | null = null;
  let provider: Provider | undefined;

  const server = await startLoopbackServer((request, response) => {
    if (!provider) return response.writeHead(503).end();
    if (!request.url?.startsWith('/interaction/')) return provider.callback()(request, response);
    return finishInteraction(provider, request, response, next);
  });
  return {
    issuer: server.origin,
    clientId: client.id,
    clientSecret: client.secret,
    registerClient(redirectUri) {
      provider = new Provider(server.origin, configuration(client, redirectUri, accounts));
    },
    signInAs(subject, claims = {}) {
      next = subject;
      if (subject !== null) accounts.set(subject, claims);
    },
    close: () => server.close(),
  };
}

async function finishInteraction(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
  subject: string | null,
): Promise<void> {
  const declined = { error: 'access_denied', error_description: 'the person said no' };
  const result = subject === null ? declined : { login: { accountId: subject } };
  await provider.interactionFinished(request, response, result);
}

function configuration(
  client: { id: string; secret: string },
  redirectUri: string,
  accounts: ReadonlyMap<string, Record<string, unknown>>,
): Record<string, unknown> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [redirectUri] }],
    cookies: { keys: [randomBytes(24).toString('base64url')] },
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'stand-in', use: 'sig', alg: 'RS256' }] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    // What the scopes ask for stands in the ID token itself, as the providers of companies do it.
    conformIdTokenClaims: false,
    claims: { openid: ['sub', 'tenant', 'environments', 'roles'], profile: ['name'], email: ['email'] },
    interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: async (_context: unknown, subject: string) => ({
      accountId: subject,
      claims: () => ({ ...accounts.get(subject), sub: subject }),
    }),
    async loadExistingGrant({ oidc }: GrantContext) {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client.clientId,
        accountId: oidc.session.accountId,
      });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
  };
}

interface GrantContext {
  oidc: { provider: Provider; client: { clientId: string }; session: { accountId: string } };
}
