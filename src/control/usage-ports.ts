import type { BudgetRecord } from '../kernel/budgets.ts';
import type { Page, PageOf } from '../kernel/paging.ts';
import type { Environment } from '../kernel/scope.ts';
import type { ModelPrice, UsageDimension, UsageFilter, UsageRow } from '../kernel/usage.ts';

/** What usage needs of storage. Of one tenant and environment, or of all: as the transaction says. */
export interface UsageRepository {
  /** In the order of the groups. */
  list(
    page: Page,
    by: readonly UsageDimension[],
    filter: UsageFilter,
    prices: readonly ModelPrice[],
  ): Promise<PageOf<UsageRow>>;
  listModels(filter: UsageFilter): Promise<Pick<ModelPrice, 'provider' | 'model'>[]>;
}

/** Of an environment and, with it, those of its tenant as a whole; in `every`, of the tenant. */
export interface BudgetRepository {
  /** In the order of their ids. */
  list(page: Page): Promise<PageOf<BudgetRecord>>;
  /** Of just this environment, or of just the tenant as a whole. */
  count(of: Environment | null): Promise<number>;
  find(id: string): Promise<BudgetRecord | undefined>;
  /** The one for the same: what it counts, in which measure and period. */
  findSame(
    budget: Omit<BudgetRecord, 'id' | 'amount' | 'hard' | 'notifyAt' | 'updatedAt'>,
  ): Promise<BudgetRecord | undefined>;
  insert(budget: BudgetRecord): Promise<boolean>;
  update(budget: BudgetRecord): Promise<void>;
  delete(budget: BudgetRecord): Promise<void>;
}
