import type { Page, PageOf } from '../../kernel/paging.ts';
import type { FeatureRecord } from '../../kernel/records.ts';
import type { TransactionExecutor } from '../transactions.ts';
import { pageOf } from './paging.ts';
import { toFeature } from './records.ts';

/** Features are the platform's: the same list for every tenant. */
export async function listFeatures(trx: TransactionExecutor, page: Page): Promise<PageOf<FeatureRecord>> {
  const rows = await trx
    .selectFrom('features')
    .selectAll()
    .$if(page.after !== undefined, (query) => query.where('id', '>', page.after ?? ''))
    .orderBy('id')
    .limit(page.limit + 1)
    .execute();
  return pageOf(rows, page, (row) => row.id, toFeature);
}
