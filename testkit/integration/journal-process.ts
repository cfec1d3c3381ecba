import { writeSync } from 'node:fs';
import { type DatabaseLocation, openDatabase } from '../../src/storage/open-database.ts';
import { openTestJournal } from '../open-test-journal.ts';
import { makeAttempt } from '../sample-attempt.ts';

/** What tests hand to this process, as JSON in its first argument. */
export interface JournalProcessOptions {
  directory: string;
  database: DatabaseLocation;
  tenantId: string;
}

/** Whoever outlives its test would fill the disk. */
const livesAtMostMs = 120_000;

/**
 * Appends attempts until it is killed and says the id of each, a line each, once it is written. Ends where one could
 * not be, and when whoever started it is gone. It ships in small pieces, so that a kill finds it at every step.
 */
async function run({ directory, database, tenantId }: JournalProcessOptions): Promise<void> {
  const startedBy = process.ppid;
  setTimeout(() => process.exit(1), livesAtMostMs);
  const { db } = openDatabase(database);
  await db
    .selectFrom('tenants')
    .select('id')
    .execute()
    .catch(() => undefined);
  const { journal } = openTestJournal({
    directory,
    db,
    limits: { shipEveryMs: 3, shipRows: 20, segmentBytesMax: 50_000 },
    onUnexpected: () => process.exit(1),
  });
  const appendOne = () => {
    const attempt = makeAttempt({ tenantId });
    journal.append(attempt, (error) => {
      if (error) return process.exit(0);
      writeSync(1, `${attempt.id}\n`);
    });
  };
  setInterval(() => {
    if (process.ppid !== startedBy) process.exit(1);
    for (let count = 0; count < 5; count += 1) appendOne();
  }, 1);
}

await run(JSON.parse(process.argv[2] ?? '{}') as JournalProcessOptions);
