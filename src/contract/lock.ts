import { type Static, Type } from 'typebox';
import { limits } from '../kernel/limits.ts';
import { closed, instant, maybe } from './common.ts';

const { entriesMax } = limits.lock;
const label = '[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?';
const regions = Type.Array(
  // `global` is no region: what is called so may be answered anywhere.
  Type.String({ pattern: '^(?!global$)[a-z0-9][a-z0-9-]{0,62}$' }),
  {
    minItems: 1,
    maxItems: entriesMax,
    uniqueItems: true,
    description:
      'Regions as the provider writes them (`eu-central-1`, `europe-west4`) or groups of them (`eu`); each allows exactly what is called so.',
  },
);
export const hostPattern = Type.String({
  maxLength: 253,
  pattern: `^(?:\\*\\.)?${label}(?:\\.${label})*$`,
  description: 'In lower case, without a port; `*.example.com` stands for every name below it.',
});
const hosts = Type.Array(hostPattern, {
  minItems: 1,
  maxItems: entriesMax,
  uniqueItems: true,
  description: 'The only hosts that calls may go to and that may hand out tokens for them.',
});
const managed = Type.Literal('never', { description: 'No managed model, whatever any policy says.' });

export const putLockBody = closed(
  {
    managed: Type.Optional(managed),
    regions: Type.Optional(regions),
    hosts: Type.Optional(hosts),
  },
  'The whole of it: what is left out is not locked.',
);
export type PutLockBody = Static<typeof putLockBody>;

const rules = { managed: maybe(managed), regions: maybe(regions), hosts: maybe(hosts) };

export const lockAnswer = closed(
  {
    ...rules,
    pending: maybe(
      closed(
        {
          requested_by: closed({ kind: Type.String(), id: Type.String() }),
          at: instant('When it was asked for.'),
          expires_at: instant('Until when another administrator can confirm it.'),
          change: closed(rules, 'The lock as it will be then.'),
        },
        'A loosening that waits for a second administrator.',
      ),
    ),
    updated_at: maybe(instant('When it was last changed; null where it never was.')),
  },
  'What may never be reached from an environment, whatever any policy says.',
);
export type LockAnswer = Static<typeof lockAnswer>;
