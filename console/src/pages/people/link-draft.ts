import type { Person, SigninLinkBody } from '../../api/people.ts';
import type { Environment } from '../../api/session.ts';
import { environments } from '../../areas/scope.ts';

export interface LinkDraft {
  role: NonNullable<SigninLinkBody['role']>;
  tenant: string;
  environments: readonly Environment[];
  name: string;
  subject: string;
}

export const newPerson: LinkDraft = {
  role: 'tenant_admin',
  tenant: '',
  environments,
  name: '',
  subject: '',
};

/** Somebody as the last link left them: one by a link has one role, in one tenant. */
export function toDraft({ name, subject, memberships }: Person): LinkDraft {
  const [first] = memberships;
  if (first === undefined) return { ...newPerson, name, subject };
  const { role, tenant } = first;
  if (role === 'operator') return { ...newPerson, role, name, subject };
  const theirs = memberships.flatMap(({ environment }) => environment ?? []);
  return { role, tenant, environments: theirs, name, subject };
}

export function toBody({ role, tenant, environments: chosen, name, subject }: LinkDraft): SigninLinkBody {
  const who = { role, name: name.trim(), subject: subject.trim() };
  return role === 'operator' ? who : { ...who, tenant, environments: [...chosen] };
}
