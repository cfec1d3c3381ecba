import { type Static, Type } from 'typebox';
import { requestAuthTypes, requestChanges, requestKinds, requestStates } from '../kernel/service-requests.ts';
import { closed, environment, instant, listQuery, maybe } from './common.ts';
import { noNul, providerName } from './credentials.ts';
import { modelText } from './model-configs.ts';
import { tenantId } from './tenants.ts';
import { check } from './validation.ts';

const text = (lengthMax: number, description: string) =>
  Type.String({ maxLength: lengthMax, pattern: noNul, description });
const words = (lengthMax: number, description: string) =>
  Type.String({ minLength: 1, maxLength: lengthMax, pattern: noNul, description });
const url = (description: string) => words(2048, description);

const notes = text(10_000, 'For the operators, in your own words. No credentials.');

const confirmation = Type.Optional(
  Type.Literal(true, {
    description:
      'Says that what looks like it could be a credential is none. What surely is one is refused all the same.',
  }),
);

const wishFields = {
  provider_name: words(200, 'The provider or gateway, as you call it: “Acme Corp AI Gateway”.'),
  endpoint_url: url('The chat completions endpoint, whole: `https://…/v1/chat/completions`. No query.'),
  token_url: url('Where OAuth2 tokens are had; with `oauth2_client_credentials`.'),
  auth_type: Type.Enum([...requestAuthTypes], {
    description: 'How the endpoint authenticates requests. `aksk`: AWS access key and secret key.',
  }),
  models: Type.Array(
    closed({ name: modelText, streaming: Type.Boolean({ description: 'Whether it answers as a stream.' }) }),
    { minItems: 1, maxItems: 50 },
  ),
  ip_allowlisting: Type.Boolean({
    description: 'Whether the endpoint lets listed addresses in only: then `egress_ips` are answered.',
  }),
};

/** Everything but the environment may be missing in a draft; handing it in says what is missing still. */
export const environmentWish = closed({ environment, ...optional(wishFields) });
export type EnvironmentWishBody = Static<typeof environmentWish>;

const changeDetails = closed(
  {
    text: Type.Optional(text(4000, 'In your own words.')),
    model_name: Type.Optional(modelText),
    name: Type.Optional(words(200, 'What the new configuration is to be called.')),
    provider: Type.Optional(providerName),
    streaming: Type.Optional(Type.Boolean()),
    enabled: Type.Optional(Type.Boolean()),
    endpoint_url: Type.Optional(url('The new endpoint.')),
    token_url: Type.Optional(url('The new token endpoint.')),
    reason: Type.Optional(text(1000, 'Why, for example the migration of an environment.')),
  },
  'What is to change; which fields count depends on `change`.',
);

const writable = {
  notes: Type.Optional(notes),
  environments: Type.Optional(
    Type.Array(environmentWish, { maxItems: 3, description: 'For a set-up: one entry for each.' }),
  ),
  target_id: Type.Optional(
    words(256, 'The model config or credential that a change is about: its id, or its name.'),
  ),
  details: Type.Optional(Type.Union([text(4000, 'The same as `text` alone.'), changeDetails])),
  confirm_no_secrets: confirmation,
};

export const createServiceRequestBody = closed({
  kind: Type.Enum([...requestKinds], {
    description: '`provider`: “not listed? ask us”, also for tenants that administer themselves.',
  }),
  change: Type.Optional(Type.Enum([...requestChanges], { description: 'For `kind: "change"`.' })),
  environment: Type.Optional(environment),
  draft: Type.Optional(
    Type.Boolean({ description: 'Keeps it as a draft, with whatever is there; otherwise it is handed in.' }),
  ),
  ...writable,
});
export type CreateServiceRequestBody = Static<typeof createServiceRequestBody>;

export const patchServiceRequestBody = closed(writable);
export type PatchServiceRequestBody = Static<typeof patchServiceRequestBody>;

