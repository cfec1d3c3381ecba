import type { AttemptStore } from '../../src/gateway/ports.ts';
import { attemptFields } from '../../src/kernel/attempt-list.ts';
import { PlugboardError } from '../../src/kernel/errors.ts';
import type { AttemptRecord } from '../../src/kernel/records.ts';

/** Keeps attempts in the order in which they came; can be away, hang, or refuse some. */
export class MemoryAttemptStore implements AttemptStore {
  readonly attempts: AttemptRecord[] = [];
  state: 'there' | 'away' | 'hanging' = 'there';
  refuses: (attempt: AttemptRecord) => boolean = () => false;
  asked = 0;

  async insertAttempts(lists: readonly string[]): Promise<string[]> {
    this.asked += 1;
    if (this.state === 'hanging') await new Promise(() => undefined);
    if (this.state === 'away') throw new PlugboardError('unavailable');
    const known = new Set(this.attempts.map(({ id }) => id));
    const attempts = lists.map(fromAttemptList);
    this.attempts.push(...attempts.filter((attempt) => !known.has(attempt.id) && !this.refuses(attempt)));
    return lists.filter((list) => this.refuses(fromAttemptList(list)));
  }
}

function fromAttemptList(list: string): AttemptRecord {
  const values = JSON.parse(list) as unknown[];
  const entries = attemptFields.map((field, index) => [field, values[index] ?? null]);
  return Object.fromEntries(entries) as unknown as AttemptRecord;
}
