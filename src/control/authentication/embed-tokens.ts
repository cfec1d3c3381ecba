import type { Actor, Environment } from '../../kernel/scope.ts';
import { environments } from '../../kernel/scope.ts';
import { Secret } from '../../kernel/secret.ts';
import type { StandingToken } from '../../snapshot/ports.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { findOriginOfMade } from '../origin.ts';
import type { Signer } from '../signing.ts';
import type { Caller } from './caller.ts';
import { type EmbedPage, embedPages } from './embed-pages.ts';
import { isInForce } from './tokens.ts';

/** Says of a JWT that it is one of ours, for frames: no issuer’s is taken for one, nor one for an issuer’s. */
const type = 'plugboard-embed+jwt';
const roles = ['tenant_admin', 'user'] as const;

export interface EmbedClaims {
  tenantId: string;
  environment: Environment;
  role: (typeof roles)[number];
  pages: readonly EmbedPage[];
  /** Who looks at the page, as the platform names them. */
  subject: string;
  createdBy: Pick<Actor, 'kind' | 'id'>;
  createdAt: number;
  /** Milliseconds since 1970, in whole seconds. */
  expiresAt: number;
}

interface Payload {
  /** The deployment: another one with the same key, restored from a backup, is not this one. */
  iss: string;
  sub: string;
  iat: number;
  exp: number;
  tenant: string;
  env: string;
  role: string;
  pages: readonly string[];
  by: Pick<Actor, 'kind' | 'id'>;
}

/** Ed25519 over what anyone may read: nothing is stored, so nothing has to be looked up. */
export function signEmbedToken(signer: Signer, deploymentId: string, claims: EmbedClaims): Secret {
  const { tenantId, environment, role, pages, subject, createdBy, createdAt, expiresAt } = claims;
  const payload: Payload = {
    iss: deploymentId,
    sub: subject,
    iat: Math.floor(createdAt / 1000),
    exp: expiresAt / 1000,
    tenant: tenantId,
    env: environment,
    role,
    pages,
    by: { kind: createdBy.kind, id: createdBy.id },
  };
  const signed = `${encode({ alg: 'EdDSA', typ: type, kid: signer.keyId })}.${encode(payload)}`;
  return new Secret(`${signed}.${Buffer.from(signer.sign(Buffer.from(signed))).toString('base64url')}`);
}

/** Undefined for whatever is none, or is none any more: also where whoever made it may not any longer. */
export function findEmbedCaller(
  text: string,
  { signer, deploymentId, snapshot }: { signer: Signer; deploymentId: string; snapshot: Snapshot },
  now: number,
): Caller | undefined {
  const [header = '', body = '', signature = '', ...more] = text.split('.');
  const { alg, typ, kid } = decode(header);
  if (more.length > 0 || alg !== 'EdDSA' || typ !== type || typeof kid !== 'string') return undefined;
  const bytes = Buffer.from(`${header}.${body}`);
  if (!signer.verify(kid, bytes, Buffer.from(signature, 'base64url'))) return undefined;
  // From here on it is what was signed above.
  const payload = decode(body) as unknown as Payload;
  const environment = environments.find((known) => known === payload.env);
  const role = roles.find((known) => known === payload.role);
  if (payload.iss !== deploymentId || !environment || !role) return undefined;
  const home = { tenantId: payload.tenant, environment };
  const expiresAt = payload.exp * 1000;
  const standing = { ...home, role, expiresAt, suspendedAt: null, createdBy: payload.by };
  if (!isInForce(standing as StandingToken, snapshot, now, 0)) return undefined;
  const behind = findOriginOfMade(snapshot, home.tenantId, payload.by);
  return {
    actor: { kind: 'jwt', id: `embed#${payload.sub}`, role },
    role,
    name: payload.sub,
    home,
    agentId: null,
    expiresAt,
    pages: embedPages.filter((page) => payload.pages.includes(page)),
    ...(behind && { behind }),
  };
}

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

function decode(part: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
