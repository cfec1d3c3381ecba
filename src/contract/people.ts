import { type Static, Type } from 'typebox';
import { closed, displayName, environment, instant, maybe, slug } from './common.ts';
import { tenantId } from './tenants.ts';

export const membership = closed(
  {
    name: Type.String({ description: 'What `X-Plugboard-Membership` takes to act there.' }),
    tenant: Type.String(),
    environment: maybe(environment),
    role: Type.Enum(['operator', 'tenant_admin', 'user']),
  },
  'A person’s right to act in one environment.',
);

export const person = closed(
  {
    id: Type.String({ format: 'uuid' }),
    issuer: Type.String({
      description: 'Who vouches for the person: an identity provider, or a sign-in link.',
    }),
    subject: Type.String(),
    name: Type.String(),
    email: maybe(Type.String()),
    memberships: Type.Array(membership),
    suspended_at: maybe(instant('Since when the person cannot sign in.')),
    created_at: instant('When the person first appeared.'),
    last_signed_in_at: maybe(instant('When the person last signed in.')),
  },
  'Someone who signs in to the console.',
);
export type Person = Static<typeof person>;

export const personParams = closed({ id: Type.String({ format: 'uuid' }) });
export const patchPersonBody = closed({ suspended: Type.Boolean() });

export const signinLinkBody = closed({
  name: Type.Optional(displayName),
  subject: Type.Optional(slug('Names the person: the same subject is the same person again.')),
  role: Type.Optional(Type.Enum(['operator', 'tenant_admin', 'user'])),
  tenant: Type.Optional(tenantId),
  environments: Type.Optional(Type.Array(environment, { minItems: 1, maxItems: 3, uniqueItems: true })),
});
export const signinLink = closed({
  url: Type.String({ description: 'Open it in a browser. It works once.' }),
  expires_at: instant('When it stops working.'),
});

export const startSessionBody = closed({ link: Type.String({ minLength: 1, maxLength: 200 }) });
/** What someone may do is named as control's table names it. */
export const sessionWith = (permissions: readonly string[]) =>
  closed(
    {
      role: Type.Enum(['operator', 'tenant_admin', 'user', 'service']),
      name: Type.String(),
      tenant: maybe(Type.String()),
      environment: maybe(environment),
      agent_id: maybe(Type.String()),
      permissions: Type.Array(Type.Enum([...permissions]), {
        description: 'What the caller may do there, as docs/permissions.md names it.',
      }),
      memberships: Type.Array(membership, { description: 'Empty for a token: it has one place only.' }),
    },
    'Who the caller is and where it acts.',
  );
