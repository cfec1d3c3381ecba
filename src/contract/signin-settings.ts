import { type Static, Type } from 'typebox';
import { closed, maybe } from './common.ts';

const grantable = Type.Enum(['operator', 'tenant_admin', 'user']);

export const signinSettings = closed(
  {
    oidc: maybe(
      closed(
        {
          issuer: Type.String(),
          client_id: Type.String(),
          redirect_uri: Type.String({ description: 'What the identity provider has to allow.' }),
          scopes: Type.Array(Type.String()),
          claims: closed({ tenant: Type.String(), environments: Type.String(), roles: Type.String() }),
          roles: Type.Array(closed({ theirs: Type.String(), ours: grantable }), {
            description: 'The identity provider’s roles and what each is here.',
          }),
          default_role: maybe(
            Type.Literal('user', { description: 'Of whoever has a tenant and none of the roles.' }),
          ),
        },
        'The identity provider by which people sign in; null where none is configured.',
      ),
    ),
    issuers: Type.Array(
      closed({
        issuer: Type.String(),
        audience: Type.String(),
        keys: Type.Enum(['jwks', 'public_key']),
        jwks_url: maybe(Type.String()),
      }),
      { description: 'Platforms whose signed JWTs are accepted.' },
    ),
    operator_token: Type.Boolean({ description: 'Whether the configuration holds an operator token.' }),
  },
  'How people and programs prove who they are, as the configuration has it. Never a secret.',
);
export type SigninSettingsAnswer = Static<typeof signinSettings>;
