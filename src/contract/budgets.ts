import { type Static, Type } from 'typebox';
import { budgetMeasures, budgetPeriods } from '../kernel/budgets.ts';
import { limits } from '../kernel/limits.ts';
import { closed, environment, instant, listOf, maybe, slug } from './common.ts';
import { noNul } from './credentials.ts';
import { currency } from './usage.ts';

const measure = Type.Enum([...budgetMeasures], {
  description:
    'What is counted. Money is counted by estimates; tokens of models without a price count nothing there.',
});
const per = Type.Enum([...budgetPeriods], { description: 'In which it is spent: a day or month of UTC.' });
const amount = (description: string) =>
  Type.Number({ exclusiveMinimum: 0, maximum: limits.budgets.amountMax, description });
const hard = Type.Boolean({
  description: 'Whether calls are refused once it is spent: 429 `budget_exceeded`.',
});
const notifyAt = Type.Array(Type.Integer({ minimum: 1, maximum: 100 }), {
  maxItems: limits.budgets.thresholdsMax,
  uniqueItems: true,
  description: 'Parts in a hundred at which it is told, once in each period.',
});
const modelName = Type.String({ minLength: 1, maxLength: 300, pattern: noNul });
const owner = Type.Enum(['own', 'managed'], { description: 'Only calls on such models.' });

export const putBudgetBody = closed(
  {
    agent_id: Type.Optional(slug('Only calls of this agent.')),
    feature_id: Type.Optional(slug('Only calls of this feature.')),
    model_name: Type.Optional(modelName),
    owner: Type.Optional(owner),
    measure,
    per,
    amount: amount('Whole tokens or requests; money with up to six decimals.'),
    hard: Type.Optional(hard),
    notify_at: Type.Optional(notifyAt),
  },
  'There is one budget for the same: what it counts, in which measure and period.',
);
export type PutBudgetBody = Static<typeof putBudgetBody>;

export const budgetParams = closed({ id: Type.String({ format: 'uuid' }) });

export const budget = closed(
  {
    id: Type.String({ format: 'uuid' }),
    set_by: Type.Enum(['tenant', 'platform'], { description: 'Whose limit it is.' }),
    environment: maybe(environment),
    agent_id: maybe(Type.String()),
    feature_id: maybe(Type.String()),
    model_name: maybe(Type.String()),
    owner: maybe(owner),
    measure,
    per,
    amount: amount('What may be spent in each period.'),
    currency: maybe(currency),
    hard,
    notify_at: notifyAt,
    from: instant('When the present period began.'),
    resets_at: instant('When the next one begins.'),
    used: Type.Number({ minimum: 0, description: 'In the present period, of the same as `amount`.' }),
    used_percent: Type.Number({ minimum: 0 }),
    is_spent: Type.Boolean(),
    unpriced_tokens: Type.Integer({ minimum: 0, description: 'That money does not count.' }),
    updated_at: instant('When it was last changed.'),
  },
  'The environment is null where the platform set it for all of the tenant’s environments together.',
);
export type BudgetAnswer = Static<typeof budget>;
export const budgetList = listOf(budget);
