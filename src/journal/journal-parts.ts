import type { AttemptStore } from '../gateway/ports.ts';
import type { Clock } from '../kernel/clock.ts';
import type { limits } from '../kernel/limits.ts';
import type { Telemetry } from '../kernel/telemetry.ts';
import type { LockDirectory } from './folders.ts';

export type JournalLimits = Record<keyof typeof limits.journal, number>;
type JournalEvents = Pick<
  Telemetry,
  'attemptsShipped' | 'journalBehind' | 'journalFull' | 'watchJournalBytes' | 'unexpected'
>;

export interface JournalParts {
  /** Shared by every process that ships to the same database; each writes in a folder of its own. */
  directory: string;
  lockDirectory: LockDirectory;
  store: AttemptStore;
  clock: Clock;
  telemetry: JournalEvents;
  limits: JournalLimits;
}
