import { platformTenantId, slugPattern } from '../../kernel/ids.ts';
import type { Membership } from '../../kernel/records.ts';
import { type Environment, environments } from '../../kernel/scope.ts';
import type { GrantableRole, OidcSettings } from './settings.ts';

export type Claims = Readonly<Record<string, unknown>>;

const strongestFirst: readonly GrantableRole[] = ['operator', 'tenant_admin', 'user'];
const slug = new RegExp(slugPattern);

/**
 * What the identity provider's claims are worth here. Whatever is not understood grants nothing. Whether the tenant
 * exists is for the caller to find out.
 */
export function toMemberships(
  claims: Claims,
  settings: Pick<OidcSettings, 'claims' | 'roles' | 'defaultRole'>,
): Membership[] {
  const mapped = mappedRoles(claimOf(claims, settings.claims.roles), settings.roles);
  const role = strongestFirst.find((candidate) => mapped.has(candidate)) ?? settings.defaultRole;
  if (role === null) return [];
  if (role === 'operator') return [{ tenantId: platformTenantId, environment: null, role }];
  const tenantId = claimOf(claims, settings.claims.tenant);
  if (typeof tenantId !== 'string' || !slug.test(tenantId)) return [];
  // The reserved tenant holds the operators' rights: it is reached by the operator role and by nothing else.
  if (tenantId === platformTenantId) return [];
  return environmentsOf(claimOf(claims, settings.claims.environments)).map((environment) => ({
    tenantId,
    environment,
    role,
  }));
}

function mappedRoles(claim: unknown, roles: OidcSettings['roles']): Set<GrantableRole> {
  const names = Array.isArray(claim) ? claim : [claim];
  const mapped = new Set<GrantableRole>();
  for (const name of names) {
    const role = typeof name === 'string' && Object.hasOwn(roles, name) ? roles[name] : undefined;
    if (role !== undefined) mapped.add(role);
  }
  return mapped;
}

/** Absent means everywhere; a claim that is there but says nothing we know means nowhere. */
function environmentsOf(claim: unknown): Environment[] {
  if (claim === undefined) return [...environments];
  const named: unknown[] =
    typeof claim === 'string' ? claim.split(/[\s,]+/) : Array.isArray(claim) ? claim : [];
  return environments.filter((environment) => named.includes(environment));
}

function claimOf(claims: Claims, name: string): unknown {
  return Object.hasOwn(claims, name) ? claims[name] : undefined;
}
