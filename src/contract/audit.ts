import { type Static, Type } from 'typebox';
import { closed, environment, instant, maybe } from './common.ts';

export const auditRow = closed(
  {
    seq: Type.Integer({ description: 'Counts from 1 within the tenant, without gaps.' }),
    at: instant('When it happened.'),
    environment: maybe(environment),
    actor: closed({ kind: Type.String(), id: Type.String(), role: Type.String() }),
    action: Type.String(),
    target: closed({ kind: Type.String(), id: Type.String() }),
    detail: Type.Record(Type.String(), Type.Unknown()),
    request_id: Type.String(),
    previous_hash: Type.String({ description: 'Hex.' }),
    hash: Type.String({
      description: 'Hex SHA-256 over the previous hash and every field: see docs/security.md.',
    }),
  },
  'One administrative act.',
);
export type AuditEntryBody = Static<typeof auditRow>;

export const checkpoint = closed(
  {
    seq: Type.Integer(),
    hash: Type.String({ description: 'Hex.' }),
    at: instant('When it was signed.'),
    key_id: Type.String(),
    signed: Type.String({ description: 'Base64 of the exact bytes signed.' }),
    signature: Type.String({ description: 'Base64 Ed25519.' }),
  },
  'A signed statement of where the chain stood. Keep a copy elsewhere: it shows a later truncation.',
);

export const auditKeys = closed({
  items: Type.Array(closed({ key_id: Type.String(), public_key_pem: Type.String() })),
});

export const auditVerdict = closed({
  ok: Type.Boolean(),
  chains: Type.Array(
    closed({
      tenant: Type.String(),
      rows: Type.Integer(),
      checkpoints: Type.Integer(),
      unsigned_rows: Type.Integer({ description: 'Rows since the last checkpoint.' }),
      first_bad: maybe(closed({ seq: Type.Integer(), why: Type.String() })),
    }),
  ),
});
