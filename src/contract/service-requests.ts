import { type Static, Type } from 'typebox';
import { requestAuthTypes, requestChanges, requestKinds, requestStates } from '../kernel/service-requests.ts';
import { closed, environment, listQuery } from './common.ts';
import { noNul, providerName } from './credentials.ts';
import { modelText } from './model-configs.ts';
import { tenantId } from './tenants.ts';

/** Not blanks alone: a reason that says nothing is none. */
export const somethingSaid = '^(?=[\\s\\S]*\\S)[^\\u0000]*$';

const text = (lengthMax: number, description: string) =>
  Type.String({ maxLength: lengthMax, pattern: noNul, description });
const words = (lengthMax: number, description: string) =>
  Type.String({ minLength: 1, maxLength: lengthMax, pattern: somethingSaid, description });
const url = (description: string) => text(2048, description);

const notes = text(10_000, 'For the operators, in your own words. No credentials.');

export const confirmation = Type.Optional(
  Type.Literal(true, {
    description:
      'Says that what looks like it could be a credential is none. What surely is one is refused all the same.',
  }),
);

export const wishFields = {
  provider_name: text(200, 'The provider or gateway, as you call it: “Acme Corp AI Gateway”.'),
  endpoint_url: url('The chat completions endpoint, whole: `https://…/v1/chat/completions`. No query.'),
  token_url: url('Where OAuth2 tokens are had; with `oauth2_client_credentials`.'),
  auth_type: Type.Enum([...requestAuthTypes], {
    description: 'How the endpoint authenticates requests. `aksk`: AWS access key and secret key.',
  }),
  models: Type.Array(
    closed({ name: modelText, streaming: Type.Boolean({ description: 'Whether it answers as a stream.' }) }),
    { maxItems: 50 },
  ),
  ip_allowlisting: Type.Boolean({
    description: 'Whether the endpoint lets listed addresses in only: then `egress_ips` are answered.',
  }),
};

/** Everything but the environment may be missing in a draft; handing it in says what is missing still. */
export const environmentWish = closed({ environment, ...optional(wishFields) });
export type EnvironmentWishBody = Static<typeof environmentWish>;

export const changeDetails = closed(
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

function optional<F extends Record<string, Parameters<typeof Type.Optional>[0]>>(fields: F) {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, Type.Optional(field)])) as {
    [K in keyof F]: ReturnType<typeof Type.Optional<F[K]>>;
  };
}
