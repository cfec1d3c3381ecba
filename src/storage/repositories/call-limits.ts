import type { Selectable } from 'kysely';
import type { CallLimitsRepository, PlatformCallLimitsRepository } from '../../control/routing-ports.ts';
import type { CallLimit, CallLimitsRecord, PlatformCallLimitsRecord } from '../../kernel/records.ts';
import type { Environment, Scope } from '../../kernel/scope.ts';
import type { ChangeLog } from '../change-log.ts';
import type { Tables } from '../database-tables.ts';
import type { TransactionExecutor } from '../transactions.ts';

export function callLimitsRepository(
  trx: TransactionExecutor,
  scope: Scope,
  log: ChangeLog,
): CallLimitsRepository {
  const { tenantId } = scope;
  const environment = scope.environment as Environment;
  return {
    find: async () => {
      const row = await trx
        .selectFrom('call_limits')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('environment', '=', environment)
        .executeTakeFirst();
      return row && toCallLimits(row);
    },
    put: async ({ together, perToken, perUser, updatedAt }) => {
      log.touch({ kind: 'call_limits', tenantId, environment, id: environment });
      const changing = {
        together_requests: together.requestsPerMinute,
        together_concurrent: together.concurrent,
        token_requests: perToken.requestsPerMinute,
        token_concurrent: perToken.concurrent,
        user_requests: perUser.requestsPerMinute,
        user_concurrent: perUser.concurrent,
        updated_at: new Date(updatedAt),
      };
      await trx
        .insertInto('call_limits')
        .values({ tenant_id: tenantId, environment, ...changing })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'environment']).doUpdateSet(changing))
        .execute();
    },
  };
}

export function platformCallLimitsRepository(
  trx: TransactionExecutor,
  log: ChangeLog,
): PlatformCallLimitsRepository {
  return {
    find: async (tenantId) => {
      const row = await trx
        .selectFrom('platform_call_limits')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .executeTakeFirst();
      return row && toPlatformCallLimits(row);
    },
    put: async ({ tenantId, managed, total, updatedAt }) => {
      log.touch({ kind: 'platform_call_limits', tenantId, environment: '', id: tenantId });
      const changing = {
        managed_requests: managed.requestsPerMinute,
        managed_tokens: managed.tokensPerMinute,
        managed_concurrent: managed.concurrent,
        total_requests: total.requestsPerMinute,
        total_concurrent: total.concurrent,
        updated_at: new Date(updatedAt),
      };
      await trx
        .insertInto('platform_call_limits')
        .values({ tenant_id: tenantId, ...changing })
        .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet(changing))
        .execute();
    },
  };
}

export function toCallLimits(row: Selectable<Tables['call_limits']>): CallLimitsRecord {
  return {
    tenantId: row.tenant_id,
    environment: row.environment,
    together: toLimit(row.together_requests, row.together_concurrent),
    perToken: toLimit(row.token_requests, row.token_concurrent),
    perUser: toLimit(row.user_requests, row.user_concurrent),
    updatedAt: row.updated_at.getTime(),
  };
}

export function toPlatformCallLimits(
  row: Selectable<Tables['platform_call_limits']>,
): PlatformCallLimitsRecord {
  return {
    tenantId: row.tenant_id,
    managed: {
      ...toLimit(row.managed_requests, row.managed_concurrent),
      tokensPerMinute: row.managed_tokens,
    },
    total: toLimit(row.total_requests, row.total_concurrent),
    updatedAt: row.updated_at.getTime(),
  };
}

function toLimit(requestsPerMinute: number | null, concurrent: number | null): CallLimit {
  return { requestsPerMinute, concurrent };
}
