import { type RawBuilder, type Selectable, type SqlBool, sql } from 'kysely';
import type {
  CallSchedule,
  NewQueuedCall,
  QueuedCallStore,
  QueuedEnd,
  QueueRun,
  SqlRunner,
} from '../gateway/queue-ports.ts';
import { limits } from '../kernel/limits.ts';
import type { QueuedCallRecord } from '../kernel/queued-calls.ts';
import type { Executor } from './open-database.ts';
import { ended, finishedColumns, type TellFinished, toldFinished } from './queue-end.ts';
import type { QueueTables } from './queue-tables.ts';
import { reachable } from './reachable.ts';
import { toQueuedCall } from './repositories/queued-calls.ts';
import { settled } from './store.ts';
import { ownerTransaction, type TransactionExecutor } from './transactions.ts';

const leaseSeconds = limits.queue.leaseMs / 1000;
const leased = sql<Date>`now() + make_interval(secs => ${leaseSeconds})`;
const isDead = sql<SqlBool>`lease_until < now()`;

/**
 * `schedule`: who is told, in the same transaction, that a call is due without anybody holding it; `tell`: who is told,
 * likewise, that one is over.
 */
export function createQueuedCallStore(
  db: Executor,
  schedule: CallSchedule,
  tell: TellFinished,
): QueuedCallStore {
  return {
    insert: (call, now) =>
      settled(
        ownerTransaction(db, async (trx) => {
          if (!(await insertUnlessDraining(trx, call))) return false;
          if (call.holder === null) await schedule.put([dueOf(call, now)], runnerOf(trx));
          return true;
        }),
      ),
    claim: async (run, holder, now) => {
      const { rows } = await reachable(claim(run, holder, now).execute(db));
      const [row] = rows;
      return row && { ...toQueuedCall(row), payload: row.payload as Uint8Array };
    },
    answering: async (run) => {
      await reachable(settle(db, run).set({ answering: true }).execute());
    },
    finish: (run, end) =>
      settled(
        ownerTransaction(db, async (trx) => {
          const rows = await settle(trx, run)
            .set({ ...toEndColumns(end), ...ended(end.at) })
            .returning(finishedColumns)
            .execute();
          const [finished] = await toldFinished(trx, tell, rows);
          return finished;
        }),
      ),
    putBack: async (run, { attempts, tries, failure, nextAttemptAt }) => {
      const { numUpdatedRows } = await reachable(
        settle(db, run)
          .set({
            status: 'queued',
            attempts,
            tries,
            ...toFailureColumns(failure),
            next_attempt_at: new Date(nextAttemptAt),
            run: null,
          })
          .executeTakeFirst(),
      );
      return numUpdatedRows > 0n;
    },
    letGo: async (id, holder, now) => {
      const which = sql`id = ${id} and holder = ${holder}`;
      await reachable(ownerTransaction(db, (trx) => letGo(trx, schedule, which, now)));
    },
    takeOver: async (holder, now) => {
      const ids = await reachable(ownerTransaction(db, (trx) => takeOver(trx, schedule, holder, now)));
      if (ids.length > 0) await schedule.giveBack(ids);
    },
    cancel: ({ tenantId, environment }, id, now) =>
      settled(
        ownerTransaction(db, async (trx) => {
          const rows = await trx
            .updateTable('queued_calls')
            .set({ status: 'cancelled', ...ended(now) })
            .where('tenant_id', '=', tenantId)
            .where('environment', '=', environment)
            .where('id', '=', id)
            .where('status', 'in', ['queued', 'running'])
            .returning(finishedColumns)
            .execute();
          const [finished] = await toldFinished(trx, tell, rows);
          return finished;
        }),
      ),
    find: async ({ tenantId, environment }, id) => {
      const row = await reachable(
        db
          .selectFrom('queued_calls')
          .selectAll()
          .where('tenant_id', '=', tenantId)
          .where('environment', '=', environment)
          .where('id', '=', id)
          .executeTakeFirst(),
      );
      return row && { ...toQueuedCall(row), answer: row.answer };
    },
    msUntilDue: async (id, now) => {
      const row = await reachable(
        db
          .selectFrom('queued_calls')
          .select('next_attempt_at')
          .where('id', '=', id)
          .where('held', '=', false)
          .where('status', 'in', ['queued', 'running'])
          .executeTakeFirst(),
      );
      return row && Math.max((row.next_attempt_at?.getTime() ?? now) - now, limits.queue.lookAgainMs);
    },
    renew: async (holder, ids) => {
      const rows = await reachable(
        db
          .updateTable('queued_calls')
          .set({ lease_until: leased })
          .where('holder', '=', holder)
          .where(sql<boolean>`id = any(${ids}::uuid[])`)
          .where('status', 'in', ['queued', 'running'])
          .returning('id')
          .execute(),
      );
      return new Set(rows.map(({ id }) => id));
    },
  };
}

