import { type Static, Type } from 'typebox';
import { closed, maybe } from './common.ts';
import { createCredentialBody, providerName } from './credentials.ts';
import { modelText } from './model-configs.ts';

export const steps = [
  'dns',
  'tcp',
  'tls',
  'auth',
  'model',
  'chat',
  'streaming',
  'tools',
  'json',
  'context',
  'latency',
] as const;
export const owners = ['you', 'your_network_team', 'the_provider', 'the_platform', 'nobody'] as const;

const target = {
  provider: Type.Optional(providerName),
  model_name: Type.Optional(modelText),
  is_embedding: Type.Optional(Type.Boolean()),
  full: Type.Optional(
    Type.Boolean({
      description: 'Climb the whole ladder: streaming, tools, JSON, context, latency. Needs a model.',
    }),
  ),
};
export const validateBody = closed(target);
export const testBody = closed({ ...target, credential: createCredentialBody });

export const check = closed(
  {
    step: Type.Enum([...steps]),
    status: Type.Enum(['passed', 'failed', 'warned', 'skipped', 'unknown']),
    ms: Type.Integer(),
    owner: Type.Enum([...owners], { description: 'Whose move it is.' }),
    detail: Type.String(),
    upstream: Type.Optional(
      closed({ status: Type.Integer(), message: Type.String() }, 'What the other side said, scrubbed.'),
    ),
    curl: Type.Optional(Type.String({ description: 'Repeats the step, with the secret left out.' })),
  },
  'One rung of the ladder.',
);

export const validation = closed(
  {
    valid: maybe(Type.Boolean()),
    models: Type.Array(Type.String()),
    error: maybe(Type.String()),
    checks: Type.Array(check),
    report_card: Type.Optional(
      Type.Array(
        closed({
          need: Type.String(),
          required_by: Type.String(),
          status: Type.Enum(['met', 'not_met', 'unknown']),
          detail: Type.String(),
        }),
      ),
    ),
    embedding_dimensions: Type.Optional(Type.Integer()),
    healed: Type.Optional(
      Type.Array(closed({ field: Type.String(), what: Type.String(), to: Type.Optional(Type.String()) })),
    ),
    warnings: Type.Optional(Type.Array(closed({ field: Type.String(), detail: Type.String() }))),
  },
  '`valid` is null where listing is not to be had: name a model.',
);
export type ValidationAnswer = Static<typeof validation>;
