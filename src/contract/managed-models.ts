import { type Static, Type } from 'typebox';
import { closed, maybe } from './common.ts';
import { createModelConfigBody, modelConfig, modelText, patchModelConfigBody } from './model-configs.ts';

const substituteFor = maybe(
  Type.Array(modelText, {
    maxItems: 200,
    uniqueItems: true,
    description: 'The model names that it stands in for.',
  }),
);

/** A managed model is a model config of the platform’s own: without an agent, and with what it may replace. */
const { agent_id: _unasked, ...creating } = createModelConfigBody.properties;
export const createManagedModelBody = closed({ ...creating, substitute_for: Type.Optional(substituteFor) });

export const patchManagedModelBody = closed({
  ...patchModelConfigBody.properties,
  substitute_for: Type.Optional(substituteFor),
});

const { agent_id: _unsaid, ...answering } = modelConfig.properties;
export const managedModel = closed(
  { ...answering, substitute_for: substituteFor },
  'A model on the platform’s own account. `substitute_for`: null stands in for any chat model, an empty list for none.',
);
export type ManagedModelAnswer = Static<typeof managedModel>;
