import { sql } from 'kysely';
import type { CallSchedule, FinishedCall, QueueKeeping } from '../gateway/queue-ports.ts';
import { limits } from '../kernel/limits.ts';
import type { Executor } from './open-database.ts';
import { ended } from './queue-end.ts';
import { letGo } from './queued-call-store.ts';
import { reachable } from './reachable.ts';
import { ownerTransaction } from './transactions.ts';

const { overdueMs, crashesMax, deleteRows } = limits.queue;
const isDead = sql<boolean>`lease_until < now()`;

export function createQueueKeeping(db: Executor, schedule: CallSchedule): QueueKeeping {
  return {
    endOverdue: async (now) => {
      const isOver = sql`deadline_at <= ${new Date(now)} and (status = 'queued' or ${isDead})`;
      const expired = await reachable(endWhere(db, isOver, 'expired', 'llm_unavailable', now));
      const hasCrashed = sql`status = 'running' and ${isDead} and (answering or crashes >= ${crashesMax})`;
      const failed = await reachable(endWhere(db, hasCrashed, 'failed', 'upstream_error', now));
      return [...expired, ...failed];
    },
    adoptOrphans: async (now) => {
      const overdue = new Date(now - overdueMs);
      await reachable(
        ownerTransaction(db, (trx) =>
          letGo(trx, schedule, sql`${isDead} and (held or next_attempt_at < ${overdue})`, now),
        ),
      );
    },
    listWaitingCallers: async () => {
      const rows = await reachable(
        db
          .selectFrom('queued_calls')
          .select(['tenant_id', 'environment', 'agent_id', 'actor_kind', 'actor_id'])
          .distinct()
          .where('status', 'in', ['queued', 'running'])
          .execute(),
      );
      return rows.map((row) => ({
        tenantId: row.tenant_id,
        environment: row.environment,
        agentId: row.agent_id,
        actorKind: row.actor_kind,
        actorId: row.actor_id,
      }));
    },
    refuseCallsOf: async ({ tenantId, environment, agentId, actorKind, actorId }, errorCode, now) => {
      const which = sql`tenant_id = ${tenantId} and environment = ${environment} and actor_kind = ${actorKind}
        and actor_id = ${actorId} and agent_id is not distinct from ${agentId}`;
      return reachable(endWhere(db, which, 'failed', errorCode, now));
    },
    listPaused: async () => {
      const paused = db.selectFrom('tenant_queues').select('tenant_id').where('state', '=', 'paused');
      return (await reachable(paused.execute())).map((row) => row.tenant_id);
    },
    measure: async () => {
      const row = await reachable(
        db
          .selectFrom('queued_calls')
          .select(({ fn }) => [fn.countAll<number>().as('depth'), fn.min('created_at').as('oldest')])
          .where('status', 'in', ['queued', 'running'])
          .executeTakeFirstOrThrow(),
      );
      return { depth: Number(row.depth), oldestAt: row.oldest?.getTime() ?? null };
    },
    deleteExpired: async (now) => {
      const { numAffectedRows } = await reachable(
        sql`delete from queued_calls where id in (
            select id from queued_calls where expires_at <= ${new Date(now)}
            limit ${deleteRows} for update skip locked)`.execute(db),
      );
      return Number(numAffectedRows ?? 0);
    },
  };
}

async function endWhere(
  db: Executor,
  which: ReturnType<typeof sql>,
  status: 'failed' | 'expired',
  errorCode: string,
  now: number,
): Promise<FinishedCall[]> {
  const rows = await db
    .updateTable('queued_calls')
    .set({ status, error_code: errorCode, ...ended(now) })
    .where('status', 'in', ['queued', 'running'])
    .where(sql<boolean>`(${which})`)
    .returning(['id', 'tenant_id', 'environment', 'attempts'])
    .execute();
  return rows.map((row) => ({
    id: row.id,
    tenantId: row.tenant_id,
    environment: row.environment,
    attempts: row.attempts,
    status,
    errorCode,
  }));
}
