import { type Static, Type } from 'typebox';
import { closed, displayName, instant, listQuery, maybe, slug } from './common.ts';
import { providerName } from './credentials.ts';

/** A name that callers put into `model`: no control characters, no spaces at the ends. */
export const modelText = Type.String({
  minLength: 1,
  maxLength: 256,
  pattern: '^[^\\s\\u0000-\\u001f\\u007f]([^\\u0000-\\u001f\\u007f]*[^\\s\\u0000-\\u001f\\u007f])?$',
});

const credentialReference = slug('The credential’s `id` or `provider_id`.');

const capability = Type.Optional(maybe(Type.Boolean()));
export const capabilities = closed(
  {
    streaming: capability,
    tools: capability,
    json: capability,
    context_tokens: Type.Optional(maybe(Type.Integer({ minimum: 1 }))),
  },
  'What the model can do: probed, or said by an administrator. Null: not known.',
);

export const createModelConfigBody = closed({
  name: displayName,
  provider: providerName,
  llm_credentials_id: credentialReference,
  model_name: modelText,
  deployment_name: Type.Optional(modelText),
  is_embedding: Type.Optional(Type.Boolean()),
  embedding_dimensions: Type.Optional(Type.Integer({ minimum: 1, maximum: 65_536 })),
  agent_id: Type.Optional(slug('Only this agent’s.')),
  is_default: Type.Optional(Type.Boolean()),
  capabilities: Type.Optional(capabilities),
});
export const patchModelConfigBody = closed({
  name: Type.Optional(displayName),
  enabled: Type.Optional(Type.Boolean()),
  is_default: Type.Optional(Type.Boolean()),
  capabilities: Type.Optional(capabilities),
});

export const modelConfig = closed(
  {
    id: Type.String({ format: 'uuid' }),
    name: displayName,
    provider: providerName,
    llm_credentials_id: Type.String(),
    provider_id: Type.String(),
    model_name: Type.String(),
    deployment_name: maybe(Type.String()),
    is_embedding: Type.Boolean(),
    embedding_dimensions: maybe(Type.Integer()),
    dimensions_verified: Type.Boolean(),
    agent_id: maybe(Type.String()),
    is_default: Type.Boolean(),
    enabled: Type.Boolean(),
    capabilities,
    availability: closed(
      {
        state: Type.Enum(['listed', 'missing', 'unknown', 'retiring']),
        since: maybe(instant('Since when it is so.')),
        retires_on: Type.Optional(Type.String({ description: 'The day, as the provider announced it.' })),
      },
      'Whether the provider lists the model: asked once a day. `missing`: it was listed, and is not, twice in a row.',
    ),
    created_at: instant('When it was made.'),
    updated_at: instant('When it was last changed.'),
  },
  'One named model on one credential.',
);
export type ModelConfigAnswer = Static<typeof modelConfig>;

export const modelConfigParams = closed({ id: Type.String({ format: 'uuid' }) });
export const modelConfigsQuery = closed({
  ...listQuery.properties,
  llm_credentials_id: Type.Optional(credentialReference),
  is_embedding: Type.Optional(Type.Boolean()),
});
