import { createHash, type KeyObject } from 'node:crypto';
import {
  createLocalJWKSet,
  decodeJwt,
  type JSONWebKeySet,
  type JWTPayload,
  type JWTVerifyGetKey,
  errors as joseErrors,
  jwtVerify,
} from 'jose';
import type { Clock } from '../../kernel/clock.ts';
import { PlugboardError } from '../../kernel/errors.ts';
import { platformTenantId, slugPattern } from '../../kernel/ids.ts';
import { limits } from '../../kernel/limits.ts';
import type { SendAsOperator } from '../../kernel/ports.ts';
import { type Environment, environments } from '../../kernel/scope.ts';
import type { Caller } from './caller.ts';
import { isSubject } from './subjects.ts';

/** A platform whose signed JWTs are as good as tokens. */
export interface Issuer {
  issuer: string;
  audience: string;
  key: { kind: 'jwks'; url: string } | { kind: 'public_key'; key: KeyObject };
}

/** Signatures that anyone could make (`none`, or HMAC with a public key as its secret) are not on the list. */
const algorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
const jwksFreshMs = 10 * 60_000;
/** An unknown key id fetches the set anew, but not more often than this, whatever strangers send. */
const jwksCooldownMs = 30_000;
const jwksRetryMs = 2_000;
const grantedRoles = ['tenant_admin', 'user', 'service'] as const;
const slug = new RegExp(slugPattern);

interface Verified {
  caller: Caller;
  expiresAtMs: number;
}

export class IssuerVerifier {
  readonly #issuers: ReadonlyMap<string, { issuer: Issuer; keyOf: JWTVerifyGetKey }>;
  readonly #verified = new Map<string, Verified>();
  readonly #clock: Clock;

  constructor(issuers: readonly Issuer[], send: SendAsOperator, clock: Clock) {
    this.#clock = clock;
    this.#issuers = new Map(
      issuers.map((issuer) => [issuer.issuer, { issuer, keyOf: keysOf(issuer, send, clock) }]),
    );
  }

  /** A signature costs about a hundred microseconds, so a JWT that verified is remembered until it expires. */
  async verify(text: string): Promise<Caller | undefined> {
    const now = this.#clock();
    const key = createHash('sha256').update(text).digest('base64');
    const known = this.#verified.get(key);
    if (known && known.expiresAtMs > now) return known.caller;
    const verified = await this.#verifyAnew(text, now);
    if (!verified) return undefined;
    const oldest = this.#verified.keys().next().value;
    if (this.#verified.size >= limits.jwt.verifiedCacheMax && oldest !== undefined)
      this.#verified.delete(oldest);
    this.#verified.set(key, verified);
    return verified.caller;
  }

  async #verifyAnew(text: string, now: number): Promise<Verified | undefined> {
    try {
      const found = this.#issuers.get(decodeJwt(text).iss ?? '');
      if (!found) return undefined;
      const { payload } = await jwtVerify(text, found.keyOf, {
        issuer: found.issuer.issuer,
        audience: found.issuer.audience,
        algorithms,
        requiredClaims: ['exp', 'iat', 'sub', 'role'],
        clockTolerance: limits.jwt.clockSkewSeconds,
        currentDate: new Date(now),
      });
      return toVerified(payload, now);
    } catch (error) {
      // Anything that jose refuses is simply not a valid token; a key set that cannot be fetched is a fault.
      if (error instanceof joseErrors.JOSEError || error instanceof TypeError) return undefined;
      throw error;
    }
  }
}

function toVerified(payload: JWTPayload, now: number): Verified | undefined {
  const { exp = 0, iat = 0, sub = '', iss = '' } = payload;
  if (exp - iat > limits.jwt.lifetimeMaxSeconds) return undefined;
  // Made in the future, it would be good from now until then, however short the life that it claims.
  if (iat * 1000 > now + limits.jwt.clockSkewSeconds * 1000) return undefined;
  if (!isSubject(sub)) return undefined;
  const role = grantedRoles.find((known) => known === payload['role']);
  const home = homeOf(payload);
  if (!role || home === 'invalid' || (home === null && role !== 'service')) return undefined;
  const agent = payload['agent'];
  if (agent !== undefined && (typeof agent !== 'string' || !slug.test(agent))) return undefined;
  const caller: Caller = {
    actor: { kind: 'jwt', id: `${iss}#${sub}`, role },
    role,
    name: sub,
    home,
    agentId: agent ?? null,
    expiresAt: exp * 1000,
  };
  return { caller, expiresAtMs: exp * 1000 };
}

function homeOf(payload: JWTPayload): Caller['home'] | 'invalid' {
  const { tenant, env } = payload;
  if (tenant === undefined && env === undefined) return null;
  const environment = environments.find((known): known is Environment => known === env);
  if (typeof tenant !== 'string' || !slug.test(tenant) || !environment) return 'invalid';
  // The reserved tenant holds the operators' own audit and tokens: no issuer reaches it.
  if (tenant === platformTenantId) return 'invalid';
  return { tenantId: tenant, environment };
}

function keysOf({ key }: Issuer, send: SendAsOperator, clock: Clock): JWTVerifyGetKey {
  if (key.kind === 'jwks') return remoteKeys(key.url, send, clock);
  return async () => key.key;
}

/** jose can fetch key sets by itself, but every outbound byte of ours goes through the guarded way out. */
function remoteKeys(url: string, send: SendAsOperator, clock: Clock): JWTVerifyGetKey {
  let current: { keyOf: ReturnType<typeof createLocalJWKSet>; fetchedAt: number } | undefined;
  let failed: { error: unknown; at: number } | undefined;
  let fetching: Promise<void> | undefined;

  const refresh = (): Promise<void> => {
    // While the issuer is away, strangers must not make us ask it for each of their calls.
    if (failed && clock() - failed.at < jwksRetryMs) return Promise.reject(failed.error);
    fetching ??= fetchKeys(url, send)
      .then((set) => {
        current = { keyOf: createLocalJWKSet(set), fetchedAt: clock() };
        failed = undefined;
      })
      .catch((error) => {
        failed = { error, at: clock() };
        throw error;
      })
      .finally(() => {
        fetching = undefined;
      });
    return fetching;
  };

  return async (header, token) => {
    if (!current) {
      await refresh().catch((cause: unknown) => {
        throw new PlugboardError('unavailable', { cause });
      });
    }
    if (!current) throw new joseErrors.JWKSNoMatchingKey();
    if (clock() - current.fetchedAt > jwksFreshMs) await refresh().catch(() => undefined);
    try {
      return await current.keyOf(header, token);
    } catch (error) {
      const mayBeNew =
        error instanceof joseErrors.JWKSNoMatchingKey && clock() - current.fetchedAt > jwksCooldownMs;
      if (!mayBeNew) throw error;
      await refresh();
      return current.keyOf(header, token);
    }
  };
}

async function fetchKeys(url: string, send: SendAsOperator): Promise<JSONWebKeySet> {
  const answer = await send({ method: 'GET', url, headers: { accept: 'application/json' } });
  if (answer.status !== 200) throw new Error(`The key set of a configured issuer answered ${answer.status}`);
  return JSON.parse(Buffer.from(answer.body).toString('utf8')) as JSONWebKeySet;
}
