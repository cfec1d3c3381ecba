import { PlugboardError } from '../kernel/errors.ts';
import type { AttemptRecord } from '../kernel/records.ts';
import type { Attempt, AttemptCall } from './attempt.ts';
import { type CallFailureClass, toTargetFailure } from './failures.ts';
import { CallCut, isOver } from './inbound.ts';
import type { AttemptJournal } from './ports.ts';

/** Resolves once the attempt is written down: the last byte of an answer leaves after its record. */
export function recordAttempt(
  journal: AttemptJournal,
  attempt: Attempt,
  call: AttemptCall,
  outcome: AttemptRecord['outcome'],
  failure: CallFailureClass | null,
): Promise<void> {
  return new Promise((resolve, reject) => {
    journal.append(attempt.toRecord(call, outcome, failure), (error) => {
      if (error) reject(new PlugboardError('unavailable', { cause: error }));
      else resolve();
    });
  });
}

/** Throws on, once it is written down. What is neither the target’s failure nor the caller’s leaving is a fault of ours. */
export async function recordFailure(
  journal: AttemptJournal,
  attempt: Attempt,
  call: AttemptCall,
  error: unknown,
): Promise<never> {
  const failed = toTargetFailure(error);
  if (failed) {
    await recordAttempt(journal, attempt, call, 'failed', failed.failure.class);
    throw failed;
  }
  if (isOver(error)) {
    await recordAttempt(journal, attempt, call, 'aborted', error instanceof CallCut ? 'stopped' : null);
  }
  throw error;
}
