import { Secret } from '../kernel/secret.ts';
import type { EnvironmentReader } from './environment-reader.ts';
import { JsonFields, parseJson } from './json-fields.ts';
import { problemOfTrustedUrl } from './parse-urls.ts';

const grantableRoles = ['operator', 'tenant_admin', 'user'] as const;
type GrantableRole = (typeof grantableRoles)[number];

/** How people sign in to the console by the platform's identity provider. */
export interface OidcSettings {
  issuer: string;
  clientId: string;
  clientSecret: Secret;
  scopes: string[];
  /** The names of the claims that say where a person may act, and as what. */
  claims: { tenant: string; environments: string; roles: string };
  /** The provider's role → ours. */
  roles: Record<string, GrantableRole>;
  /** For people with a tenant but none of the roles; null refuses them. */
  defaultRole: 'user' | null;
}

const variable = 'PLUGBOARD_OIDC';
const expected =
  'JSON {"issuer" (https), "client_id", "client_secret", "scopes"?: with "openid", "claims"?: {"tenant"?, "environments"?, "roles"?}, "roles"?: {name: "operator" | "tenant_admin" | "user"}, "default_role"?: "user"}';

export function parseOidc(reader: EnvironmentReader): OidcSettings | null {
  const raw = parseJson(reader, variable, expected);
  if (raw === undefined) return null;
  const fields = new JsonFields(reader, { variable, expected, path: '' }, raw);
  fields.refuseUnknown(['issuer', 'client_id', 'client_secret', 'scopes', 'claims', 'roles', 'default_role']);
  const claims = fields.within('claims');
  claims.refuseUnknown(['tenant', 'environments', 'roles']);
  return {
    issuer: parseIssuerUrl(fields),
    clientId: fields.text('client_id'),
    clientSecret: new Secret(fields.text('client_secret')),
    scopes: parseScopes(fields),
    claims: {
      tenant: claims.textOr('tenant', 'tenant'),
      environments: claims.textOr('environments', 'environments'),
      roles: claims.textOr('roles', 'roles'),
    },
    roles: parseRoles(fields),
    defaultRole: parseDefaultRole(fields),
  };
}

/** Kept as it is written: issuers are compared letter by letter, and a slash at the end makes another one. */
function parseIssuerUrl(fields: JsonFields): string {
  const issuer = fields.text('issuer');
  if (issuer === '') return issuer;
  const problem =
    problemOfTrustedUrl(issuer) ?? (/[?#]/.test(issuer) ? 'has a query or a fragment' : undefined);
  if (problem !== undefined) fields.refuse('issuer', problem);
  return issuer;
}

function parseScopes(fields: JsonFields): string[] {
  const scopes = fields.textsOr('scopes', ['openid', 'profile', 'email']);
  if (!scopes.includes('openid')) fields.refuse('scopes', 'lacks openid');
  return scopes;
}

function parseRoles(fields: JsonFields): Record<string, GrantableRole> {
  if (fields.raw('roles') === undefined) return { ROLE_TENANT_ADMIN: 'tenant_admin' };
  const roles: [string, GrantableRole][] = [];
  for (const [name, value] of fields.within('roles').entries()) {
    const role = grantableRoles.find((known) => known === value);
    if (role === undefined) fields.refuse('roles', 'maps to a role that there is not');
    else roles.push([name, role]);
  }
  // Without a prototype: a provider's role named `constructor` must find nothing here.
  return Object.assign(Object.create(null), Object.fromEntries(roles));
}

function parseDefaultRole(fields: JsonFields): 'user' | null {
  const value = fields.raw('default_role') ?? null;
  if (value === null || value === 'user') return value;
  // Everybody with an account at the provider would get it.
  fields.refuse('default_role', 'is not "user", the only role that may be given to everybody');
  return null;
}
