import { type Static, Type } from 'typebox';
import { everyHost } from '../kernel/stops.ts';
import { closed, environment, instant, maybe } from './common.ts';
import { noNul } from './credentials.ts';
import { hostPattern } from './lock.ts';
import { tenantId } from './tenants.ts';

const reason = Type.String({
  minLength: 1,
  maxLength: 500,
  pattern: noNul,
  description: 'Why, for people: the tenants that it concerns read it.',
});

export const createStopBody = closed(
  {
    tenant_id: Type.Optional(tenantId),
    environment: Type.Optional(environment),
    host: Type.Optional(
      Type.Union([hostPattern, Type.Literal(everyHost)], {
        description: 'A host, `*.example.com` for all below it, or `*`: every call of everybody.',
      }),
    ),
    credential_id: Type.Optional(Type.String({ format: 'uuid' })),
    reason,
  },
  'Exactly one of `tenant_id`, `host` and `credential_id`; `environment` narrows a tenant.',
);
export type CreateStopBody = Static<typeof createStopBody>;

export const stop = closed(
  {
    id: Type.String({ format: 'uuid' }),
    tenant_id: maybe(Type.String({ description: 'Also whose a stopped credential is.' })),
    environment: maybe(environment),
    host: maybe(Type.String()),
    credential_id: maybe(Type.String()),
    reason,
    created_at: instant('Since when it is stopped.'),
  },
  'No call goes there until it is taken away.',
);
export type StopAnswer = Static<typeof stop>;
export const stopParams = closed({ id: Type.String({ format: 'uuid' }) });
