import type { TokenRepository } from '../../control/ports.ts';
import type { Scope } from '../../kernel/scope.ts';
import type { ChangeLog } from '../change-log.ts';
import type { TransactionExecutor } from '../transactions.ts';
import { pageOf } from './paging.ts';
import { toToken } from './records.ts';

export function tokenRepository(trx: TransactionExecutor, scope: Scope, log: ChangeLog): TokenRepository {
  const touch = (id: string) => log.touch({ kind: 'token', tenantId: scope.tenantId, environment: '', id });
  const mine = () => {
    const query = trx.selectFrom('tokens').selectAll().where('tenant_id', '=', scope.tenantId);
    return scope.environment === 'every' ? query : query.where('environment', '=', scope.environment);
  };
  return {
    list: async (page, { environment, role }) => {
      const rows = await mine()
        .$if(environment !== undefined, (query) => query.where('environment', '=', environment ?? null))
        .$if(role !== undefined, (query) => query.where('role', '=', role ?? 'user'))
        .$if(page.after !== undefined, (query) => query.where('id', '>', page.after ?? ''))
        .orderBy('id')
        .limit(page.limit + 1)
        .execute();
      return pageOf(rows, page, (row) => row.id, toToken);
    },
    find: async (id) => {
      const row = await mine().where('id', '=', id).executeTakeFirst();
      return row && toToken(row);
    },
    insert: async (token) => {
      await trx
        .insertInto('tokens')
        .values({
          id: token.id,
          tenant_id: scope.tenantId,
          environment: token.environment,
          name: token.name,
          role: token.role,
          agent_id: token.agentId,
          secret_hash: token.secretHash,
          created_by_kind: token.createdBy.kind,
          created_by_id: token.createdBy.id,
          created_at: new Date(token.createdAt),
          expires_at: token.expiresAt === null ? null : new Date(token.expiresAt),
        })
        .execute();
      touch(token.id);
    },
    setSuspended: async (id, suspendedAt) => {
      await trx
        .updateTable('tokens')
        .set({ suspended_at: suspendedAt === null ? null : new Date(suspendedAt) })
        .where('tenant_id', '=', scope.tenantId)
        .where('id', '=', id)
        .execute();
      touch(id);
    },
    delete: async (id) => {
      await trx.deleteFrom('tokens').where('tenant_id', '=', scope.tenantId).where('id', '=', id).execute();
      touch(id);
    },
  };
}