/** Of those that match, whoever is queued is due for all from now on; what ran is tried anew. Answers their ids. */
export async function letGo(
  trx: TransactionExecutor,
  schedule: CallSchedule,
  which: RawBuilder<unknown>,
  now: number,
): Promise<string[]> {
  const { rows } = await sql<Selectable<QueueTables['queued_calls']>>`
    update queued_calls
    set held = false, holder = case when status = 'running' then holder end,
      lease_until = case when status = 'running' then lease_until
        else now() + make_interval(secs => ${limits.queue.overdueMs / 1000}) end
    where status in ('queued', 'running') and ${which}
    returning *`.execute(trx);
  const due = rows.map((row) =>
    dueOf({ id: row.id, tenantId: row.tenant_id, nextAttemptAt: row.next_attempt_at?.getTime() ?? now }, now),
  );
  if (due.length > 0) await schedule.put(due, runnerOf(trx));
  return due.map(({ id }) => id);
}

/** What the holder was at may be tried at once, and so may what it held or was at last. */
async function takeOver(
  trx: TransactionExecutor,
  schedule: CallSchedule,
  holder: string,
  now: number,
): Promise<string[]> {
  await trx
    .updateTable('queued_calls')
    .set({ lease_until: sql<Date>`now() - interval '1 second'` })
    .where('holder', '=', holder)
    .where('status', '=', 'running')
    .execute();
  return letGo(trx, schedule, sql`holder = ${holder}`, now);
}

export function runnerOf(executor: Executor): SqlRunner {
  return {
    executeSql: async (text, values = []) => {
      const { rows } = await executor.executeQuery({
        sql: text,
        parameters: values,
        query: { kind: 'RawNode', sqlFragments: [text], parameters: [] },
        queryId: { queryId: 'queue' },
      });
      return { rows };
    },
  };
}

/** For steps of the schedule that belong together. */
export const togetherOn =
  (db: Executor) =>
  <T>(work: (within: SqlRunner) => Promise<T>): Promise<T> =>
    ownerTransaction(db, (trx) => work(runnerOf(trx)));

export const dueOf = (
  { id, tenantId, nextAttemptAt }: Pick<NewQueuedCall, 'id' | 'tenantId' | 'nextAttemptAt'>,
  now: number,
) => ({ id, tenantId, delayMs: Math.max(0, nextAttemptAt - now) });

/** In one statement: a tenant whose queue is told to drain while this runs has it in the queue, or does not. */
async function insertUnlessDraining(trx: TransactionExecutor, call: NewQueuedCall): Promise<boolean> {
  const { rows } = await sql`
    insert into queued_calls (id, tenant_id, environment, request_id, operation, model, config_id, feature_id, agent_id,
      actor_kind, actor_id, user_id, status, attempts, tries, max_attempts, created_at, next_attempt_at, deadline_at,
      failure_class, failure_message, held, holder, lease_until, payload)
    select ${call.id}, ${call.tenantId}, ${call.environment}, ${call.requestId}, ${call.operation}, ${call.model},
      ${call.configId}, ${call.featureId}, ${call.agentId}, ${call.actorKind}, ${call.actorId}, ${call.userId},
      'queued', ${call.attempts}::int, ${call.tries}::int, ${call.maxAttempts}::int, ${new Date(call.createdAt)}::timestamptz,
      ${new Date(call.nextAttemptAt)}::timestamptz, ${new Date(call.deadlineAt)}::timestamptz,
      ${call.lastFailure?.class ?? null}, ${call.lastFailure?.message ?? null},
      ${call.holder !== null}, ${call.holder}::uuid, ${leased}, ${call.payload}::bytea
    where not exists (select from tenant_queues where tenant_id = ${call.tenantId} and state = 'draining')
    returning id`.execute(trx);
  return rows.length > 0;
}

/**
 * Whoever holds it, or anybody where nobody does, or the one before died before an answer began. The clock of the
 * database says who lives; the one of the application when something is due.
 */
function claim({ id, token }: QueueRun, holder: string, now: number) {
  const at = new Date(now);
  return sql<Selectable<QueueTables['queued_calls']>>`
    update queued_calls
    set status = 'running', run = ${token}, holder = ${holder}, lease_until = ${leased}, answering = false,
      crashes = crashes + (status = 'running')::int
    where id = ${id} and deadline_at > ${at} and next_attempt_at <= ${at}
      and (status = 'queued' and (not held or holder = ${holder})
        or status = 'running' and not held and not answering and ${isDead}
          and crashes < ${limits.queue.crashesMax})
      and not exists (select from tenant_queues
        where tenant_queues.tenant_id = queued_calls.tenant_id and state = 'paused')
    returning *`;
}

function settle(db: Executor, { id, token }: QueueRun) {
  return db
    .updateTable('queued_calls')
    .where('id', '=', id)
    .where('run', '=', token)
    .where('status', '=', 'running');
}

function toEndColumns({ status, attempts, tries, failure, errorCode, answer }: QueuedEnd) {
  return { status, attempts, tries, ...toFailureColumns(failure), error_code: errorCode, answer };
}

function toFailureColumns(failure: QueuedCallRecord['lastFailure']) {
  return { failure_class: failure?.class ?? null, failure_message: failure?.message ?? null };
}
