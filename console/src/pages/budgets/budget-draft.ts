import type { Budget, BudgetBody } from '../../api/budgets.ts';

/** What is being written. Empty texts narrow nothing down. */
export interface BudgetDraft {
  /** For the tenant as a whole: operators alone set these. */
  isWhole: boolean;
  agent: string;
  feature: string;
  model: string;
  owner: 'own' | 'managed' | '';
  measure: Budget['measure'];
  per: Budget['per'];
  amount: number | undefined;
  hard: boolean;
  notifyAt: string;
}

export const newBudget: BudgetDraft = {
  isWhole: false,
  agent: '',
  feature: '',
  model: '',
  owner: '',
  measure: 'money',
  per: 'month',
  amount: undefined,
  hard: false,
  notifyAt: '80, 100',
};

export const toDraft = (budget: Budget): BudgetDraft => ({
  isWhole: budget.environment === null,
  agent: budget.agent_id ?? '',
  feature: budget.feature_id ?? '',
  model: budget.model_name ?? '',
  owner: budget.owner ?? '',
  measure: budget.measure,
  per: budget.per,
  amount: budget.amount,
  hard: budget.hard,
  notifyAt: budget.notify_at.join(', '),
});

/** Undefined where there are no such numbers; the server says which of them it takes. */
export function parsePercents(text: string): number[] | undefined {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  return parts.every((part) => /^\d{1,3}$/.test(part)) ? parts.map(Number) : undefined;
}

export function toBody(draft: BudgetDraft): BudgetBody {
  const { isWhole, agent, feature, model, owner, measure, per, amount = 0, hard, notifyAt } = draft;
  return {
    ...(agent !== '' && !isWhole && { agent_id: agent }),
    ...(feature !== '' && { feature_id: feature }),
    ...(model.trim() !== '' && { model_name: model.trim() }),
    ...(owner !== '' && { owner }),
    measure,
    per,
    amount,
    hard,
    notify_at: parsePercents(notifyAt) ?? [],
  };
}

/** The one that saving would change: there is one for the same. */
export function findSame(budgets: readonly Budget[], draft: BudgetDraft): Budget | undefined {
  const wished = toBody(draft);
  return budgets.find(
    (budget) =>
      (budget.environment === null) === draft.isWhole &&
      budget.agent_id === (wished.agent_id ?? null) &&
      budget.feature_id === (wished.feature_id ?? null) &&
      budget.model_name === (wished.model_name ?? null) &&
      budget.owner === (wished.owner ?? null) &&
      budget.measure === wished.measure &&
      budget.per === wished.per,
  );
}
