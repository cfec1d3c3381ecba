import { type Static, Type } from 'typebox';
import { depositStates } from '../kernel/deposits.ts';
import { limits } from '../kernel/limits.ts';
import { closed, displayName, environment, instant, maybe } from './common.ts';
import { credsTypes, noNul, providerName, rotateCredentialBody } from './credentials.ts';
import { modelText } from './model-configs.ts';
import { field } from './providers.ts';
import { validation } from './validation.ts';

const { lifetimeDefaultHours, lifetimeMaxHours } = limits.deposits;

/** What a link is for, wherever it is made. */
export const depositWish = {
  provider: Type.Optional(providerName),
  creds_type: Type.Optional(Type.Enum([...credsTypes])),
  variant: Type.Optional(
    Type.String({
      pattern: '^[a-z0-9_]{1,40}$',
      description:
        'Which way of authenticating, by its id in the catalogue, where `creds_type` leaves several.',
    }),
  ),
  name: Type.Optional(displayName),
  settings: Type.Optional(
    Type.Record(
      Type.String({ pattern: '^[a-z_.]{1,40}$' }),
      Type.String({ maxLength: 65_536, pattern: noNul }),
      {
        maxProperties: 30,
        description:
          'What is not secret of `POST /llm_credentials`, above all where the key goes (`base_url`, `token_url`, `aws_region`, …). Whoever opens the link can change none of it.',
      },
    ),
  ),
  model_name: Type.Optional(modelText),
  llm_credentials_id: Type.Optional(
    Type.String({
      format: 'uuid',
      description: 'The account whose secrets are to be rotated; then nothing else is said of it.',
    }),
  ),
  expires_in_h: Type.Optional(
    Type.Integer({ minimum: 1, maximum: lifetimeMaxHours, default: lifetimeDefaultHours }),
  ),
};
export const createDepositBody = closed(depositWish);
export type CreateDepositBody = Static<typeof createDepositBody>;

const received = closed({
  at: instant('When it came.'),
  llm_credentials_id: Type.String({ format: 'uuid' }),
  secrets: Type.Array(
    closed({
      field: Type.String(),
      last4: maybe(Type.String()),
      sealed_sha256: Type.String({ description: 'Of what rests here: as in `GET /custody`.' }),
    }),
  ),
});

export const deposit = closed(
  {
    id: Type.String({ format: 'uuid' }),
    environment,
    state: Type.Enum([...depositStates]),
    name: Type.String(),
    provider: providerName,
    creds_type: Type.Enum([...credsTypes]),
    auth: Type.String({ description: 'The way of authenticating, as the catalogue names it.' }),
    hosts: Type.Array(Type.String(), { description: 'The origins that the secrets will be bound to.' }),
    model_name: maybe(Type.String()),
    llm_credentials_id: maybe(Type.String({ description: 'The account whose secrets it replaces.' })),
    service_request_id: maybe(Type.String()),
    created_by: closed({ kind: Type.String(), id: Type.String() }),
    created_at: instant('When it was made.'),
    expires_at: instant('From when on it is worth nothing.'),
    opened_at: maybe(instant('When somebody first opened it.')),
    revoked_at: maybe(instant('When it was revoked.')),
    test: maybe(
      closed(
        { at: instant('When.'), valid: maybe(Type.Boolean()), error: maybe(Type.String()) },
        'The last test of what was entered.',
      ),
    ),
    received: maybe(received),
  },
  'A link by which somebody without an account deposits a key. The link itself is shown once.',
);
export type DepositAnswer = Static<typeof deposit>;
export const newDeposit = closed({
  id: Type.String({ format: 'uuid' }),
  url: Type.String({ description: 'Shown this one time. What counts stands behind the #.' }),
  expires_at: instant('From when on it is worth nothing.'),
});
export const depositParams = closed({ id: Type.String({ format: 'uuid' }) });

const link = Type.String({ maxLength: 200, description: 'What stands behind the # of the link.' });
export const openDepositBody = closed({ link });
export const openedDeposit = closed(
  {
    platform: closed({ name: Type.String(), support_url: maybe(Type.String()) }),
    tenant: Type.String({ description: 'The name of the tenant that the key is for.' }),
    environment,
    name: Type.String(),
    provider: Type.String({ description: 'The provider’s name.' }),
    auth: Type.String(),
    hosts: Type.Array(Type.String(), { description: 'Where the key will go, and nowhere else.' }),
    model_name: maybe(Type.String()),
    replaces: Type.Boolean({ description: 'Whether it takes the place of a key that is in use.' }),
    expires_at: instant('From when on the link is worth nothing.'),
    fields: Type.Array(field),
  },
  'What a link asks for, and for whom.',
);
export type OpenedDeposit = Static<typeof openedDeposit>;

export const fillDepositBody = closed({
  link,
  fields: rotateCredentialBody,
  even_if_refused: Type.Optional(
    Type.Boolean({
      description:
        'Deposit it although the test failed: where the way to the server is not open yet. A rotation is never finished so.',
    }),
  ),
});
export type FillDepositBody = Static<typeof fillDepositBody>;
export const filledDeposit = closed(
  {
    deposited: Type.Boolean({ description: 'False: nothing was kept, and the link still holds.' }),
    test: validation,
    secrets: received.properties.secrets,
  },
  'What became of what was entered.',
);
