import type { Clock } from '../../kernel/clock.ts';
import { PlugboardError } from '../../kernel/errors.ts';
import { platformTenantId, uuidV7 } from '../../kernel/ids.ts';
import type { Membership, PersonRecord } from '../../kernel/records.ts';
import { tenantsOf } from '../people.ts';
import type { Act, PlatformRepositories, Store } from '../ports.ts';

interface PersonParts {
  store: Store;
  clock: Clock;
}

/** Whom the provider vouches for. The issuer belongs to the identity: the same subject of another one is another. */
export interface VouchedPerson {
  issuer: string;
  subject: string;
  name: string;
  email: string | null;
  memberships: Membership[];
}

/**
 * Brings what we know of a person to what the provider says now, in one transaction. Memberships are replaced whole,
 * so that what the provider took away is gone, also when nothing is left and the sign-in is refused.
 */
export async function admitPerson(
  { store, clock }: PersonParts,
  requestId: string,
  vouched: VouchedPerson,
): Promise<PersonRecord> {
  const now = clock();
  const { issuer, subject } = vouched;
  const known = await store.readAsPlatform(({ people }) => people.findBySubject(issuer, subject));
  const id = known?.id ?? uuidV7(now);
  const act: Act = { actor: { kind: 'person', id, role: roleOf(vouched.memberships) }, requestId };
  const person = await store.changeAsPlatform(act, async (repositories, audit) => {
    const before = known && (await repositories.people.find(id));
    if (before && before.suspendedAt !== null)
      throw new PlugboardError('signin_failed', { cause: suspended() });
    const memberships = await existing(repositories, vouched.memberships);
    if (!before && memberships.length === 0) return undefined;
    const after: PersonRecord = {
      ...vouched,
      id,
      suspendedAt: null,
      createdAt: before?.createdAt ?? now,
      lastSignedInAt: memberships.length === 0 ? (before?.lastSignedInAt ?? null) : now,
      memberships,
    };
    await repositories.people.put(after);
    const target = { kind: 'person', id };
    if (before && !sameMemberships(before.memberships, memberships)) {
      // What the person could do until now, open sessions may still be in the middle of.
      await repositories.sessions.deleteOfPerson(id);
      for (const tenantId of new Set([...tenantsOf(before), ...tenantsOf(after)])) {
        const detail = { from: seenBy(tenantId, before.memberships), to: seenBy(tenantId, memberships) };
        audit(tenantId, { action: 'person.memberships_changed', target, detail });
      }
    }
    if (memberships.length === 0) return undefined;
    for (const tenantId of tenantsOf(after)) {
      audit(tenantId, { action: 'person.signed_in', target, detail: { by: 'oidc' } });
    }
    return after;
  });
  if (!person) throw new PlugboardError('no_membership');
  return person;
}

function suspended(): Error {
  return new Error('The person is suspended');
}

function roleOf(memberships: Membership[]): Membership['role'] {
  return memberships[0]?.role ?? 'user';
}

/** The provider may know tenants that are not here, or not any more. */
async function existing({ tenants }: PlatformRepositories, memberships: Membership[]): Promise<Membership[]> {
  const found = new Map<string, boolean>();
  for (const { tenantId } of memberships) {
    if (!found.has(tenantId)) found.set(tenantId, (await tenants.find(tenantId)) !== undefined);
  }
  return memberships.filter(({ tenantId }) => found.get(tenantId));
}

/** A tenant's own log says nothing of the other tenants that a person was or is in; the platform's says it all. */
function seenBy(tenantId: string, memberships: Membership[]): string[] {
  return memberships
    .filter((membership) => tenantId === platformTenantId || membership.tenantId === tenantId)
    .map(describe)
    .toSorted();
}

function sameMemberships(a: Membership[], b: Membership[]): boolean {
  return JSON.stringify(a.map(describe).toSorted()) === JSON.stringify(b.map(describe).toSorted());
}

function describe({ tenantId, environment, role }: Membership): string {
  return `${tenantId}/${environment ?? '*'}: ${role}`;
}
