import { createHash } from 'node:crypto';
import type { Clock } from '../kernel/clock.ts';
import { EgressFailure } from '../kernel/egress-failure.ts';
import { readOutboundUrl } from '../kernel/outbound-url.ts';
import type { Secret } from '../kernel/secret.ts';
import { clientKeySecret, findSecretHeader } from '../kernel/secret-fields.ts';
import type { AuthScheme, Connection, RequestPlan } from '../providers/provider.ts';
import { type AwsIdentity, assumeRole, type RoleScheme, stsUrlOf } from './assume-role.ts';
import { type AwsCredentials, signForAws } from './aws-signer.ts';
import { type TenantPolicy, tenantPolicy } from './egress-policy.ts';
import {
  fetchClientCredentialsToken,
  fetchGoogleToken,
  type GoogleScheme,
  type OauthScheme,
} from './oauth-tokens.ts';
import { orAborted } from './or-aborted.ts';
import type { ProviderClient } from './provider-client.ts';
import { noIdentity, type TlsIdentity } from './tls-identity.ts';
import { TokenCache } from './token-cache.ts';
import { TokenRefused, type TokenWay } from './token-endpoint.ts';

/** One account and one request of it. */
export interface Authorizable {
  /** Names the credential, and secrets of it that are only tried. */
  cacheKey: string;
  connection: Connection;
  plan: RequestPlan;
  secret(name: string): Secret;
  policy: TenantPolicy;
  tls: TlsIdentity;
  /** Whoever gives up does not wait for a token; others may. */
  signal?: AbortSignal;
  /** How far AWS's clock is ahead of ours, once it said so. */
  clockOffsetMs?: number;
}

export interface Authorized {
  /** Final, in lower case. */
  headers: Record<string, string>;
  /** What may be shown to this request's origin. */
  tls: TlsIdentity;
  /** Present where a token from the cache was used: drops it, because the provider refused it. Then try once more. */
  dropToken?: () => void;
  /** Present where the request was signed: the time in the signature. */
  signedAtMs?: number;
  /** What goes out and was made from a secret here, so that nobody else could hide it where it is quoted. */
  made: readonly string[];
}

export interface Authorizer {
  /** `body` are the exact bytes that will be sent. Rejects with TokenRefused or EgressFailure. */
  authorize(request: Authorizable, body: Uint8Array | undefined): Promise<Authorized>;
  /** Drops what was made from an account's secrets. */
  forget(cacheKey: string): void;
}

interface AuthorizerParts {
  client: ProviderClient;
  clock: Clock;
  /** Absent where the platform has no identity at AWS: then no role can be assumed. */
  awsIdentity?: () => AwsIdentity;
}

export function createAuthorizer(parts: AuthorizerParts): Authorizer {
  const tokens = new TokenCache<string>(parts.clock);
  const roles = new TokenCache<AwsCredentials>(parts.clock);
  return {
    async authorize(request, body) {
      const { connection, plan, policy } = request;
      // Judged as it was when it was saved: rules may have gone since, and only the base shows what was typed.
      const base = readOutboundUrl(connection.baseUrl, policy.rules, policy.open);
      if (!base.ok) throw new EgressFailure('denied', new Error(`the base URL ${base.reason}`));
      const own = { ...lowerCased(plan.headers), ...tenantHeaders(request) };
      const proof = await proveWith(connection.auth, request, own, body, { parts, tokens, roles });
      return {
        ...proof,
        headers: { ...own, ...proof.headers },
        tls: tlsTowards(plan.url, connection, request.tls),
      };
    },
    forget(cacheKey) {
      tokens.forget(cacheKey);
      roles.forget(cacheKey);
    },
  };
}

type Proof = Omit<Authorized, 'tls'>;

interface Kept {
  parts: AuthorizerParts;
  tokens: TokenCache<string>;
  roles: TokenCache<AwsCredentials>;
}

/** What proves the request, in headers. Where each secret may go was decided when it was stored, and is held to. */
async function proveWith(
  auth: AuthScheme,
  request: Authorizable,
  own: Record<string, string>,
  body: Uint8Array | undefined,
  kept: Kept,
): Promise<Proof> {
  const { connection, plan, secret } = request;
  switch (auth.kind) {
    case 'none':
      return { headers: {}, made: [] };
    case 'header':
      holdToOrigins(connection, auth.secret, plan.url);
      return {
        headers: { [auth.header.toLowerCase()]: `${auth.prefix}${secret(auth.secret).reveal()}` },
        made: [],
      };
    case 'oauth2':
    case 'google_jwt':
      return proveByToken(auth, request, kept);
    case 'aws_keys': {
      holdToOrigins(connection, auth.secret, plan.url);
      if (auth.sessionToken !== undefined) holdToOrigins(connection, auth.sessionToken, plan.url);
      const credentials = {
        accessKeyId: auth.accessKeyId,
        secretAccessKey: secret(auth.secret),
        ...(auth.sessionToken !== undefined && { sessionToken: secret(auth.sessionToken) }),
      };
      return sign(auth, request, own, body, credentials, kept);
    }
    case 'aws_role':
      return proveByRole(auth, request, own, body, kept);
  }
}

