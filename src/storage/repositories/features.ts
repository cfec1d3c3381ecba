import type { PlatformRepositories } from '../../control/ports.ts';
import { platformTenantId } from '../../kernel/ids.ts';
import type { Page, PageOf } from '../../kernel/paging.ts';
import type { FeatureRecord } from '../../kernel/records.ts';
import type { ChangeLog } from '../change-log.ts';
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

export function featureRegister(trx: TransactionExecutor, log: ChangeLog): PlatformRepositories['features'] {
  const touch = (id: string) =>
    log.touch({ kind: 'feature', tenantId: platformTenantId, environment: '', id });
  return {
    list: (page) => listFeatures(trx, page),
    find: async (id) => {
      const row = await trx.selectFrom('features').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toFeature(row);
    },
    put: async (feature) => {
      const changing = {
        name: feature.name,
        operation: feature.operation,
        model_aliases: feature.modelAliases,
        needs: feature.needs,
        min_context_tokens: feature.minContextTokens,
        max_latency_s: feature.maxLatencySeconds,
        updated_at: new Date(feature.updatedAt),
      };
      await trx
        .insertInto('features')
        .values({ id: feature.id, created_at: new Date(feature.createdAt), ...changing })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(changing))
        .execute();
      touch(feature.id);
    },
    delete: async (id) => {
      // The row is held first: nothing is assigned to it between the two deletions.
      await trx.selectFrom('features').select('id').where('id', '=', id).forUpdate().execute();
      const assigned = await trx
        .deleteFrom('feature_assignments')
        .where('feature_id', '=', id)
        .returning(['tenant_id', 'environment'])
        .execute();
      for (const { tenant_id: tenantId, environment } of assigned) {
        log.touch({ kind: 'assignment', tenantId, environment, id });
      }
      await trx.deleteFrom('features').where('id', '=', id).execute();
      touch(id);
    },
  };
}
