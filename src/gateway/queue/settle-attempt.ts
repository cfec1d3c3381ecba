import { PlugboardError } from '../../kernel/errors.ts';
import type { QueuedCallRecord } from '../../kernel/queued-calls.ts';
import { toErrorBody } from '../answers.ts';
import type { GatewayParts } from '../parts.ts';
import type { QueuedEnd, QueueRun } from '../queue-ports.ts';
import { nextAttemptMs } from './next-attempt.ts';
import { type AnswerContent, sealAnswer } from './sealed-call.ts';
import type { AttemptEnd } from './try-queued.ts';

type Waiting = Pick<
  QueuedCallRecord,
  'id' | 'tenantId' | 'environment' | 'attempts' | 'tries' | 'maxAttempts' | 'deadlineAt' | 'lastFailure'
>;

/** What follows of one attempt for the call. `nextAttemptAt`: it goes on waiting. */
export type Outcome =
  | {
      kind: 'waits';
      nextAttemptAt: number;
      attempts: number;
      tries: number;
      failure: QueuedCallRecord['lastFailure'];
    }
  | { kind: 'ended'; end: Omit<QueuedEnd, 'answer'>; error: PlugboardError | undefined };

/** `tries`: how many there were with this attempt. Attempts on which no model was asked do not count. */
export function toOutcome(
  { queue, clock }: Pick<GatewayParts, 'queue' | 'clock'>,
  call: Waiting,
  end: AttemptEnd,
  tries: number,
): Outcome {
  const at = clock();
  // What operators stopped was not the model’s to answer: it is no attempt.
  const wasTried = tries > call.tries && end.kind !== 'stopped';
  const attempts = call.attempts + (wasTried ? 1 : 0);
  if (end.kind === 'answered') {
    const done = {
      status: 'done',
      attempts: call.attempts + 1,
      tries,
      failure: call.lastFailure,
      errorCode: null,
      at,
    } as const;
    return { kind: 'ended', end: done, error: undefined };
  }
  // Left before an answer began: as if it had not been tried.
  if (end.kind === 'left') {
    return { kind: 'waits', nextAttemptAt: at, attempts: call.attempts, tries, failure: call.lastFailure };
  }
  const failureClass = end.kind === 'stopped' ? 'stopped' : end.failureClass;
  const failure = { class: failureClass, message: end.error.message };
  const ended = (status: 'failed' | 'expired', error: PlugboardError): Outcome => ({
    kind: 'ended',
    end: { status, attempts, tries, failure, errorCode: error.code, at },
    error,
  });
  if (end.kind === 'refused') return ended('failed', end.error);
  if (wasTried && call.maxAttempts !== null && attempts >= call.maxAttempts)
    return ended('failed', end.error);
  const retryAfterMs = end.kind === 'again' ? end.retryAfterMs : 0;
  const waitMs = nextAttemptMs(queue.backoff, attempts, wasTried, retryAfterMs, Math.random());
  const nextAttemptAt = at + Math.round(waitMs);
  if (nextAttemptAt >= call.deadlineAt) return ended('expired', end.error);
  return { kind: 'waits', nextAttemptAt, attempts, tries, failure };
}

/**
 * Puts it down, with the answer where nobody else has it, as soon as the database can be reached. False where the call
 * was settled or taken over meanwhile.
 */
export async function settle(
  parts: GatewayParts,
  call: Waiting,
  run: QueueRun,
  outcome: Outcome,
  answer: AnswerContent | undefined,
): Promise<boolean> {
  const { store, notes, active, finished } = parts.queue;
  if (outcome.kind === 'waits') {
    const isOurs = await active.untilReached(() => store.putBack(run, outcome));
    notes.settled(run);
    return isOurs;
  }
  const kept = outcome.error ? toRefusal(outcome.error) : answer;
  const sealed = kept ? await sealAnswer(parts.idempotency.sealer, call, kept) : null;
  const end = { ...outcome.end, answer: sealed };
  notes.ended(run, end);
  const ended = await active.untilReached(() => store.finish(run, end));
  notes.settled(run);
  if (ended) finished(ended);
  return ended !== undefined;
}

/** Once an answer had begun, the same is not asked for again, whatever became of it. */
export function toBrokenOff(): AttemptEnd {
  const error = new PlugboardError('upstream_error', {
    detail: 'The answer had begun and broke off. It is not asked for a second time.',
  });
  return { kind: 'refused', error, failureClass: 'upstream_bug' };
}

function toRefusal(error: PlugboardError): AnswerContent {
  return { status: error.status, headers: {}, body: JSON.stringify(toErrorBody(error)) };
}
