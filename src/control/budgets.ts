import type { PutBudgetBody } from '../contract/budgets.ts';
import {
  type BudgetRecord,
  type BudgetSums,
  type BudgetUse,
  budgetPeriod,
  describeBudget,
} from '../kernel/budgets.ts';
import type { Clock } from '../kernel/clock.ts';
import { dayOf } from '../kernel/days.ts';
import { PlugboardError } from '../kernel/errors.ts';
import { uuidV7 } from '../kernel/ids.ts';
import { limits } from '../kernel/limits.ts';
import { findMicros } from '../kernel/money.ts';
import type { Page, PageOf } from '../kernel/paging.ts';
import type { Environment } from '../kernel/scope.ts';
import type { UsagePeriod } from '../kernel/usage.ts';
import type { BudgetScale } from '../providers/prices/budget-scale.ts';
import { invalid } from './credentials/prepare.ts';
import type { Act, Store, TenantRepositories } from './ports.ts';

interface BudgetParts {
  store: Store;
  clock: Clock;
}

/** The environment is null for what operators set for a tenant as a whole. */
export interface BudgetPlace {
  tenantId: string;
  environment: Environment | null;
}

export interface BudgetView extends BudgetUse {
  budget: BudgetRecord;
  period: UsagePeriod;
}

const notifyAtDefault = [80, 100];
const scopeOf = ({ tenantId, environment }: BudgetPlace) =>
  ({ tenantId, environment: environment ?? 'every' }) as const;

/** Those of an environment with those of its tenant as a whole; without an environment, all of the tenant. */
export async function listBudgets(
  { store, clock }: BudgetParts,
  sums: BudgetSums,
  scale: BudgetScale,
  place: BudgetPlace,
  page: Page,
): Promise<PageOf<BudgetView>> {
  const { items, ...rest } = await store.readInTenant(scopeOf(place), ({ budgets }) => budgets.list(page));
  return { items: await withUse(sums, scale, items, clock()), ...rest };
}

export async function withUse(
  sums: BudgetSums,
  scale: BudgetScale,
  budgets: readonly BudgetRecord[],
  now: number,
): Promise<BudgetView[]> {
  const asked = budgets.map((budget) => ({ budget, period: budgetPeriod(budget, dayOf(now)) }));
  const found = await sums.sumUp(asked);
  return asked.map(({ budget, period }) => {
    const use = { used: 0, unpricedTokens: 0 };
    for (const sum of found.get(budget.id) ?? []) {
      const { used, unpricedTokens } = scale.weigh(budget, sum);
      use.used += used;
      use.unpricedTokens += unpricedTokens;
    }
    return { budget, period, ...use };
  });
}

export async function putBudget(
  { store, clock }: BudgetParts,
  act: Act,
  place: BudgetPlace,
  body: PutBudgetBody,
): Promise<{ budget: BudgetRecord; isNew: boolean }> {
  const wished: BudgetRecord = { ...place, ...toFields(body), id: uuidV7(clock()), updatedAt: clock() };
  if (place.environment === null && wished.agentId !== null) {
    throw invalid([{ field: 'agent_id', detail: 'needs an environment: agents belong to one' }]);
  }
  return store.changeInTenant(scopeOf(place), act, async (tenant, audit) => {
    await checkNamed(tenant, wished);
    const before = await tenant.budgets.findSame(wished);
    if (before && isSame(before, wished)) return { budget: before, isNew: false };
    const after = before ? { ...wished, id: before.id } : wished;
    if (before) await tenant.budgets.update(after);
    else await insert(tenant, after);
    audit({
      action: 'budget.changed',
      target: { kind: 'budget', id: after.id },
      ...(place.environment && { environment: place.environment }),
      detail: { ...describe(after), ...(before && { before: describe(before) }) },
    });
    return { budget: after, isNew: before === undefined };
  });
}

export async function deleteBudget(
  { store }: BudgetParts,
  act: Act,
  place: BudgetPlace,
  id: string,
): Promise<void> {
  await store.changeInTenant(scopeOf(place), act, async ({ budgets }, audit) => {
    const budget = await budgets.find(id);
    // What is the platform’s is seen in each environment, and deleted in none.
    if (!budget || budget.environment !== place.environment) throw new PlugboardError('budget_not_found');
    await budgets.delete(budget);
    audit({
      action: 'budget.deleted',
      target: { kind: 'budget', id },
      ...(place.environment && { environment: place.environment }),
      detail: describe(budget),
    });
  });
}

async function insert({ budgets }: TenantRepositories, budget: BudgetRecord): Promise<void> {
  // Counted apart: however many a tenant has, the platform can set its own.
  if ((await budgets.count(budget.environment)) >= limits.budgets.countMax) {
    throw invalid([
      { field: 'amount', detail: `cannot be set: there are ${limits.budgets.countMax} budgets already` },
    ]);
  }
  if (!(await budgets.insert(budget))) throw new PlugboardError('changed_meanwhile');
}

async function checkNamed(
  { agents, features }: TenantRepositories,
  { agentId, featureId }: BudgetRecord,
): Promise<void> {
  if (agentId !== null && !(await agents.find(agentId))) throw new PlugboardError('agent_not_found');
  if (featureId !== null && !(await features.find(featureId))) throw new PlugboardError('feature_not_found');
}

function toFields(body: PutBudgetBody): Omit<BudgetRecord, keyof BudgetPlace | 'id' | 'updatedAt'> {
  return {
    agentId: body.agent_id ?? null,
    featureId: body.feature_id ?? null,
    modelName: body.model_name?.toWellFormed() ?? null,
    owner: body.owner ?? null,
    measure: body.measure,
    per: body.per,
    amount: toWhole(body),
    hard: body.hard ?? false,
    notifyAt: (body.notify_at ?? notifyAtDefault).toSorted((one, other) => one - other),
  };
}

function toWhole({ measure, amount }: PutBudgetBody): number {
  if (measure !== 'money') {
    if (Number.isInteger(amount)) return amount;
    throw invalid([{ field: 'amount', detail: `must be whole ${measure}` }]);
  }
  const micros = amount <= limits.budgets.moneyMax ? findMicros(amount) : undefined;
  if (micros) return micros;
  throw invalid([
    {
      field: 'amount',
      detail: `must be an amount up to ${limits.budgets.moneyMax} with at most six decimals`,
    },
  ]);
}

function isSame(one: BudgetRecord, other: BudgetRecord): boolean {
  return JSON.stringify(describe(one)) === JSON.stringify(describe(other));
}

function describe(budget: BudgetRecord): Record<string, unknown> {
  const { amount, hard, notifyAt } = budget;
  return { budget: describeBudget(budget), amount, hard, notify_at: notifyAt };
}
