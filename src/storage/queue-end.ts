import type { NotificationRepositories } from '../control/notification-ports.ts';
import type { FinishedCall } from '../gateway/queue-ports.ts';
import { limits } from '../kernel/limits.ts';
import type { QueueTables } from './queue-tables.ts';
import { notificationRepositories } from './repositories/notifications.ts';
import type { TransactionExecutor } from './transactions.ts';

/** What was asked goes with the end of a call; what was answered, and that it was, stays for a while. */
export const ended = (at: number) => ({
  payload: null,
  next_attempt_at: null,
  finished_at: new Date(at),
  expires_at: new Date(at + limits.queue.answerKeptMs),
});

/** Puts the end of a call into the outbox of whoever asked for it. */
export type TellFinished = (
  tenant: Pick<NotificationRepositories, 'notifications'>,
  call: FinishedCall,
) => Promise<void>;

export const finishedColumns = [
  'id',
  'tenant_id',
  'environment',
  'attempts',
  'status',
  'error_code',
] as const satisfies (keyof QueueTables['queued_calls'])[];

type FinishedRow = Pick<QueueTables['queued_calls'], (typeof finishedColumns)[number]>;

/** In the transaction that ends them: either both are there or neither. */
export async function toldFinished(
  trx: TransactionExecutor,
  tell: TellFinished,
  rows: readonly FinishedRow[],
): Promise<FinishedCall[]> {
  const calls = rows.map((row) => ({
    id: row.id,
    tenantId: row.tenant_id,
    environment: row.environment,
    attempts: row.attempts,
    status: row.status as FinishedCall['status'],
    errorCode: row.error_code,
  }));
  for (const call of calls) await tell(notificationRepositories(trx, call), call);
  return calls;
}
