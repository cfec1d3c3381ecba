import { type BudgetRecord, describeBudget } from '../../kernel/budgets.ts';
import { startOfDay } from '../../kernel/days.ts';
import type { UsagePeriod } from '../../kernel/usage.ts';
import type { Store } from '../ports.ts';
import { tell } from './tell.ts';

/** Where it is told of a budget of a tenant as a whole. */
const ofTenantAsWhole = 'prod';

interface BudgetNews {
  budget: BudgetRecord;
  period: UsagePeriod;
  percent: number;
}

/** Once for each part and period, however many replicas find out; again where the budget is another one since. */
export async function tellBudget(
  store: Store,
  at: number,
  { budget, period, percent }: BudgetNews,
): Promise<void> {
  const { id, tenantId, amount, hard, measure } = budget;
  const environment = budget.environment ?? ofTenantAsWhole;
  const facts = {
    budget_id: id,
    budget: describeBudget(budget),
    percent,
    amount: measure === 'money' ? amount / 1_000_000 : amount,
    calls: hard ? 'refused' : 'still let through',
    resets_at: new Date(startOfDay(period.end)).toISOString(),
  };
  const once = `budget/${id}/${period.first}/${amount}/${percent}`;
  await store.noteInTenant({ tenantId, environment }, (tenant) =>
    tell(
      tenant,
      { tenantId, environment },
      percent >= 100 ? 'budget.spent' : 'budget.threshold',
      at,
      facts,
      once,
    ),
  );
}
