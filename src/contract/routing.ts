import { type Static, Type } from 'typebox';
import { modes } from '../kernel/records.ts';
import { agentId } from './agents.ts';
import { closed, maybe } from './common.ts';
import { stopped } from './stopped.ts';

const text = (lengthMax: number, description: string) =>
  Type.Optional(Type.String({ minLength: 1, maxLength: lengthMax, description }));

export const explainBody = closed(
  {
    model: text(1_000, 'As a call would write it; left out, the default.'),
    feature: text(200, 'As `X-Plugboard-Feature` of a call.'),
    agent_id: Type.Optional(agentId),
    provider_id: text(200, 'As `provider_id` of a call: narrows it to one credential.'),
    operation: Type.Optional(Type.Enum(['chat', 'embedding'], { default: 'chat' })),
  },
  'A call, as far as it decides the way.',
);

export const rule = Type.Enum(
  [
    'config_id',
    'config_name',
    'model_name',
    'feature_alias',
    'feature',
    'default',
    'provider_and_model',
    'further_target',
    'managed_fallback',
  ],
  {
    description:
      'How the model was found; the last two: by the failure policy, for when those before it cannot answer.',
  },
);

export const payer = Type.Enum(['tenant_provider', 'subscription', 'metered']);

export const whenSpent = Type.Enum(['unavailable', 'queued'], {
  description: 'What becomes of a call that no target answers.',
});

export const explainedTarget = closed(
  {
    config_id: maybe(Type.String({ description: 'Null where an account and a model were named directly.' })),
    name: maybe(Type.String({ description: 'The model config’s name.' })),
    model: Type.String({ description: 'What the provider is asked for.' }),
    provider: Type.String(),
    provider_id: maybe(Type.String({ description: 'The account’s slug; null for the platform’s accounts.' })),
    host: Type.String({ description: 'Where the call goes, with the port where it is not the usual one.' }),
    data_region: maybe(Type.String({ description: 'As noted at the credential.' })),
    owner: Type.Enum(['own', 'managed'], { description: 'Whose account: the tenant’s or the platform’s.' }),
    payer,
    reason: rule,
    leaves_network: Type.Boolean({
      description:
        '`false` only for targets of the tenant’s own at a private address, under a private name, or opened by name with an egress rule.',
    }),
    what_leaves: Type.String({ description: 'The same in one sentence.' }),
    stopped,
  },
  'One model on one account, in the order in which they would be tried.',
);

export const explanation = closed({
  rule,
  feature_id: maybe(Type.String({ description: 'The feature that was named, or found by its alias.' })),
  mode: Type.Enum([...modes], { description: 'Whose models serve this caller where none is named.' }),
  targets: Type.Array(explainedTarget),
  when_spent: whenSpent,
});
export type Explanation = Static<typeof explanation>;
