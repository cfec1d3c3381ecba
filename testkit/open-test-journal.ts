import { type OpenJournal, openJournal } from '../src/journal/journal.ts';
import type { JournalLimits } from '../src/journal/journal-parts.ts';
import { limits } from '../src/kernel/limits.ts';
import { createAttemptStore } from '../src/storage/attempt-store.ts';
import { lockDataDirectory } from '../src/storage/data-directory.ts';
import type { Executor } from '../src/storage/open-database.ts';

interface TestJournal {
  directory: string;
  db: Executor;
  limits: Partial<JournalLimits>;
  /** Hears of what should not have happened. */
  onUnexpected: (error: unknown) => void;
}

/** A journal that ships to a real database, without a service around it. */
export function openTestJournal(options: TestJournal): OpenJournal {
  return openJournal({
    directory: options.directory,
    lockDirectory: lockDataDirectory,
    store: createAttemptStore(options.db),
    clock: Date.now,
    telemetry: {
      attemptsShipped: () => undefined,
      journalBehind: () => undefined,
      journalFull: () => undefined,
      watchJournalBytes: () => undefined,
      unexpected: options.onUnexpected,
    },
    limits: { ...limits.journal, ...options.limits },
  });
}
