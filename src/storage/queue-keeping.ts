import { sql } from 'kysely';
import type { CallSchedule, FinishedCall, QueueKeeping } from '../gateway/queue-ports.ts';
import { limits } from '../kernel/limits.ts';
import type { Executor } from './open-database.ts';
import { ended, finishedColumns, type TellFinished, toldFinished } from './queue-end.ts';
import { letGo } from './queued-call-store.ts';
import { reachable } from './reachable.ts';
import { ownerTransaction } from './transactions.ts';

const { overdueMs, crashesMax, deleteRows, endRows } = limits.queue;
const isDead = sql<boolean>`lease_until < now()`;

export function createQueueKeeping(db: Executor, schedule: CallSchedule, tell: TellFinished): QueueKeeping {
  const end = (which: Which, ending: Ending) => endWhere(db, tell, which, ending);
  return {
    endOverdue: async (now) => {
      const isOver = sql`deadline_at <= ${new Date(now)} and (status = 'queued' or ${isDead})`;
      const expired = await end(isOver, { status: 'expired', errorCode: 'llm_unavailable', now });
      const hasCrashed = sql`status = 'running' and ${isDead} and (answering or crashes >= ${crashesMax})`;
      const failed = await end(hasCrashed, { status: 'failed', errorCode: 'upstream_error', now });
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
      return end(which, { status: 'failed', errorCode, now });
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

type Which = ReturnType<typeof sql>;

interface Ending {
  status: 'failed' | 'expired';
  errorCode: string;
  now: number;
}

/** In portions: the embedded database does nothing else meanwhile. */
async function endWhere(
  db: Executor,
  tell: TellFinished,
  which: Which,
  { status, errorCode, now }: Ending,
): Promise<FinishedCall[]> {
  const finished: FinishedCall[] = [];
  for (;;) {
    const portion = await reachable(
      ownerTransaction(db, async (trx) => {
        const rows = await trx
          .updateTable('queued_calls')
          .set({ status, error_code: errorCode, ...ended(now) })
          .where(
            sql<boolean>`id in (select id from queued_calls where status in ('queued', 'running') and (${which})
              limit ${endRows} for update skip locked)`,
          )
          .returning(finishedColumns)
          .execute();
        return toldFinished(trx, tell, rows);
      }),
    );
    finished.push(...portion);
    if (portion.length < endRows) return finished;
  }
}
