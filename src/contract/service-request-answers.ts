import { type Static, Type } from 'typebox';
import { requestChanges, requestKinds, requestStates } from '../kernel/service-requests.ts';
import { closed, environment, instant, maybe } from './common.ts';
import { changeDetails, wishFields } from './service-requests.ts';
import { check } from './validation.ts';

/** What is answered of requests: to whoever asked, and to the operators. */

export const actor = closed(
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

function maybeAll<F extends Record<string, Parameters<typeof maybe>[0]>>(fields: F) {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, maybe(field)])) as {
    [K in keyof F]: ReturnType<typeof maybe<F[K]>>;
  };
}