async function proveByToken(
  auth: OauthScheme | GoogleScheme,
  request: Authorizable,
  { parts, tokens }: Kept,
): Promise<Proof> {
  const { cacheKey, connection, plan } = request;
  holdToOrigins(connection, auth.secret, plan.url);
  holdToOrigins(connection, auth.secret, auth.tokenUrl);
  const secret = request.secret(auth.secret);
  const key = digest([auth, secret.reveal(), ...wayKeys(request)]);
  const { value, fresh } = await waitFor(request, () =>
    tokens.get(cacheKey, key, () => {
      const way = wayTo(auth.tokenUrl, request, parts);
      return auth.kind === 'oauth2'
        ? fetchClientCredentialsToken(auth, secret, way, parts.clock())
        : fetchGoogleToken(auth, secret, way, parts.clock());
    }),
  );
  const [header, prefix] = auth.kind === 'oauth2' ? [auth.header, auth.prefix] : ['authorization', 'Bearer '];
  return {
    headers: { [header.toLowerCase()]: `${prefix}${value}` },
    made: [value],
    ...(!fresh && { dropToken: () => tokens.drop(cacheKey, key, value) }),
  };
}

async function proveByRole(
  auth: RoleScheme,
  request: Authorizable,
  own: Record<string, string>,
  body: Uint8Array | undefined,
  kept: Kept,
): Promise<Proof> {
  const { parts, roles } = kept;
  const { cacheKey, connection, plan } = request;
  const identity = parts.awsIdentity?.();
  if (identity === undefined) {
    throw new TokenRefused('Plugboard has no AWS identity of its own, so it cannot assume a role.');
  }
  if (!isWhereRolesGo(connection, plan.url)) throw misdirected('a role', plan.url);
  const { accessKeyId } = identity.credentials;
  const key = digest([auth, identity.version, accessKeyId, identity.sessionName, ...wayKeys(request)]);
  const { value, fresh } = await waitFor(request, () =>
    roles.get(cacheKey, key, () =>
      assumeRole(auth, identity, wayToSts(auth, identity, request, parts), parts.clock()),
    ),
  );
  return {
    ...(await sign(auth, request, own, body, value, kept)),
    ...(!fresh && { dropToken: () => roles.drop(cacheKey, key, value) }),
  };
}

function waitFor<T>({ signal }: Authorizable, work: () => Promise<T>): Promise<T> {
  return signal === undefined ? work() : orAborted(signal, work());
}

/** A rule that is given or taken is in force at once: neither a token nor a refusal outlives it. */
function wayKeys({ policy, tls }: Authorizable): string[] {
  return [policy.key, tls.key];
}

async function sign(
  scope: { service: string; region: string },
  { plan, clockOffsetMs = 0 }: Authorizable,
  own: Record<string, string>,
  body: Uint8Array | undefined,
  credentials: AwsCredentials,
  { parts }: Kept,
): Promise<Proof> {
  const contentType = own['content-type'];
  const { method, url } = plan;
  const signedAtMs = parts.clock() + clockOffsetMs;
  const headers = await signForAws(
    { method, url, ...(contentType !== undefined && { contentType }), ...(body && { body }) },
    scope,
    credentials,
    new Date(signedAtMs),
  );
  const { sessionToken } = credentials;
  const signature = headers['authorization'] ?? '';
  return { headers, signedAtMs, made: [signature, ...(sessionToken ? [sessionToken.reveal()] : [])] };
}

function wayTo(
  url: string,
  { connection, policy, tls }: Authorizable,
  { client }: AuthorizerParts,
): TokenWay {
  return { client, policy, tls: tlsTowards(url, connection, tls) };
}

/** An endpoint that the operator configured may be private; nothing else becomes reachable by it. */
function wayToSts(
  auth: RoleScheme,
  identity: AwsIdentity,
  request: Authorizable,
  parts: AuthorizerParts,
): TokenWay {
  const way = wayTo(stsUrlOf(auth, identity), request, parts);
  if (identity.stsUrl === undefined) return way;
  const { hostname, protocol } = new URL(identity.stsUrl);
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const rule = { host, cidr: null, port: null, plainHttp: protocol === 'http:', privateCa: null };
  return { ...way, policy: tenantPolicy([rule]) };
}

/** A client's certificate is shown only where its key was bound to that origin; its authorities are good anywhere. */
function tlsTowards(url: string, connection: Connection, tls: TlsIdentity): TlsIdentity {
  const { clientCertPem, caPem } = tls.material;
  if (clientCertPem === undefined || mayReceive(connection, clientKeySecret, url)) return tls;
  return caPem === undefined ? noIdentity : { key: `authorities of ${tls.key}`, material: { caPem } };
}

function tenantHeaders({ connection, plan, secret }: Authorizable): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name of Object.keys(connection.origins)) {
    const header = findSecretHeader(name);
    // Bound to the base alone, it stays away where a provider lists models on another host.
    if (header === undefined || !mayReceive(connection, name, plan.url)) continue;
    headers[header.toLowerCase()] = secret(name).reveal();
  }
  return headers;
}

/** A provider that plans a request elsewhere is a mistake in the program: it stops before anything leaves. */
function holdToOrigins(connection: Connection, secret: string, url: string): void {
  if (!mayReceive(connection, secret, url)) throw misdirected(secret, url);
}

function mayReceive({ origins }: Connection, secret: string, url: string): boolean {
  return Object.hasOwn(origins, secret) && (origins[secret]?.includes(new URL(url).origin) ?? false);
}

/** A role has no secret of the tenant's: it goes to the base, or to AWS's own hosts. */
function isWhereRolesGo({ baseUrl }: Connection, url: string): boolean {
  const { origin, hostname, protocol } = new URL(url);
  const isAws = protocol === 'https:' && /\.(?:amazonaws\.(?:com|com\.cn|eu)|api\.aws)$/.test(hostname);
  return isAws || origin === new URL(baseUrl).origin;
}

function misdirected(what: string, url: string): Error {
  return new Error(`${what} is not bound to ${new URL(url).origin}, where a request was about to take it`);
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function digest(parts: unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
