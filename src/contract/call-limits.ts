import { type Static, Type } from 'typebox';
import { closed, instant, maybe } from './common.ts';

const number = (maximum: number, description: string) =>
  maybe(Type.Integer({ minimum: 1, maximum, description }));
const fields = {
  requests_per_minute: number(10_000_000, 'Calls that begin within any minute; null: not limited.'),
  concurrent: number(1_000_000, 'Calls that run at one time; null: not limited.'),
};
const tokens = {
  tokens_per_minute: number(
    2_000_000_000,
    'Tokens of calls that ended within any minute, in and out; counted when a call ends. Null: not limited.',
  ),
};

const limit = closed(fields);
const managedLimit = closed({ ...fields, ...tokens });
const limitBody = closed(Type.Partial(limit).properties);
const managedLimitBody = closed(Type.Partial(managedLimit).properties);

export const putCallLimitsBody = closed(
  {
    environment: Type.Optional(limitBody),
    per_token: Type.Optional(limitBody),
    per_user: Type.Optional(limitBody),
  },
  'The whole of it: what is left out is not limited.',
);
export type PutCallLimitsBody = Static<typeof putCallLimitsBody>;

export const putPlatformCallLimitsBody = closed(
  { managed: Type.Optional(managedLimitBody), total: Type.Optional(limitBody) },
  'The whole of it: for what is left out, the number for all tenants holds.',
);
export type PutPlatformCallLimitsBody = Static<typeof putPlatformCallLimitsBody>;

const platformLimits = closed(
  { managed: managedLimit, total: limit },
  'What the platform allows the tenant: on its managed models, and in all with own models too.',
);
const updatedAt = maybe(instant('When it was last changed; null where it never was.'));

export const callLimitsAnswer = closed(
  {
    environment: limit,
    per_token: limit,
    per_user: limit,
    platform: platformLimits,
    updated_at: updatedAt,
  },
  'How much may be called in an environment: by all together, by each token and by each user.',
);
export type CallLimitsAnswer = Static<typeof callLimitsAnswer>;

export const platformCallLimitsAnswer = closed(
  { managed: managedLimit, total: limit, in_force: platformLimits, updated_at: updatedAt },
  'What operators set for a tenant, and what holds for it together with the numbers for all tenants.',
);
export type PlatformCallLimitsAnswer = Static<typeof platformCallLimitsAnswer>;
