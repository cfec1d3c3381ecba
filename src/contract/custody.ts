import { type Static, Type } from 'typebox';
import { closed, environment, instant, maybe } from './common.ts';
import { signed } from './signed.ts';

const count = Type.Integer({ minimum: 0 });
const keyVersion = Type.Integer({ description: 'Counts each replacement of the credential’s secrets.' });
const head = closed({ seq: count, hash: Type.String({ description: 'Hex.' }) });

const key = closed(
  {
    credential_id: Type.String(),
    name: maybe(Type.String()),
    provider_id: maybe(Type.String()),
    provider: maybe(Type.String()),
    state: Type.Enum(['held', 'deleted']),
    key_version: maybe(keyVersion),
    secrets: Type.Array(
      closed({
        field: Type.String(),
        last4: maybe(
          Type.String({ description: 'The last characters of what was deposited, where it is long enough.' }),
        ),
        sealed_sha256: Type.String({
          description:
            'Hex SHA-256 of the sealed value as it rests: it changes with each deposit, and tells nothing of the secret.',
        }),
        origins: Type.Array(Type.String(), { description: 'The only origins that it may be sent to.' }),
        deposited_at: instant('When it was sealed.'),
      }),
    ),
    acts: Type.Array(
      closed({
        audit_seq: Type.Integer({ description: 'Of the row in the audit log.' }),
        audit_hash: Type.String({ description: 'Hex.' }),
        at: instant('When.'),
        action: Type.String({
          description:
            '`credential.created`, `.replaced`, `.rotated`, `.bound`, `.changed`, `.rotation_failed`, `.secrets_destroyed`, `.deleted`.',
        }),
        actor: closed({ kind: Type.String(), id: Type.String(), role: Type.String() }),
        request_id: Type.String(),
      }),
      { description: 'Who did what with it, the oldest first.' },
    ),
    opens: Type.Array(
      closed({ key_version: keyVersion, opens: count, last_at: instant('When it was last opened.') }),
      {
        description:
          'How often the service opened its secrets, on all replicas: once for each process that uses them, and for checks. A process that dies may leave its last seconds untold.',
      },
    ),
    uses: Type.Array(
      closed({
        key_version: keyVersion,
        calls: count,
        attempts: count,
        first_at: instant('Of the period.'),
        last_at: instant('Of the period.'),
        hosts: Type.Array(Type.String()),
      }),
      { description: 'Calls of the period that it was used for, by the ledger.' },
    ),
  },
  'One credential.',
);

export const custodyStatement = closed({
  kind: Type.Literal('custody'),
  deployment: Type.String(),
  tenant: Type.String(),
  environment,
  at: instant('When this was so.'),
  from: instant('The first moment of the period of `uses`, `managed`, `calls` and `hosts`.'),
  to: instant('The first moment after it.'),
  complete: Type.Boolean({ description: '`false`: retention may have removed rows of the period.' }),
  kek_version: maybe(
    Type.String({
      description: 'The version of the platform’s master key that wraps the tenant’s data key.',
    }),
  ),
  keys: Type.Array(key),
  managed: closed({ attempts: count }),
  calls: count,
  hosts: Type.Array(Type.String(), { description: 'Every host that a call of the period was sent to.' }),
  audit_head: maybe(head),
  ledger_head: head,
});
export type CustodyStatement = Static<typeof custodyStatement>;

export const custodyPack = signed(
  custodyStatement,
  'A signed statement of who deposited which key when, who opened it, and where it was used. With `Accept: text/html` as a page.',
);