export const serviceRequestParams = closed({ id: Type.String({ format: 'uuid' }) });

export const serviceRequestsQuery = closed({
  ...listQuery.properties,
  state: Type.Optional(
    Type.Union([Type.Enum([...requestStates]), Type.Literal('open'), Type.Literal('closed')], {
      description: '`open`: whatever is not at its end; `closed`: the rest.',
    }),
  ),
  kind: Type.Optional(Type.Enum([...requestKinds])),
  change: Type.Optional(Type.Enum([...requestChanges])),
  tenant_id: Type.Optional(tenantId),
  assignee: Type.Optional(
    Type.Union([Type.Literal('me'), Type.Literal('nobody'), Type.String({ format: 'uuid' })], {
      description: '`me`, `nobody`, or the id of a person.',
    }),
  ),
});
export type ServiceRequestsQuery = Static<typeof serviceRequestsQuery>;

export const messageBody = closed({
  text: words(10_000, 'No credentials.'),
  confirm_no_secrets: confirmation,
});

export const assignBody = closed({
  person_id: Type.Optional(
    Type.String({ format: 'uuid', description: 'An operator; left out, whoever calls takes it.' }),
  ),
  reassign: Type.Optional(
    Type.Literal(true, { description: 'Takes it over from whoever has it: without this, that is refused.' }),
  ),
});

export const reasonBody = closed({
  reason: words(2000, 'Why; the other side reads it. No credentials.'),
  confirm_no_secrets: confirmation,
});
export const maybeReasonBody = closed({
  reason: Type.Optional(words(2000, 'Why; the other side reads it. No credentials.')),
  confirm_no_secrets: confirmation,
});

const actor = closed(
  {
    kind: Type.String(),
    id: Type.String(),
    role: Type.String(),
    name: Type.String({ description: 'A person’s or a token’s.' }),
  },
  'Who it was.',
);

const requestCheck = closed(
  {
    part: Type.Enum(['endpoint', 'token', 'credential', 'model', 'call', 'routing'], {
      description:
        '`endpoint`, `token`: before there is a credential. `credential`, `model`: the ladder. `call`: through the gateway. `routing`: where calls went and may go.',
    }),
    model: maybe(Type.String()),
    step: Type.String(),
    status: check.properties.status,
    ms: Type.Integer(),
    owner: check.properties.owner,
    detail: Type.String(),
  },
  'One check: `failed` is red.',
);

export const reachability = closed(
  {
    at: instant('When it was looked at.'),
    finding: Type.Enum(
      [
        'reachable',
        'perhaps_not_allowlisted',
        'unknown_name',
        'nothing_listens',
        'no_answer',
        'tls',
        'redirect',
        'wrong_path',
        'not_allowed',
        'trouble',
      ],
      { description: 'What it came to, for programs.' },
    ),
    detail: Type.String({ description: 'The same in words, with what to do.' }),
    checks: Type.Array(requestCheck),
  },
  'Whether the endpoint is there, looked at from the platform without any credential.',
);

const environmentChecks = closed(
  {
    at: instant('When they ran.'),
    by: actor,
    green: Type.Boolean({ description: 'No check is red.' }),
    checks: Type.Array(requestCheck),
    ledger: maybe(
      closed(
        {
          from: instant('Since when.'),
          to: instant('Until when.'),
          by_owner: closed({ own: Type.Integer(), managed: Type.Integer() }),
          hosts: Type.Array(Type.String()),
          signed: Type.String({ description: 'Base64 of the exact bytes signed.' }),
          signature: Type.String({ description: 'Base64 Ed25519.' }),
          key_id: Type.String(),
        },
        'What the ledger says of the time of the run, signed.',
      ),
    ),
  },
  'The newest run of everything that is checked before an environment becomes active.',
);

