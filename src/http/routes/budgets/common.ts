import type { BudgetAnswer } from '../../../contract/budgets.ts';
import type { BudgetPlace, BudgetView } from '../../../control/budgets.ts';
import { startOfDay } from '../../../kernel/days.ts';
import { PlugboardError } from '../../../kernel/errors.ts';
import type { Call } from '../../route.ts';
import { toInstant } from '../answers.ts';

export const common = { actsOn: 'tenant', tag: 'Budgets' } as const;

/** Only operators can leave the environment out. */
export function budgetPlaceOf({ tenantId, place }: Pick<Call, 'tenantId' | 'place'>): BudgetPlace {
  if (tenantId === undefined) throw new PlugboardError('tenant_required');
  return { tenantId, environment: place?.environment ?? null };
}

export function toBudgetAnswer(
  { budget, period, used, unpricedTokens }: BudgetView,
  currency: string,
): BudgetAnswer {
  const { environment, measure, per, amount, hard, updatedAt } = budget;
  const inUnits = (whole: number) => (measure === 'money' ? whole / 1_000_000 : whole);
  return {
    id: budget.id,
    set_by: environment === null ? 'platform' : 'tenant',
    environment,
    agent_id: budget.agentId,
    feature_id: budget.featureId,
    model_name: budget.modelName,
    owner: budget.owner,
    measure,
    per,
    amount: inUnits(amount),
    currency: measure === 'money' ? currency : null,
    hard,
    notify_at: budget.notifyAt,
    from: toInstant(startOfDay(period.first)),
    resets_at: toInstant(startOfDay(period.end)),
    used: inUnits(Math.round(used)),
    used_percent: Math.round((used / amount) * 1_000) / 10,
    is_spent: used >= amount,
    unpriced_tokens: unpricedTokens,
    updated_at: toInstant(updatedAt),
  };
}
