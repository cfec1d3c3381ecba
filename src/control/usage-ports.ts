import type { Page, PageOf } from '../kernel/paging.ts';
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
