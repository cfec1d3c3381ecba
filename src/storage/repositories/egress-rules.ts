import type { Selectable } from 'kysely';
import type { PlatformRepositories } from '../../control/ports.ts';
import type { EgressRuleRecord } from '../../kernel/records.ts';
import type { Scope } from '../../kernel/scope.ts';
import type { ChangeLog } from '../change-log.ts';
import type { Tables } from '../database-tables.ts';
import type { TransactionExecutor } from '../transactions.ts';
import { pageOf } from './paging.ts';

/** The rules that hold in this scope: those of the tenant as a whole and those of the environment. */
export async function listRulesInForce(trx: TransactionExecutor, scope: Scope): Promise<EgressRuleRecord[]> {
  const { environment } = scope;
  const rows = await trx
    .selectFrom('egress_rules')
    .selectAll()
    .where('tenant_id', '=', scope.tenantId)
    .$if(environment !== 'every', (query) =>
      query.where((where) =>
        where.or([
          where('environment', 'is', null),
          where('environment', '=', environment === 'every' ? null : environment),
        ]),
      ),
    )
    .orderBy('id')
    .execute();
  return rows.map(toEgressRule);
}

export function egressRuleRegister(
  trx: TransactionExecutor,
  log: ChangeLog,
): PlatformRepositories['egressRules'] {
  return {
    list: async (page, { tenantId }) => {
      const rows = await trx
        .selectFrom('egress_rules')
        .selectAll()
        .$if(tenantId !== undefined, (query) => query.where('tenant_id', '=', tenantId ?? ''))
        .$if(page.after !== undefined, (query) => query.where('id', '>', page.after ?? ''))
        .orderBy('id')
        .limit(page.limit + 1)
        .execute();
      return pageOf(rows, page, (row) => row.id, toEgressRule);
    },
    find: async (id) => {
      const row = await trx.selectFrom('egress_rules').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toEgressRule(row);
    },
    insert: async (rule) => {
      log.touch({ kind: 'egress_rule', tenantId: rule.tenantId, environment: '', id: rule.id });
      await trx
        .insertInto('egress_rules')
        .values({
          tenant_id: rule.tenantId,
          environment: rule.environment,
          id: rule.id,
          host: rule.host,
          cidr: rule.cidr,
          port: rule.port,
          plain_http: rule.plainHttp,
          private_ca: rule.privateCa,
          reason: rule.reason,
          created_at: new Date(rule.createdAt),
        })
        .execute();
    },
    delete: async ({ id, tenantId }) => {
      log.touch({ kind: 'egress_rule', tenantId, environment: '', id });
      await trx.deleteFrom('egress_rules').where('id', '=', id).execute();
    },
  };
}

export function toEgressRule(row: Selectable<Tables['egress_rules']>): EgressRuleRecord {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    environment: row.environment,
    host: row.host,
    cidr: row.cidr,
    port: row.port,
    plainHttp: row.plain_http,
    privateCa: row.private_ca,
    reason: row.reason,
    createdAt: row.created_at.getTime(),
  };
}
