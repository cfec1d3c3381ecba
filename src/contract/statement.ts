import { type Static, Type } from 'typebox';
import { modes } from '../kernel/records.ts';
import { plans } from '../kernel/scope.ts';
import { closed, environment, maybe } from './common.ts';
import { amount, currency, day, estimatedCost, usageSums } from './usage.ts';

const decimal = Type.String({
  pattern: '^\\d+\\.\\d{6}$',
  description: 'A decimal number with six decimals.',
});

export const statementQuery = closed({
  month: Type.Optional(
    Type.String({
      pattern: '^\\d{4}-(?:0[1-9]|1[0-2])$',
      description: 'A month of UTC; the present one when absent.',
    }),
  ),
});

const line = closed({
  environment,
  operation: Type.Enum(['chat', 'embedding']),
  provider: Type.String(),
  model_name: Type.String(),
  ...usageSums,
  estimated_cost: estimatedCost,
});
const sums = closed(usageSums, 'The sum of the lines.');
const lines = Type.Array(line);

const numberOrNull = maybe(Type.Integer());

export const statement = closed(
  {
    tenant_id: Type.String(),
    plan: Type.Enum([...plans], { description: 'The present one.' }),
    modes: Type.Array(closed({ environment, mode: Type.Enum([...modes]) }), {
      description: 'Whose models serve each environment at present.',
    }),
    month: Type.String(),
    from: day('The first day.'),
    to: day('The first day after.'),
    is_over: Type.Boolean({ description: 'Whether the month has ended.' }),
    currency,
    prices_as_of: day('When the oldest of the prices was looked up.'),
    totals: closed(usageSums, 'All that was used: the sum of the three parts, and of the ledger’s rows.'),
    bundled: closed(
      {
        payer: Type.Literal('subscription'),
        limits: closed(
          { requests_per_minute: numberOrNull, tokens_per_minute: numberOrNull, concurrent: numberOrNull },
          'What the platform lets the tenant call of its models; null: not limited.',
        ),
        sums,
        lines,
      },
      'Managed models in bundled environments: included in the subscription.',
    ),
    own: closed(
      {
        payer: Type.Literal('tenant_provider'),
        paid_to: Type.Literal('provider'),
        is_estimate: Type.Literal(true),
        estimated_cost: estimatedCost,
        sums,
        lines,
      },
      'The tenant’s own models: it pays its provider, which alone knows the exact amount.',
    ),
    managed_fallback: closed(
      {
        payer: Type.Literal('metered'),
        paid_to: Type.Literal('platform'),
        estimated_cost: estimatedCost,
        factor: maybe(decimal),
        amount: maybe(amount),
        sums,
        lines,
      },
      'Managed models that stood in for own ones: the tenant pays the platform, by the list prices times the factor.',
    ),
    platform: closed(
      {
        payer: Type.Literal('tenant'),
        paid_to: Type.Literal('platform'),
        items: Type.Array(
          closed({
            item: Type.Enum(['requests', 'compute_hours', 'gigabytes', 'observability_events']),
            quantity: Type.String({ description: 'A decimal number, of the unit.' }),
            unit: Type.String(),
            rate: maybe(decimal),
            amount: maybe(amount),
          }),
        ),
        amount: maybe(amount),
      },
      'The platform’s own part in calls that the subscription does not cover: those of own models and of the models in their place.',
    ),
    billed_by_platform: closed(
      { amount: maybe(amount) },
      'What the platform asks for: the managed fallback and its own part. Null where operators have not said their rates.',
    ),
  },
  'Both sides of a month: what the subscription includes, what the tenant pays its providers, what it pays the platform.',
);
export type StatementAnswer = Static<typeof statement>;
