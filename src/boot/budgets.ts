import { tellBudget } from '../control/notifications/tell-budget.ts';
import type { Store } from '../control/ports.ts';
import { Budgets } from '../gateway/budgets/budgets.ts';
import type { OpenJournal } from '../journal/journal.ts';
import type { BudgetSums } from '../kernel/budgets.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Telemetry } from '../kernel/telemetry.ts';
import type { BudgetScale } from '../providers/prices/budget-scale.ts';
import type { SnapshotKeeper } from '../snapshot/snapshot-keeper.ts';

interface BudgetOptions {
  budgetSums: BudgetSums;
  keeper: SnapshotKeeper;
  store: Store;
  journal: Pick<OpenJournal, 'progress'>;
  budgetScale: BudgetScale;
  clock: Clock;
  telemetry: Telemetry;
}

export function openBudgets(
  { budgetSums, keeper, store, journal, budgetScale, clock, telemetry }: BudgetOptions,
  opened: AsyncDisposableStack,
): Budgets {
  const budgets = new Budgets({
    snapshot: keeper.snapshot,
    sums: budgetSums,
    scale: budgetScale,
    progress: () => journal.progress(),
    tell: (news) => tellBudget(store, clock(), news),
    clock,
    unexpected: (error) => telemetry.unexpected(error),
  });
  keeper.watch((touched) => {
    const changed =
      touched === 'all' ? [...keeper.snapshot.allBudgets()] : touched.filter(({ kind }) => kind === 'budget');
    if (changed.length > 0) budgets.changed(changed);
  });
  opened.defer(() => budgets.stop());
  return budgets;
}
