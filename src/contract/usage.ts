import { type Static, Type } from 'typebox';
import { usageDimensions } from '../kernel/usage.ts';
import { closed, environment, listQuery, maybe, slug } from './common.ts';
import { noNul } from './credentials.ts';

const count = (description: string) => Type.Integer({ minimum: 0, description });
export const day = (description: string) => Type.String({ format: 'date', description });
const text = (description: string) => Type.String({ description });

export const amount = Type.String({
  pattern: '^\\d+\\.\\d{6}$',
  description: 'A decimal number with six decimals, of the currency.',
});
export const currency = Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217.' });

/** What was used, summed up; the names of statements and of budgets are these too. */
export const usageSums = {
  requests: count('Calls. One that moved on to another model is counted where it began.'),
  attempts: count('Tries of a model: one row of the ledger each.'),
  answered: count('Tries that were answered.'),
  failed: count('Tries that failed.'),
  aborted: count('Tries that were left or stopped.'),
  input_tokens: count('Tokens of prompts, those from the provider’s cache among them.'),
  output_tokens: count('Tokens of answers, those of reasoning among them.'),
  cached_tokens: count('Tokens of prompts that the provider had in its cache.'),
  reasoning_tokens: count('Tokens that a model thought with.'),
  request_bytes: count('Bytes sent to models.'),
  answer_bytes: count('Bytes that came from models.'),
  queue_ms: count('How long calls that were answered had waited in the queue.'),
  total_ms: Type.Number({ minimum: 0, description: 'How long tries took, all together.' }),
};

export const estimatedCost = closed(
  {
    amount: maybe(amount),
    unpriced_tokens: count('Tokens of models whose price is not known: the amount is without them.'),
  },
  'An estimate at the providers’ list prices. The amount is null, never zero, where no price is known.',
);

const filter = (description: string) =>
  Type.Optional(Type.String({ minLength: 1, maxLength: 300, pattern: noNul, description }));
const names = usageDimensions.join('|');

const asked = {
  from: Type.Optional(
    Type.Union([day('A day of UTC.'), Type.String({ format: 'date-time' })], {
      description: 'From this day on; 30 days before the end when absent. An instant counts as its day.',
    }),
  ),
  to: Type.Optional(
    Type.Union([day('A day of UTC.'), Type.String({ format: 'date-time' })], {
      description: 'Days that begin before; now when absent or in the future.',
    }),
  ),
  group_by: Type.Optional(
    Type.String({
      pattern: `^(?:${names})(?:,(?:${names}))*$`,
      maxLength: 200,
      description: `One sum for each, with commas between: ${usageDimensions.join(', ')}. One sum of all when absent.`,
    }),
  ),
  tenant_id: Type.Optional(slug('Only for operators that name no place: of this tenant.')),
  environment: Type.Optional(environment),
  operation: Type.Optional(Type.Enum(['chat', 'embedding'])),
  agent_id: filter('Of this agent.'),
  feature_id: filter('Of this feature.'),
  user_id: filter('Of this user, by the name that the platform gave.'),
  config_id: Type.Optional(Type.String({ format: 'uuid' })),
  provider: filter('Of this provider, by its id in the catalogue.'),
  model_name: filter('Of this model.'),
  owner: Type.Optional(Type.Enum(['own', 'managed'])),
  payer: Type.Optional(Type.Enum(['tenant_provider', 'subscription', 'metered'])),
};

export const usageCsvQuery = closed(asked);
export const usageQuery = closed({
  ...asked,
  limit: listQuery.properties.limit,
  cursor: Type.Optional(Type.String({ maxLength: 8_192, description: '`next_cursor` of the page before.' })),
});

export const usageGroup = closed(
  {
    tenant_id: Type.Optional(Type.String()),
    environment: Type.Optional(environment),
    day: Type.Optional(day('A day of UTC.')),
    operation: Type.Optional(Type.Enum(['chat', 'embedding'])),
    agent_id: Type.Optional(maybe(Type.String())),
    feature_id: Type.Optional(maybe(Type.String())),
    user_id: Type.Optional(maybe(Type.String())),
    config_id: Type.Optional(maybe(Type.String())),
    provider: Type.Optional(Type.String()),
    model_name: Type.Optional(Type.String()),
    owner: Type.Optional(Type.Enum(['own', 'managed'], { description: 'Whose credential.' })),
    payer: Type.Optional(Type.Enum(['tenant_provider', 'subscription', 'metered'])),
  },
  'What was asked to be grouped by, and nothing else. Null: the calls had none.',
);

export const usageItem = closed({ group: usageGroup, ...usageSums, estimated_cost: estimatedCost });
export type UsageItem = Static<typeof usageItem>;

export const usageList = closed(
  {
    items: Type.Array(usageItem),
    next_cursor: maybe(Type.String()),
    from: day('The first day.'),
    to: day('The first day after.'),
    currency,
    prices_as_of: day('When the oldest of the prices was looked up.'),
  },
  'Right to the last call within 5 seconds.',
);

export const usageCsv = text('One line for each group, with a line of names before. UTF-8.');