const requestedEnvironment = closed(
  {
    environment,
    ...maybeAll(wishFields),
    warnings: Type.Array(closed({ field: Type.String(), detail: Type.String() })),
    reachability: maybe(reachability),
    llm_credentials_id: maybe(Type.String({ description: 'What came by deposit, or was named.' })),
    llm_config_ids: Type.Array(Type.String()),
    configured_at: maybe(instant('When its models were configured.')),
    checks: maybe(environmentChecks),
    activated_at: maybe(instant('Since when its own models serve.')),
    override: maybe(
      closed(
        {
          at: instant('When.'),
          by: actor,
          reason: Type.String(),
          red: Type.Array(Type.String(), { description: 'The checks that were red.' }),
        },
        'It was activated although a check was red.',
      ),
    ),
  },
  'One environment of the request, and how far it is.',
);

const summary = {
  id: Type.String({ format: 'uuid' }),
  tenant: closed({
    id: Type.String(),
    name: Type.String(),
    plan: Type.Enum(['standard', 'enterprise']),
    administered_by: Type.Enum(['tenant', 'operator']),
  }),
  kind: Type.Enum([...requestKinds]),
  change: maybe(Type.Enum([...requestChanges])),
  subject: Type.String(),
  state: Type.Enum([...requestStates]),
  made_by: actor,
  on_behalf: Type.Boolean({ description: 'An operator made it for the tenant.' }),
  assignee: maybe(actor),
  created_at: instant('When it was made.'),
  updated_at: instant('When anything of it last changed.'),
  submitted_at: maybe(instant('When it was handed in.')),
  closed_at: maybe(instant('When it came to its end.')),
};

export const serviceRequestSummary = closed(
  { ...summary, environments: Type.Array(environment) },
  'A request in a list.',
);
export type ServiceRequestSummary = Static<typeof serviceRequestSummary>;

export const serviceRequest = closed(
  {
    ...summary,
    notes: Type.String(),
    environment: maybe(environment),
    target_id: maybe(Type.String()),
    details: maybe(changeDetails),
    reason: maybe(Type.String({ description: 'Why it was rejected or cancelled.' })),
    environments: Type.Array(requestedEnvironment),
    egress_ips: Type.Array(Type.String(), {
      description:
        'The addresses that calls come from, where an environment asks for them to be allowlisted.',
    }),
    next: Type.Array(Type.String(), { description: 'What whoever asks can do with it now.' }),
    messages: Type.Array(
      closed({
        id: Type.String(),
        at: instant('When.'),
        by: actor,
        from: Type.Enum(['tenant', 'operator']),
        text: Type.String(),
      }),
    ),
    history: Type.Array(
      closed({
        id: Type.String(),
        at: instant('When.'),
        by: actor,
        action: Type.String(),
        from: maybe(Type.Enum([...requestStates])),
        to: Type.Enum([...requestStates]),
        environment: maybe(environment),
        detail: Type.Record(Type.String(), Type.Unknown()),
        request_id: Type.String({ description: 'Rows of the audit log with the same id are what it did.' }),
        audit: Type.Array(
          closed({
            seq: Type.Integer(),
            action: Type.String(),
            target: closed({ kind: Type.String(), id: Type.String() }),
            environment: maybe(environment),
          }),
        ),
      }),
      { description: 'Who did what when, with the rows of the audit log that each step wrote.' },
    ),
  },
  'A request of a tenant to the platform’s operators.',
);
export type ServiceRequestAnswer = Static<typeof serviceRequest>;

function optional<F extends Record<string, Parameters<typeof Type.Optional>[0]>>(fields: F) {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, Type.Optional(field)])) as {
    [K in keyof F]: ReturnType<typeof Type.Optional<F[K]>>;
  };
}

function maybeAll<F extends Record<string, Parameters<typeof maybe>[0]>>(fields: F) {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, maybe(field)])) as {
    [K in keyof F]: ReturnType<typeof maybe<F[K]>>;
  };
}
