import { type Static, Type } from 'typebox';
import { modes } from '../kernel/records.ts';
import { closed, instant, maybe } from './common.ts';
import { credentialStatuses } from './credentials.ts';
import { capabilities } from './model-configs.ts';
import { payer, rule, whenSpent } from './routing.ts';
import { stopped } from './stopped.ts';

const operation = Type.Enum(['chat', 'embedding']);
const owner = Type.Enum(['own', 'managed'], { description: 'The tenant’s or the platform’s.' });

const target = closed(
  {
    model: Type.String({ description: 'The `id` of one of `models`.' }),
    reason: rule,
    payer,
  },
  'The first is where calls go; those after it are tried when the ones before cannot answer.',
);

const source = closed({
  kind: Type.Enum(['environment', 'feature', 'agent'], {
    description: '`environment`: calls that name neither a feature nor an agent.',
  }),
  id: maybe(Type.String({ description: 'Of the feature or agent.' })),
  name: maybe(Type.String()),
  operation,
  mode: maybe(Type.Enum([...modes], { description: 'Whose models serve it where none is named.' })),
  targets: Type.Array(target, { description: 'Empty where no model is there for it.' }),
  when_spent: maybe(whenSpent),
  problem: maybe(
    closed(
      { code: Type.String(), detail: Type.String() },
      'What such a call is refused with now; null where it is not.',
    ),
  ),
});

const model = closed({
  id: Type.String({ description: 'The model config’s.' }),
  name: Type.String(),
  model: Type.String({ description: 'What the provider is asked for.' }),
  account: Type.String({ description: 'The `id` of one of `accounts`.' }),
  operation,
  owner,
  agent_id: maybe(Type.String()),
  is_default: Type.Boolean(),
  enabled: Type.Boolean(),
  capabilities,
});

const account = closed({
  id: Type.String({
    description:
      'The credential’s; of the platform’s accounts, which tenants cannot name, one of this answer alone.',
  }),
  name: maybe(Type.String({ description: 'Null for the platform’s.' })),
  provider_id: maybe(Type.String({ description: 'Null for the platform’s.' })),
  provider: maybe(Type.String({ description: 'Null until the first call binds the key to one.' })),
  owner,
  host: maybe(Type.String({ description: 'Where calls go. Null while the key is bound to no provider.' })),
  leaves_network: Type.Boolean({ description: 'As in `POST /routing/explain`.' }),
  data_region: maybe(Type.String()),
  agent_id: maybe(Type.String()),
  health: Type.Enum(['well', 'unknown', 'failing', 'off'], {
    description: '`unknown`: never tried. `off`: disabled, or stopped by the platform’s operators.',
  }),
  status: maybe(Type.Enum([...credentialStatuses], { description: 'Null for the platform’s.' })),
  stopped,
  expires_at: maybe(instant('When the secret stops working.')),
  last_checked_at: maybe(instant('When it was last checked.')),
});

export const board = closed(
  {
    sources: Type.Array(source),
    models: Type.Array(model),
    accounts: Type.Array(account),
    partial: Type.Boolean({
      description: 'Whether features, agents or models are left off: there are many.',
    }),
  },
  'What is plugged into what in an environment.',
);
export type BoardAnswer = Static<typeof board>;
