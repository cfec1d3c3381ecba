import { dayAfter, monthAround } from './days.ts';
import type { Owner } from './records.ts';
import type { Environment } from './scope.ts';
import type { UsagePeriod } from './usage.ts';

export const budgetMeasures = ['tokens', 'money', 'requests'] as const;
export const budgetPeriods = ['day', 'month'] as const;

/** What may be spent in each day or month of UTC. What is null narrows nothing down. */
export interface BudgetRecord {
  id: string;
  tenantId: string;
  /** Null: the platform’s, for all of the tenant’s environments together. */
  environment: Environment | null;
  agentId: string | null;
  featureId: string | null;
  modelName: string | null;
  owner: Owner | null;
  measure: (typeof budgetMeasures)[number];
  per: (typeof budgetPeriods)[number];
  /** Tokens, requests, or millionths of the currency of prices. */
  amount: number;
  /** Whether calls are refused once it is spent. */
  hard: boolean;
  /** Parts of a hundred at which it is told. */
  notifyAt: number[];
  updatedAt: number;
}

/** What a call is counted by. */
interface Spender {
  environment: Environment;
  agentId: string | null;
  featureId: string | null;
  modelName: string;
  owner: Owner;
}

/** Whether what this one spends comes from the budget, which is one of its tenant. */
export function isSpentBy(budget: BudgetRecord, spender: Spender): boolean {
  return (
    (budget.environment === null || budget.environment === spender.environment) &&
    (budget.agentId === null || budget.agentId === spender.agentId) &&
    (budget.featureId === null || budget.featureId === spender.featureId) &&
    (budget.modelName === null || budget.modelName === spender.modelName) &&
    (budget.owner === null || budget.owner === spender.owner)
  );
}

/** The one that this day lies in. */
export function budgetPeriod({ per }: Pick<BudgetRecord, 'per'>, day: string): UsagePeriod {
  return per === 'day' ? { first: day, end: dayAfter(day) } : monthAround(day);
}

/** What was used of a budget, in its measure; and the tokens without a price, which money does not count. */
export interface BudgetUse {
  used: number;
  unpricedTokens: number;
}

/** Usage that a budget counts: of one model and day where it counts money, else of all. */
export interface BudgetSum {
  provider: string;
  model: string;
  day: string;
  calls: number;
  promptTokens: number;
  completionTokens: number;
  cachedTokens: number;
}

export interface BudgetSums {
  /** What the database knows to have been used in these periods; by the id of the budget. */
  sumUp(
    wishes: readonly { budget: BudgetRecord; period: UsagePeriod }[],
  ): Promise<ReadonlyMap<string, readonly BudgetSum[]>>;
}

/** What it counts, for people: `tokens per month of agent bot, model gpt-4o`. */
export function describeBudget({ measure, per, agentId, featureId, modelName, owner }: BudgetRecord): string {
  const named = { agent: agentId, feature: featureId, model: modelName, models: owner };
  const narrowed = Object.entries(named).flatMap(([what, name]) =>
    name === null ? [] : [`${what} ${name}`],
  );
  return `${measure} per ${per}${narrowed.length === 0 ? '' : ` of ${narrowed.join(', ')}`}`;
}
