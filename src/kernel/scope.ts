export const environments = ['dev', 'test', 'prod'] as const;
export type Environment = (typeof environments)[number];

export const plans = ['standard', 'enterprise'] as const;
export type Plan = (typeof plans)[number];

export const administrators = ['tenant', 'operator'] as const;
export type AdministeredBy = (typeof administrators)[number];

export const roles = ['operator', 'tenant_admin', 'user', 'service'] as const;
export type Role = (typeof roles)[number];

/** Where a repository may look. `every` is for what belongs to the tenant as a whole. */
export interface Scope {
  tenantId: string;
  environment: Environment | 'every';
}

/** Who did something, as the audit log names them. Never a secret: a token is named by its public id. */
export interface Actor {
  kind: 'token' | 'operator_token' | 'jwt' | 'person' | 'system';
  id: string;
  role: Role | 'system';
}

/** Whoever deposits a key has no account and no right but that: a link is all that it comes with. */
export interface KeyHolder {
  kind: 'deposit_link';
  id: string;
  role: 'key_holder';
}
