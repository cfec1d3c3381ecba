import type { Clock } from '../kernel/clock.ts';
import { PlugboardError } from '../kernel/errors.ts';
import { platformTenantId } from '../kernel/ids.ts';
import type { PersonRecord } from '../kernel/records.ts';
import type { Act, Store } from './ports.ts';

/** Takes effect at once on this process and within a second on the others; open sessions end with it. */
export async function suspendPerson(
  { store, clock }: { store: Store; clock: Clock },
  act: Act,
  id: string,
  suspended: boolean,
): Promise<PersonRecord> {
  return store.changeAsPlatform(act, async ({ people, sessions }, audit) => {
    const person = await people.find(id);
    if (!person) throw new PlugboardError('person_not_found');
    if ((person.suspendedAt !== null) === suspended) return person;
    const suspendedAt = suspended ? clock() : null;
    await people.setSuspended(id, suspendedAt);
    if (suspended) await sessions.deleteOfPerson(id);
    const entry = {
      action: suspended ? 'person.suspended' : 'person.resumed',
      target: { kind: 'person', id },
      detail: { name: person.name },
    };
    for (const tenantId of tenantsOf(person)) audit(tenantId, entry);
    return { ...person, suspendedAt };
  });
}

/** Every tenant concerned sees it in its own log; the platform’s log always does. */
export function tenantsOf(person: PersonRecord): string[] {
  return [...new Set([platformTenantId, ...person.memberships.map((membership) => membership.tenantId)])];
}
