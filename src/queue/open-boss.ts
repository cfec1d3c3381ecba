import { PgBoss } from 'pg-boss';
import type { SqlRunner } from '../gateway/queue-ports.ts';
import { limits } from '../kernel/limits.ts';

export type QueueDatabase = { kind: 'pglite'; runner: SqlRunner } | { kind: 'postgres'; url: string };

export const queueName = 'calls';
const schema = 'pgboss';
const { heartbeatSeconds, superviseSeconds, connectionsMax } = limits.queue.boss;
const daySeconds = 24 * 60 * 60;

/** pg-boss with its tables made or brought up to date, which takes the owner of the database. */
export async function openBoss(database: QueueDatabase, onError: (error: unknown) => void): Promise<PgBoss> {
  const boss = new PgBoss({
    ...(database.kind === 'pglite'
      ? { db: database.runner, backend: 'pglite' as const }
      : { connectionString: database.url, max: connectionsMax, application_name: 'plugboard-queue' }),
    schema,
    // It has no timetables here, and no queues that depend on each other.
    schedule: false,
    superviseIntervalSeconds: superviseSeconds,
    monitorIntervalSeconds: superviseSeconds,
    reindex: database.kind === 'postgres',
    monitorVacuum: false,
  });
  boss.on('error', onError);
  await boss.start();
  await boss.createQueue(queueName, {
    heartbeatSeconds,
    // How often and how long a call is tried is decided elsewhere: here nothing is given up.
    retryLimit: 1_000_000,
    retryDelay: 0,
    expireInSeconds: daySeconds - 1,
    retentionSeconds: 30 * daySeconds,
  });
  // It reads its queues when they are first used, by itself: inside a transaction of the embedded database, which has
  // one session for everybody, that would wait for ever.
  await boss.insert(queueName, []);
  return boss;
}

/** For tests, which copy a database that has everything. */
export async function prepareQueueTables(database: QueueDatabase): Promise<void> {
  const boss = await openBoss(database, (error) => {
    throw error;
  });
  await boss.stop({ graceful: false });
}
