import { type Static, Type } from 'typebox';
import { roles } from '../kernel/scope.ts';
import { closed, displayName, environment, instant, listQuery, maybe, slug } from './common.ts';
import { tenantId } from './tenants.ts';

const tokenFields = {
  id: Type.String({ description: 'The public part of the token: it names the token and opens nothing.' }),
  name: displayName,
  role: Type.Enum([...roles]),
  environment: maybe(environment),
  agent_id: maybe(Type.String({ description: 'The one agent that the token is bound to.' })),
  created_by: closed(
    { kind: Type.String(), id: Type.String() },
    'What it made is worth no more than its maker.',
  ),
  created_at: instant('When it was created.'),
  expires_at: maybe(instant('When it stops working.')),
  suspended_at: maybe(instant('Since when it does not work; it can be resumed.')),
  last_used_at: maybe(instant('When it was last used, to within some seconds.')),
};
export const token = closed(tokenFields, 'A token without its secret.');
export type Token = Static<typeof token>;
export const createdToken = closed(
  { ...tokenFields, token: Type.String({ description: 'Shown this once; only a hash is kept.' }) },
  'A new token with its secret.',
);

const expiresAt = Type.Optional(
  instant('When it shall stop working; without it, when its maker’s token does.'),
);

export const createTokenBody = closed({
  name: displayName,
  role: Type.Enum(['tenant_admin', 'user']),
  environment,
  agent_id: Type.Optional(slug('Bind the token to this agent of the environment.')),
  expires_at: expiresAt,
});
export const createPlatformTokenBody = closed({ name: displayName, expires_at: expiresAt });
export const patchTokenBody = closed({
  suspended: Type.Boolean({
    description: '`true` stops it and ends what runs on it; `false` lets it work again.',
  }),
});

const tokenId = Type.String({ pattern: '^[0-9A-Za-z]{12}$', description: 'The token’s public id.' });
export const tokenParams = closed({ id: tenantId, token_id: tokenId });
export const platformTokenParams = closed({ token_id: tokenId });
export const tokensQuery = closed({ ...listQuery.properties, environment: Type.Optional(environment) });
