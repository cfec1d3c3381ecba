import type { Config } from '../config/config.ts';
import type { SigninFacts } from '../http/services.ts';

/** What operators may see of how people and programs prove who they are: each field by name, so that no secret is. */
export function toSigninFacts({ oidc, issuers, operatorToken }: Config): SigninFacts {
  return {
    oidc: oidc && {
      issuer: oidc.issuer,
      clientId: oidc.clientId,
      scopes: oidc.scopes,
      claims: oidc.claims,
      roles: oidc.roles,
      defaultRole: oidc.defaultRole,
    },
    issuers,
    hasOperatorToken: operatorToken !== null,
  };
}
