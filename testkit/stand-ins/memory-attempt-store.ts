import type { AttemptStore } from '../../src/gateway/ports.ts';
import { PlugboardError } from '../../src/kernel/errors.ts';
import type { AttemptRecord } from '../../src/kernel/records.ts';

/** Keeps attempts in the order in which they came; can be away, hang, or refuse some. */
export class MemoryAttemptStore implements AttemptStore {
  readonly attempts: AttemptRecord[] = [];
  state: 'there' | 'away' | 'hanging' = 'there';
  refuses: (attempt: AttemptRecord) => boolean = () => false;
  asked = 0;

  async insertAttempts(attempts: readonly AttemptRecord[]): Promise<AttemptRecord[]> {
    this.asked += 1;
    if (this.state === 'hanging') await new Promise(() => undefined);
    if (this.state === 'away') throw new PlugboardError('unavailable');
    const known = new Set(this.attempts.map(({ id }) => id));
    const fresh = attempts.filter((attempt) => !known.has(attempt.id) && !this.refuses(attempt));
    this.attempts.push(...fresh);
    return attempts.filter(this.refuses);
  }
}
