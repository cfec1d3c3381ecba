import type { Scope } from '../api/api.ts';
import type { Environment, Membership } from '../api/session.ts';
import type { Place } from './area.tsx';

export const environments: readonly Environment[] = ['dev', 'test', 'prod'];

/** Who one is before any place is chosen. */
export const personScope: Scope = { name: 'person', headers: {} };
export const platformScope: Scope = { name: 'operator', headers: { 'x-plugboard-membership': 'operator' } };

export const isOperator = (memberships: readonly Membership[]): boolean =>
  memberships.some(({ environment }) => environment === null);

/** Where the platform’s own accounts and models lie, and what its operators are told. To people it is no tenant. */
export const platformPlace: Place = { tenant: 'platform', environment: 'prod' };

/** Calls in a place are made as its own member, or else as an operator who names it. Undefined: one may not be there. */
export function findScope(
  memberships: readonly Membership[],
  { tenant, environment }: Place,
): Scope | undefined {
  const own = memberships.find((one) => one.tenant === tenant && one.environment === environment);
  const name = `${tenant}/${environment}`;
  if (own) return { name, headers: { 'x-plugboard-membership': own.name } };
  if (!isOperator(memberships)) return undefined;
  return {
    name,
    headers: {
      ...platformScope.headers,
      'x-plugboard-tenant': tenant,
      'x-plugboard-environment': environment,
    },
  };
}

/** The tenants that this person belongs to; operators reach all of them. */
export function listOwnPlaces(memberships: readonly Membership[]): Place[] {
  return memberships.flatMap(({ tenant, environment }) =>
    environment === null ? [] : [{ tenant, environment }],
  );
}

export function parseEnvironment(text: string): Environment | undefined {
  return environments.find((environment) => environment === text);
}
