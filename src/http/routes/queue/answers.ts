import type { QueuedCallAnswer, QueueSummaryAnswer } from '../../../contract/queue.ts';
import type { QueuedCallRecord, QueueSummary } from '../../../kernel/queued-calls.ts';
import { toInstant } from '../answers.ts';

const maybeInstant = (ms: number | null) => (ms === null ? null : toInstant(ms));

export function toQueuedCallAnswer(call: QueuedCallRecord): QueuedCallAnswer {
  return {
    id: call.id,
    status: call.status,
    operation: call.operation,
    model: call.model,
    config: call.configId,
    feature: call.featureId,
    agent: call.agentId,
    user: call.userId,
    attempts: call.attempts,
    created_at: toInstant(call.createdAt),
    next_attempt_at: maybeInstant(call.nextAttemptAt),
    deadline: toInstant(call.deadlineAt),
    last_failure: call.lastFailure,
    error_code: call.errorCode,
    finished_at: maybeInstant(call.finishedAt),
    request_id: call.requestId,
  };
}

export function toSummaryAnswer(
  { depth, running, oldestAt, state }: QueueSummary,
  now: number,
): QueueSummaryAnswer {
  const oldestSeconds = oldestAt === null ? 0 : Math.max(0, Math.round((now - oldestAt) / 1000));
  return { depth, oldest_age_s: oldestSeconds, running, state };
}
