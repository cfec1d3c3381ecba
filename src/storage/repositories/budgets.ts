import { type Selectable, sql } from 'kysely';
import type { BudgetRepository } from '../../control/usage-ports.ts';
import type { BudgetRecord } from '../../kernel/budgets.ts';
import type { Scope } from '../../kernel/scope.ts';
import type { ChangeLog } from '../change-log.ts';
import type { Tables } from '../database-tables.ts';
import type { TransactionExecutor } from '../transactions.ts';
import { pageOf } from './paging.ts';

/** Row-level security knows the tenant alone here: what is the tenant’s as a whole is seen in each environment. */
export function budgetRepository(
  trx: TransactionExecutor,
  { tenantId, environment }: Scope,
  log: ChangeLog,
): BudgetRepository {
  const mine = () =>
    trx
      .selectFrom('budgets')
      .where('tenant_id', '=', tenantId)
      .$if(environment !== 'every', (query) =>
        query.where(sql<boolean>`(environment is null or environment = ${environment})`),
      );
  const touch = ({ id, environment: of }: BudgetRecord) =>
    log.touch({ kind: 'budget', tenantId, environment: of ?? '', id });
  return {
    list: async (page) => {
      const rows = await mine()
        .selectAll()
        .$if(page.after !== undefined, (query) => query.where('id', '>', page.after ?? ''))
        .orderBy('id')
        .limit(page.limit + 1)
        .execute();
      return pageOf(rows, page, (row) => row.id, toBudget);
    },
    count: async (of) => {
      const row = await mine()
        .where(sql<boolean>`environment is not distinct from ${of}::text`)
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },
    find: async (id) => {
      const row = await mine().selectAll().where('id', '=', id).executeTakeFirst();
      return row && toBudget(row);
    },
    findSame: async (budget) => {
      const { agentId, featureId, modelName, owner, measure, per } = budget;
      const row = await mine()
        .selectAll()
        .where(sql<boolean>`(environment, agent_id, feature_id, model_name, owner) is not distinct from
          (${budget.environment}::text, ${agentId}::text, ${featureId}::text, ${modelName}::text, ${owner}::text)`)
        .where('measure', '=', measure)
        .where('per', '=', per)
        .forUpdate()
        .executeTakeFirst();
      return row && toBudget(row);
    },
    insert: async (budget) => {
      touch(budget);
      const inserted = await trx
        .insertInto('budgets')
        .values({
          id: budget.id,
          tenant_id: budget.tenantId,
          environment: budget.environment,
          agent_id: budget.agentId,
          feature_id: budget.featureId,
          model_name: budget.modelName,
          owner: budget.owner,
          measure: budget.measure,
          per: budget.per,
          ...changing(budget),
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .executeTakeFirst();
      return inserted !== undefined;
    },
    update: async (budget) => {
      touch(budget);
      await trx.updateTable('budgets').set(changing(budget)).where('id', '=', budget.id).execute();
    },
    delete: async (budget) => {
      touch(budget);
      await trx.deleteFrom('budgets').where('id', '=', budget.id).execute();
    },
  };
}

function changing({ amount, hard, notifyAt, updatedAt }: BudgetRecord) {
  return { amount, hard, notify_at: notifyAt, updated_at: new Date(updatedAt) };
}

export function toBudget(row: Selectable<Tables['budgets']>): BudgetRecord {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    environment: row.environment,
    agentId: row.agent_id,
    featureId: row.feature_id,
    modelName: row.model_name,
    owner: row.owner,
    measure: row.measure,
    per: row.per,
    amount: row.amount,
    hard: row.hard,
    notifyAt: row.notify_at,
    updatedAt: row.updated_at.getTime(),
  };
}
