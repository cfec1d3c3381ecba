import { sql } from 'kysely';
import type { AgentRepository } from '../../control/ports.ts';
import type { AgentView } from '../../control/routing-ports.ts';
import type { Environment, Scope } from '../../kernel/scope.ts';
import type { ChangeLog } from '../change-log.ts';
import type { TransactionExecutor } from '../transactions.ts';
import { pageOf } from './paging.ts';
import { toAgent } from './records.ts';

export function agentRepository(trx: TransactionExecutor, scope: Scope, log: ChangeLog): AgentRepository {
  const touch = (environment: Environment, id: string) =>
    log.touch({ kind: 'agent', tenantId: scope.tenantId, environment, id });
  const mine = () => {
    const query = trx
      .selectFrom('agents')
      .selectAll()
      .where('tenant_id', '=', scope.tenantId)
      .where('deleted_at', 'is', null);
    return scope.environment === 'every' ? query : query.where('environment', '=', scope.environment);
  };
  return {
    list: async (page) => {
      const rows = await mine()
        .$if(page.after !== undefined, (query) => query.where('id', '>', page.after ?? ''))
        .orderBy('id')
        .limit(page.limit + 1)
        .execute();
      return pageOf(rows, page, (row) => row.id, toAgent);
    },
    find: async (id) => {
      const row = await mine().where('id', '=', id).executeTakeFirst();
      return row && toAgent(row);
    },
    insert: async (agent) => {
      const inserted = await trx
        .insertInto('agents')
        .values({
          tenant_id: scope.tenantId,
          environment: agent.environment,
          id: agent.id,
          name: agent.name,
          inherit: agent.inherit,
          mode: agent.mode,
          created_at: new Date(agent.createdAt),
          updated_at: new Date(agent.updatedAt),
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .executeTakeFirst();
      if (inserted) touch(agent.environment, agent.id);
      return inserted !== undefined;
    },
    update: async (agent) => {
      await trx
        .updateTable('agents')
        .set({
          name: agent.name,
          inherit: agent.inherit,
          mode: agent.mode,
          updated_at: new Date(agent.updatedAt),
        })
        .where('tenant_id', '=', scope.tenantId)
        .where('environment', '=', agent.environment)
        .where('id', '=', agent.id)
        .execute();
      touch(agent.environment, agent.id);
    },
    hold: async (id) => (await mine().where('id', '=', id).forShare().executeTakeFirst()) !== undefined,
    delete: async (id, at) => {
      const deleted = await trx
        .updateTable('agents')
        .set({ deleted_at: new Date(at) })
        .where('tenant_id', '=', scope.tenantId)
        .where('environment', '=', scope.environment as Environment)
        .where('id', '=', id)
        .where('deleted_at', 'is', null)
        .returning('environment')
        .execute();
      for (const row of deleted) touch(row.environment, id);
      return deleted.length > 0;
    },
  };
}

/** For rows that may be an agent’s own. Without a view, everything is seen. */
export function isSeenBy(view: AgentView | undefined) {
  if (!view) return sql<boolean>`true`;
  const own = sql<boolean>`agent_id = ${view.agentId}`;
  return view.inherit ? sql<boolean>`(agent_id is null or ${own})` : own;
}
