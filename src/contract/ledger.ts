import { type Static, Type } from 'typebox';
import { limits } from '../kernel/limits.ts';
import { closed, environment, instant, listQuery, maybe } from './common.ts';
import { noNul } from './credentials.ts';
import { signed } from './signed.ts';

const text = (description: string) => Type.String({ description });
const count = Type.Integer({ minimum: 0 });
const maybeCount = maybe(Type.Integer({ minimum: 0 }));

/** In the order in which a row’s hash takes them; `seq`, `hash` and `fields` follow and are not hashed. */
export const attempt = closed(
  {
    id: Type.String(),
    at: instant('When the call came in. The hash takes it as milliseconds since 1970.'),
    request_id: text('The call: all its attempts have the same. Also in `x-request-id`.'),
    number: Type.Integer({ description: 'Counts from 1 within the call.' }),
    tenant_id: Type.String(),
    environment,
    agent_id: maybe(Type.String()),
    feature_id: maybe(Type.String()),
    actor_kind: Type.String(),
    actor_id: text('Who called; a token by its public id.'),
    user_id: maybe(Type.String()),
    operation: Type.Enum(['chat', 'embedding']),
    streamed: Type.Boolean(),
    config_id: maybe(Type.String()),
    model_name: Type.String(),
    credential_id: Type.String(),
    credential_version: Type.Integer(),
    provider: Type.String(),
    host: text('Name and port that were asked for.'),
    address: maybe(text('The address that the socket was connected to.')),
    owner: Type.Enum(['own', 'managed'], { description: 'Whose credential.' }),
    payer: Type.Enum(['tenant_provider', 'subscription', 'metered']),
    reason: text('Why this target: the rule that chose it, or the failure that led to it.'),
    outcome: Type.Enum(['answered', 'failed', 'aborted']),
    failure_class: maybe(Type.String()),
    upstream_request_id: maybe(Type.String()),
    status: maybe(Type.Integer()),
    request_bytes: count,
    answer_bytes: count,
    prompt_tokens: maybeCount,
    completion_tokens: maybeCount,
    cached_tokens: maybeCount,
    reasoning_tokens: maybeCount,
    first_byte_ms: maybe(Type.Number()),
    total_ms: Type.Number(),
    queue_ms: maybe(
      Type.Integer({
        description: 'How long the call had waited in the queue before this try; null: it did not.',
      }),
    ),
    seq: Type.Integer({ description: 'Counts from 1 within the environment, without gaps.' }),
    hash: text('Hex SHA-256 over the hash of the row before and this row: see docs/ledger.md.'),
    fields: Type.Integer({ description: 'How many of the fields, from the first on, the hash takes.' }),
  },
  'One try of one model. Never a prompt, never an answer.',
);
export type Attempt = Static<typeof attempt>;

const period = {
  from: Type.Optional(instant('Calls that came in then or later; a day ago when absent.')),
  to: Type.Optional(instant('Calls that came in before; now when absent or in the future.')),
};

const filter = Type.Optional(Type.String({ minLength: 1, maxLength: 300, pattern: noNul }));
const idFilter = Type.Optional(Type.String({ format: 'uuid' }));

export const ledgerQuery = closed({
  ...listQuery.properties,
  ...period,
  request_id: filter,
  owner: Type.Optional(Type.Enum(['own', 'managed'])),
  payer: Type.Optional(Type.Enum(['tenant_provider', 'subscription', 'metered'])),
  outcome: Type.Optional(Type.Enum(['answered', 'failed', 'aborted'])),
  operation: Type.Optional(Type.Enum(['chat', 'embedding'])),
  failure_class: filter,
  host: filter,
  provider: filter,
  model_name: filter,
  config_id: idFilter,
  credential_id: idFilter,
  agent_id: filter,
  feature_id: filter,
  user_id: filter,
});

export const periodQuery = closed(period);

export const ledgerProof = signed(
  closed({
    deployment: Type.String(),
    tenant: Type.String(),
    environment: Type.String(),
    from: instant('The first moment of the period.'),
    to: instant('The first moment after the period; never later than the statement.'),
    calls: count,
    attempts: count,
    by_owner: closed({ own: count, managed: count }),
    by_payer: closed({ tenant_provider: count, subscription: count, metered: count }),
    by_outcome: closed({ answered: count, failed: count, aborted: count }),
    hosts: Type.Array(Type.String(), { description: 'Every host that a call of the period was sent to.' }),
    complete: Type.Boolean({
      description:
        '`false`: retention may have removed rows of the period; the numbers are of those that are kept.',
    }),
    kept_since: maybe(instant('Rows of calls before then may be gone; null where none was ever removed.')),
    rows: closed({ first: maybe(Type.Integer()), last: maybe(Type.Integer()) }),
    chain_head: closed({ seq: count, hash: text('Hex.') }),
  }),
  'A signed statement of where the calls of a period went.',
);

export const ledgerCheckpoint = closed(
  {
    seq: Type.Integer(),
    hash: text('Hex.'),
    at: instant('When it was signed.'),
    kind: Type.Enum(['periodic', 'retention'], {
      description: '`retention`: the rows up to this one were removed after it was signed.',
    }),
    kept_since: maybe(instant('Of a retention: rows of calls before then may be gone.')),
    key_id: Type.String(),
    signed: text('Base64 of the exact bytes signed.'),
    signature: text('Base64 Ed25519.'),
  },
  'A signed statement of where the chain stood. Keep a copy elsewhere: it shows a later truncation.',
);

export const ledgerVerdict = closed({
  ok: Type.Boolean(),
  chains: Type.Array(
    closed({
      tenant: Type.String(),
      environment,
      begins_after: Type.Integer({ description: 'Zero, or the row up to which retention removed.' }),
      rows: Type.Integer(),
      checkpoints: Type.Integer(),
      unsigned_rows: Type.Integer({ description: 'Rows since the last checkpoint.' }),
      first_bad: maybe(closed({ seq: Type.Integer(), why: Type.String() })),
    }),
  ),
});

const retentionDays = Type.Integer({
  minimum: limits.ledger.retentionDaysMin,
  maximum: limits.ledger.retentionDaysMax,
  description: 'How many days after its call a row is removed, in the background.',
});
export const putLedgerSettingsBody = closed({ retention_days: retentionDays });
export const ledgerSettings = closed({
  retention_days: retentionDays,
  updated_at: maybe(instant('When it was last changed; null where it never was.')),
});
