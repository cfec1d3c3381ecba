import { createHash, randomBytes } from 'node:crypto';
import { limits } from '../../kernel/limits.ts';
import type { Membership, PersonRecord } from '../../kernel/records.ts';
import { Secret } from '../../kernel/secret.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { Store } from '../ports.ts';
import type { SessionRow } from '../session-ports.ts';
import type { Caller } from './caller.ts';

/** `__Host-`: the browser accepts it only from this very host, over a secure connection, for every path. */
export const sessionCookieName = '__Host-plugboard-session';

export interface SessionInForce {
  person: PersonRecord;
  /** Those whose tenant still exists. */
  memberships: Membership[];
  expiresAt: number;
}

/** A fresh id at every sign-in: nobody can plant one beforehand. */
export async function beginSession(store: Store, personId: string, now: number): Promise<Secret> {
  const id = randomBytes(32).toString('base64url');
  await store.keepSessions((repositories) =>
    repositories.sessions.insert({
      idHash: hashOf(id),
      personId,
      createdAt: now,
      lastSeenAt: now,
      expiresAt: now + limits.signin.sessionLifetimeMs,
    }),
  );
  return new Secret(id);
}

export async function findSession(
  store: Store,
  snapshot: Snapshot,
  id: string,
  now: number,
): Promise<SessionInForce | undefined> {
  const idHash = hashOf(id);
  const session = await store.keepSessions(async ({ sessions }) => {
    const row = await sessions.find(idHash);
    if (!row || !isAlive(row, now)) return undefined;
    if (now - row.lastSeenAt > limits.signin.sessionTouchEveryMs) await sessions.touch(idHash, now);
    return row;
  });
  const person = session && snapshot.person(session.personId);
  if (!session || !person || person.suspendedAt !== null) return undefined;
  return {
    person,
    memberships: person.memberships.filter((membership) => snapshot.tenant(membership.tenantId)),
    expiresAt: session.expiresAt,
  };
}

export async function endSession(store: Store, id: string): Promise<void> {
  await store.keepSessions((repositories) => repositories.sessions.delete(hashOf(id)));
}

/** Whether there is any place left where this person may act. */
export function mayAct(snapshot: Snapshot, personId: string): boolean {
  const memberships = snapshot.person(personId)?.memberships ?? [];
  return memberships.some((membership) => snapshot.tenant(membership.tenantId));
}

/** A person in one of the places that the platform gave them; the first where none is named. */
export function callerOf(session: SessionInForce, membershipName: string | undefined): Caller | undefined {
  const membership =
    membershipName === undefined
      ? session.memberships[0]
      : session.memberships.find((candidate) => nameOf(candidate) === membershipName);
  if (!membership) return undefined;
  const { tenantId, environment, role } = membership;
  return {
    actor: { kind: 'person', id: session.person.id, role },
    role,
    name: session.person.name,
    home: environment === null ? null : { tenantId, environment },
    agentId: null,
    expiresAt: null,
  };
}

/** How the console names one of a person's places: `operator`, or tenant and environment. */
export function nameOf(membership: Membership): string {
  return membership.environment === null ? 'operator' : `${membership.tenantId}/${membership.environment}`;
}

function isAlive(row: SessionRow, now: number): boolean {
  return row.expiresAt > now && row.lastSeenAt + limits.signin.sessionIdleMs > now;
}

/** Only the hash rests in the database: a copy of it opens no session. */
export function hashOf(text: string): Uint8Array {
  return new Uint8Array(createHash('sha256').update(text).digest());
}
