import type { PgBoss } from 'pg-boss';
import type { CallSchedule, DueCall, SqlRunner } from '../gateway/queue-ports.ts';
import { limits } from '../kernel/limits.ts';
import { openBoss, type QueueDatabase, queueName } from './open-boss.ts';

const { atOnce, atOncePerTenant, pollEveryMs, boss: bossLimits } = limits.queue;

/** What it takes to put a job away before it is due. */
const putAwayMs = 20;

type Together = (work: (within: SqlRunner) => Promise<void>) => Promise<void>;

/** Tries one call. Answers after how long it is to be looked at again; undefined where it is over. */
type TryCall = (id: string) => Promise<number | undefined>;

interface CallQueueParts {
  database: QueueDatabase;
  /** Either all that `work` does in the database holds, or nothing. */
  together: Together;
  onError(error: unknown): void;
}

interface Working {
  tryCall: TryCall;
  pausedTenants: () => readonly string[];
}

/**
 * Which call is due when, in pg-boss: a job for each, with the call’s id and its tenant’s. A job that is being tried
 * says so again and again; one that is silent is given to the next who asks, on whichever replica.
 */
export class CallQueue implements CallSchedule {
  readonly #onError: (error: unknown) => void;
  readonly #boss: PgBoss;
  readonly #together: Together;
  readonly #running = new Map<string, { tenantId: string; done: Promise<void> }>();
  /** What was tried and has not been put away yet. */
  #settled: { id: string; later: DueCall | undefined }[] = [];
  #loop: Promise<void> | undefined;
  #heartbeat: NodeJS.Timeout | undefined;
  #wake: () => void = () => undefined;
  #isStopped = false;

  private constructor(boss: PgBoss, { together, onError }: Omit<CallQueueParts, 'database'>) {
    this.#boss = boss;
    this.#together = together;
    this.#onError = onError;
  }

  static async open({ database, ...parts }: CallQueueParts): Promise<CallQueue> {
    return new CallQueue(await openBoss(database, parts.onError), parts);
  }

  async put(calls: readonly DueCall[], within: SqlRunner): Promise<void> {
    await this.#boss.insert(queueName, calls.map(toJob), { db: within });
  }

  async giveBack(ids: readonly string[]): Promise<void> {
    await this.#boss.fail(queueName, [...ids]);
    this.hurry(0);
  }

  /** From now on calls that are due are tried here. */
  work(working: Working): void {
    this.#loop = this.#run(working);
    const touch = () => this.#touch().catch((error) => this.#onError(error));
    this.#heartbeat = setInterval(() => void touch(), bossLimits.touchEveryMs).unref();
  }

  /** A call that comes due soon need not wait for the next look. */
  hurry(delayMs: number): void {
    if (delayMs < pollEveryMs) setTimeout(() => this.#wake(), Math.max(0, delayMs)).unref();
  }

  /** Nothing new is begun; what runs is waited for, and its end put down. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#wake();
    await this.#loop;
    await Promise.all([...this.#running.values()].map(({ done }) => done));
    clearInterval(this.#heartbeat);
    await this.#putAway().catch((error) => this.#onError(error));
    await this.#boss.stop({ graceful: false }).catch((error) => this.#onError(error));
  }

  async #run(working: Working): Promise<void> {
    while (!this.#isStopped) {
      const woken = this.#untilWoken();
      const isFull = await this.#begin(working).catch((error) => {
        this.#onError(error);
        return false;
      });
      // A full hand means that more may wait: whoever ends makes room for the next.
      if (!isFull || this.#running.size >= atOnce) await woken;
      this.#wake();
    }
  }

  /** True where as many were due as there was room for. */
  async #begin({ tryCall, pausedTenants }: Working): Promise<boolean> {
    await this.#putAway();
    const room = atOnce - this.#running.size;
    if (room <= 0) return true;
    const jobs = await this.#boss.fetch<{ tenantId: string }>(queueName, {
      batchSize: room,
      groupConcurrency: atOncePerTenant,
      ignoreGroups: [...pausedTenants()],
    });
    for (const { id, data } of jobs) {
      const { tenantId } = data;
      this.#running.set(id, { tenantId, done: this.#try(tryCall, id, tenantId) });
    }
    return jobs.length === room;
  }

  async #try(tryCall: TryCall, id: string, tenantId: string): Promise<void> {
    try {
      const delayMs = await tryCall(id);
      this.#settled.push({ id, later: delayMs === undefined ? undefined : { id, tenantId, delayMs } });
      if (delayMs !== undefined) this.hurry(delayMs + putAwayMs);
    } catch (error) {
      // Its job falls silent, and is tried anew when that is seen.
      this.#onError(error);
    } finally {
      this.#running.delete(id);
      this.#wake();
    }
  }

  /** Jobs that were tried are taken away, and put back with another time where they are not over. */
  async #putAway(): Promise<void> {
    const settled = this.#settled;
    if (settled.length === 0) return;
    this.#settled = [];
    const ids = settled.map(({ id }) => id);
    const later = settled.map((job) => job.later).filter((job) => job !== undefined);
    try {
      // A death in between would leave a call that waits without a job.
      await this.#together(async (db) => {
        await this.#boss.deleteJob(queueName, ids, { db });
        if (later.length > 0) await this.#boss.insert(queueName, later.map(toJob), { db });
      });
    } catch (error) {
      this.#settled.push(...settled);
      throw error;
    }
  }

  async #touch(): Promise<void> {
    if (this.#running.size > 0) await this.#boss.touch(queueName, [...this.#running.keys()]);
  }

  #untilWoken(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, pollEveryMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

function toJob({ id, tenantId, delayMs }: DueCall) {
  // By the clock of the database, which decides when it is due.
  return { id, data: { tenantId }, group: { id: tenantId }, startAfter: delayMs / 1000 };
}
