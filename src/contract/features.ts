import { type Static, Type } from 'typebox';
import { closed, displayName, instant, maybe, slug } from './common.ts';

const featureId = slug('The feature’s id, chosen by the platform.');
const operation = Type.Enum(['chat', 'embedding']);
const alias = Type.String({
  minLength: 1,
  maxLength: 200,
  pattern: '^[\\x21-\\x7e]+$',
  description: 'A model name that the feature asks for; it then gets the model assigned to the feature.',
});
const needs = Type.Array(Type.Enum(['tools', 'json', 'streaming']), { maxItems: 3, uniqueItems: true });
const minContextTokens = Type.Integer({ minimum: 1, maximum: 100_000_000 });
const maxLatencySeconds = Type.Number({ exclusiveMinimum: 0, maximum: 3600 });

const llmConfigId = maybe(
  Type.String({ description: 'The model config that serves it, where one is assigned.' }),
);

export const featureWarning = closed(
  {
    feature_id: featureId,
    need: Type.Enum(['model', 'tools', 'json', 'streaming', 'context'], {
      description: '`model`: there is none that could serve it.',
    }),
    status: Type.Enum(['not_met', 'unknown']),
    detail: Type.String({ description: 'What is missing, for a person.' }),
  },
  'A need of a feature that its model does not meet, or is not known to meet.',
);
export type FeatureWarning = Static<typeof featureWarning>;

export const feature = closed(
  {
    id: featureId,
    name: displayName,
    operation,
    model_aliases: Type.Array(alias),
    needs,
    min_context_tokens: maybe(minContextTokens),
    max_latency_s: maybe(maxLatencySeconds),
    assignment: Type.Optional(
      Type.Enum(['default', 'off', 'config'], {
        description:
          'In the environment that was named: which model serves the feature. Absent where none was.',
      }),
    ),
    llm_config_id: Type.Optional(llmConfigId),
    created_at: instant('When it was registered.'),
    updated_at: instant('When it was last changed.'),
  },
  'One of the platform’s AI capabilities.',
);
export type Feature = Static<typeof feature>;

export const putFeatureBody = closed({
  id: Type.Optional(featureId),
  name: displayName,
  operation,
  model_aliases: Type.Optional(Type.Array(alias, { maxItems: 50, uniqueItems: true })),
  needs: Type.Optional(needs),
  min_context_tokens: Type.Optional(minContextTokens),
  max_latency_s: Type.Optional(maxLatencySeconds),
});
export const featureParams = closed({ id: featureId });

export const assignmentBody = Type.Union(
  [
    closed({ llm_config_id: Type.String({ format: 'uuid' }) }),
    closed({ default: Type.Literal(true) }),
    closed({ off: Type.Literal(true) }),
  ],
  {
    description:
      'Which model serves the feature in this environment: one model config, the default, or none.',
  },
);
export const assignment = closed({
  feature_id: featureId,
  assignment: Type.Enum(['default', 'off', 'config']),
  llm_config_id: llmConfigId,
  warnings: Type.Array(featureWarning),
  updated_at: instant('When it was last changed.'),
});
