import { PlugboardError } from '../kernel/errors.ts';
import type { AttemptRecord } from '../kernel/records.ts';
import type { Attempt, AttemptCall } from './attempt.ts';
import type { CallFailureClass } from './failures.ts';
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
