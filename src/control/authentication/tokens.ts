import { timingSafeEqual } from 'node:crypto';
import type { PersonRecord } from '../../kernel/records.ts';
import type { Actor, Role } from '../../kernel/scope.ts';
import type { Secret } from '../../kernel/secret.ts';
import { hashToken, parseTokenId } from '../../kernel/token-format.ts';
import type { StandingToken } from '../../snapshot/ports.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { Caller } from './caller.ts';

/** A chain of tokens made by tokens is followed this far; nobody has an honest reason for a longer one. */
const creatorDepthMax = 8;

export interface FixedOperator {
  token: Secret;
  actor: Actor;
}

/** Hashed once: no call pays for more than the hash of what it presents. */
const hashes = new WeakMap<Secret, Uint8Array>();

function hashOf(token: Secret): Uint8Array {
  const known = hashes.get(token) ?? hashToken(token.reveal());
  hashes.set(token, known);
  return known;
}

export function findFixedOperator(text: string, operators: readonly FixedOperator[]): Caller | undefined {
  if (text === '') return undefined;
  const presented = hashToken(text);
  // Both sides are hashed, so that neither the length nor the first difference shows in the time taken.
  const found = operators.find(({ token }) => timingSafeEqual(presented, hashOf(token)));
  return (
    found && {
      actor: found.actor,
      role: 'operator',
      name: found.actor.id,
      home: null,
      agentId: null,
      expiresAt: null,
    }
  );
}

/** A bad shape or checksum is refused before anything is looked up. */
export function findTokenCaller(text: string, snapshot: Snapshot, now: number): Caller | undefined {
  const id = parseTokenId(text);
  const token = id === undefined ? undefined : snapshot.token(id);
  if (!token || !timingSafeEqual(hashToken(text), Buffer.from(token.secretHash, 'latin1'))) return undefined;
  if (!isInForce(token, snapshot, now, 0)) return undefined;
  if (token.agentId !== null && !snapshot.agent(token.tenantId, token.environment ?? '', token.agentId)) {
    return undefined;
  }
  return {
    actor: { kind: 'token', id: token.id, role: token.role },
    role: token.role,
    name: token.name,
    home: token.environment === null ? null : { tenantId: token.tenantId, environment: token.environment },
    agentId: token.agentId,
    expiresAt: token.expiresAt,
  };
}

/**
 * Whether a token that was accepted then would be now. One that has merely expired since would: a call that began in
 * time is finished.
 */
export function isStillAccepted(id: string, snapshot: Snapshot, at: number): boolean {
  const token = snapshot.token(id);
  return token !== undefined && isInForce(token, snapshot, at, 0);
}

/**
 * Checked at every use, not when the token was made: a token is worth at most what its creator is worth now. A
 * person who was suspended or demoted, or a token that was deleted or suspended, takes along what it made.
 */
export function isInForce(token: StandingToken, snapshot: Snapshot, now: number, depth: number): boolean {
  if (token.suspendedAt !== null) return false;
  if (token.expiresAt !== null && token.expiresAt <= now) return false;
  if (!snapshot.tenant(token.tenantId)) return false;
  if (token.createdBy.kind === 'person') {
    const person = snapshot.person(token.createdBy.id);
    return person !== undefined && holds(person, token);
  }
  if (token.createdBy.kind === 'token') {
    const creator = snapshot.token(token.createdBy.id);
    return creator !== undefined && depth < creatorDepthMax && isInForce(creator, snapshot, now, depth + 1);
  }
  return true;
}

function holds(person: PersonRecord, token: StandingToken): boolean {
  if (person.suspendedAt !== null) return false;
  return person.memberships.some(
    (membership) =>
      membership.role === 'operator' ||
      (membership.tenantId === token.tenantId &&
        membership.environment === token.environment &&
        mayGrant(membership.role, token.role)),
  );
}

/** Whether someone with one role may make a token with another. */
export function mayGrant(granting: Role, granted: Role): boolean {
  if (granting === 'operator') return true;
  return granting === 'tenant_admin' && (granted === 'tenant_admin' || granted === 'user');
}
