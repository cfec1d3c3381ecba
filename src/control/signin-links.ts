import { randomBytes } from 'node:crypto';
import type { Clock } from '../kernel/clock.ts';
import { PlugboardError } from '../kernel/errors.ts';
import { platformTenantId, uuidV7 } from '../kernel/ids.ts';
import { limits } from '../kernel/limits.ts';
import type { Membership, PersonRecord } from '../kernel/records.ts';
import { type Environment, environments } from '../kernel/scope.ts';
import { Secret } from '../kernel/secret.ts';
import { hashOf } from './authentication/sessions.ts';
import { tenantsOf } from './people.ts';
import type { Act, Store } from './ports.ts';

/** People who come by a link have no identity provider that vouches for them; the link’s maker does. */
export const linkIssuer = 'plugboard:signin-link';

/** What the API and the command line say of the person; left out, it is an operator. */
export interface LinkWish {
  name?: string;
  subject?: string;
  role?: Membership['role'];
  tenant?: string;
  environments?: Environment[];
}

export function toLinkInput(wish: LinkWish): LinkInput {
  const role = wish.role ?? (wish.tenant === undefined ? 'operator' : 'tenant_admin');
  const subject = wish.subject ?? (role === 'operator' ? 'operator' : `${wish.tenant}.${role}`);
  if (role === 'operator') {
    if (wish.tenant !== undefined) throw wrong('tenant', 'must be left out for an operator');
    const membership: Membership = { tenantId: platformTenantId, environment: null, role };
    return { subject, name: wish.name ?? 'Operator', memberships: [membership] };
  }
  const { tenant } = wish;
  if (tenant === undefined) throw wrong('tenant', 'is required for somebody of a tenant');
  if (tenant === platformTenantId) throw new PlugboardError('reserved_id');
  const memberships = (wish.environments ?? [...environments]).map((environment) => ({
    tenantId: tenant,
    environment,
    role,
  }));
  return { subject, name: wish.name ?? subject, memberships };
}

function wrong(field: string, detail: string): PlugboardError {
  return new PlugboardError('invalid_request', { errors: [{ field, detail }] });
}

interface LinkParts {
  store: Store;
  clock: Clock;
}

export interface LinkInput {
  /** Names the person: the same subject signs in as the same person again. */
  subject: string;
  name: string;
  memberships: Membership[];
}

export async function createSigninLink(
  { store, clock }: LinkParts,
  act: Act,
  input: LinkInput,
): Promise<{ secret: Secret; expiresAt: number }> {
  const now = clock();
  const secret = new Secret(randomBytes(32).toString('base64url'));
  const expiresAt = now + limits.signin.linkLifetimeMs;
  await store.changeAsPlatform(act, async ({ people, signinLinks, tenants }, audit) => {
    for (const { tenantId } of input.memberships) {
      if (!(await tenants.find(tenantId))) throw new PlugboardError('tenant_not_found');
    }
    const known = await people.findBySubject(linkIssuer, input.subject);
    const person: PersonRecord = {
      id: known?.id ?? uuidV7(now),
      issuer: linkIssuer,
      subject: input.subject,
      name: input.name,
      email: null,
      suspendedAt: known?.suspendedAt ?? null,
      createdAt: known?.createdAt ?? now,
      lastSignedInAt: known?.lastSignedInAt ?? null,
      memberships: input.memberships,
    };
    await people.put(person);
    await signinLinks.insert({ idHash: hashOf(secret.reveal()), personId: person.id, expiresAt });
    for (const tenantId of tenantsOf(person)) {
      audit(tenantId, {
        action: 'signin_link.created',
        target: { kind: 'person', id: person.id },
        detail: { name: person.name, memberships: describe(person.memberships) },
      });
    }
  });
  return { secret, expiresAt };
}

/** Answers whose link it was. Wrong, used and expired links are told apart by nobody. */
export async function redeemSigninLink(
  { store, clock }: LinkParts,
  requestId: string,
  link: string,
): Promise<string> {
  const now = clock();
  const personId = await store.keepSessions(({ signinLinks }) => signinLinks.redeem(hashOf(link), now));
  if (personId === undefined) throw new PlugboardError('invalid_one_time_token');
  const role = await store.readAsPlatform(
    async ({ people }) => (await people.find(personId))?.memberships[0]?.role,
  );
  const act: Act = { actor: { kind: 'person', id: personId, role: role ?? 'user' }, requestId };
  await store.changeAsPlatform(act, async ({ people }, audit) => {
    const person = await people.find(personId);
    if (!person || person.suspendedAt !== null) throw new PlugboardError('invalid_one_time_token');
    await people.put({ ...person, lastSignedInAt: now });
    for (const tenantId of tenantsOf(person)) {
      audit(tenantId, {
        action: 'person.signed_in',
        target: { kind: 'person', id: personId },
        detail: { by: 'link' },
      });
    }
  });
  return personId;
}

function describe(memberships: Membership[]): Record<string, unknown>[] {
  return memberships.map(({ tenantId, environment, role }) => ({ tenant: tenantId, environment, role }));
}
