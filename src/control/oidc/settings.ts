import type { Membership } from '../../kernel/records.ts';
import type { Secret } from '../../kernel/secret.ts';

export type GrantableRole = Membership['role'];

/** How people sign in by the platform's identity provider; the composition root reads it from the configuration. */
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
