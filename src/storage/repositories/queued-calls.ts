import type { Selectable } from 'kysely';
import type { QueuedCallRepository } from '../../control/routing-ports.ts';
import type { QueuedCallRecord, QueueState, QueueSummary } from '../../kernel/queued-calls.ts';
import type { Environment, Scope } from '../../kernel/scope.ts';
import { ended } from '../queue-end.ts';
import type { QueueTables } from '../queue-tables.ts';
import type { TransactionExecutor } from '../transactions.ts';
import { pageOf } from './paging.ts';

type Row = Selectable<QueueTables['queued_calls']>;

/** What administrators may see: nothing that is sealed, nothing of how it is tried. */
const shownColumns = [
  'id',
  'tenant_id',
  'environment',
  'request_id',
  'operation',
  'model',
  'config_id',
  'feature_id',
  'agent_id',
  'actor_kind',
  'actor_id',
  'user_id',
  'status',
  'attempts',
  'tries',
  'max_attempts',
  'created_at',
  'next_attempt_at',
  'deadline_at',
  'failure_class',
  'failure_message',
  'error_code',
  'finished_at',
] as const;

export function queuedCallRepository(trx: TransactionExecutor, scope: Scope): QueuedCallRepository {
  const { tenantId } = scope;
  const environment = scope.environment as Environment;
  const inPlace = trx
    .selectFrom('queued_calls')
    .where('tenant_id', '=', tenantId)
    .where('environment', '=', environment);
  const cancelWaiting = (at: number) =>
    trx
      .updateTable('queued_calls')
      .set({ status: 'cancelled', ...ended(at) })
      .where('tenant_id', '=', tenantId)
      .where('environment', '=', environment)
      .where('status', 'in', ['queued', 'running']);
  return {
    list: async (page, { status }) => {
      const rows = await inPlace
        .select(shownColumns)
        .$if(status !== undefined, (query) => query.where('status', '=', status ?? 'queued'))
        .$if(page.after !== undefined, (query) => query.where('id', '<', page.after ?? ''))
        .orderBy('id', 'desc')
        .limit(page.limit + 1)
        .execute();
      return pageOf(rows, page, (row) => row.id, toQueuedCall);
    },
    find: async (id) => {
      const row = await inPlace.select(shownColumns).where('id', '=', id).executeTakeFirst();
      return row && toQueuedCall(row);
    },
    findByRequest: async (requestId) => {
      const row = await inPlace.select(shownColumns).where('request_id', '=', requestId).executeTakeFirst();
      return row && toQueuedCall(row);
    },
    cancel: async (id, at) => {
      const { numUpdatedRows } = await cancelWaiting(at).where('id', '=', id).executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    cancelAll: async (at) => {
      const { numUpdatedRows } = await cancelWaiting(at).executeTakeFirst();
      return Number(numUpdatedRows);
    },
    summarise: async () => {
      const counted = await inPlace
        .select(({ fn }) => [
          fn.countAll<number>().as('depth'),
          fn.countAll<number>().filterWhere('status', '=', 'running').as('running'),
          fn.min('created_at').as('oldest'),
        ])
        .where('status', 'in', ['queued', 'running'])
        .executeTakeFirstOrThrow();
      const queue = await trx
        .selectFrom('tenant_queues')
        .select('state')
        .where('tenant_id', '=', tenantId)
        .executeTakeFirst();
      return toSummary({ ...counted, state: queue?.state ?? null });
    },
  };
}

export function toSummary(row: {
  depth: number;
  running: number;
  oldest: Date | null;
  state: QueueState | null;
}): QueueSummary {
  return {
    depth: Number(row.depth),
    running: Number(row.running),
    oldestAt: row.oldest?.getTime() ?? null,
    state: row.state ?? 'running',
  };
}

export function toQueuedCall(row: Pick<Row, (typeof shownColumns)[number]>): QueuedCallRecord {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    environment: row.environment,
    requestId: row.request_id,
    operation: row.operation,
    model: row.model,
    configId: row.config_id,
    featureId: row.feature_id,
    agentId: row.agent_id,
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    userId: row.user_id,
    status: row.status,
    attempts: row.attempts,
    tries: row.tries,
    maxAttempts: row.max_attempts,
    createdAt: row.created_at.getTime(),
    nextAttemptAt: row.next_attempt_at?.getTime() ?? null,
    deadlineAt: row.deadline_at.getTime(),
    lastFailure:
      row.failure_class === null ? null : { class: row.failure_class, message: row.failure_message ?? '' },
    errorCode: row.error_code,
    finishedAt: row.finished_at?.getTime() ?? null,
  };
}
