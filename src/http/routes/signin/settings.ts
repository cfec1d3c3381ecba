import { type SigninSettingsAnswer, signinSettings } from '../../../contract/signin-settings.ts';
import { defineRoute } from '../../route.ts';
import { redirectUriOf } from './routes.ts';

export const getSigninSettingsRoute = defineRoute({
  method: 'GET',
  path: '/ai/api/v1/signin_settings',
  access: { permission: 'people.manage' },
  actsOn: 'nowhere',
  tag: 'People',
  summary: 'See how people and programs prove who they are, as the configuration has it',
  answers: { 200: signinSettings },
  handle: async ({ services }) => {
    const { oidc, issuers, hasOperatorToken } = services.signin;
    const body: SigninSettingsAnswer = {
      oidc: oidc && {
        issuer: oidc.issuer,
        client_id: oidc.clientId,
        redirect_uri: redirectUriOf(services),
        scopes: oidc.scopes,
        claims: oidc.claims,
        roles: Object.entries(oidc.roles).map(([theirs, ours]) => ({ theirs, ours })),
        default_role: oidc.defaultRole,
      },
      issuers: issuers.map(({ issuer, audience, key }) => ({
        issuer,
        audience,
        keys: key.kind,
        jwks_url: key.kind === 'jwks' ? key.url : null,
      })),
      operator_token: hasOperatorToken,
    };
    return { status: 200, body };
  },
});
