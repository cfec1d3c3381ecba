import { join } from 'node:path';
import { findLostRight } from '../control/authentication/still-caller.ts';
import type { ConversationParts } from '../control/conversations/conversations.ts';
import { resumeTurn } from '../control/conversations/turns.ts';
import { tellCallFinished } from '../control/notifications/tell.ts';
import type { GatewayParts, QueueParts } from '../gateway/parts.ts';
import { ActiveCalls } from '../gateway/queue/active-calls.ts';
import type { BackoffBounds } from '../gateway/queue/next-attempt.ts';
import { workOn } from '../gateway/queue/work-queue.ts';
import type { FinishedCall, QueueKeeping } from '../gateway/queue-ports.ts';
import { FiledRunNotes } from '../journal/run-notes.ts';
import type { Clock } from '../kernel/clock.ts';
import { PlugboardError } from '../kernel/errors.ts';
import { limits } from '../kernel/limits.ts';
import type { Telemetry } from '../kernel/telemetry.ts';
import { CallQueue } from '../queue/call-queue.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { lockDataDirectory } from '../storage/data-directory.ts';
import type { Database } from '../storage/open-database.ts';
import type { TellFinished } from '../storage/queue-end.ts';
import { createQueueKeeping } from '../storage/queue-keeping.ts';
import { createQueuedCallStore, togetherOn } from '../storage/queued-call-store.ts';
import { isAway } from '../storage/reachable.ts';
import { every } from './every.ts';

interface QueueOptions {
  dataDirectory: string;
  database: Database;
  conversations: ConversationParts;
  snapshot: Snapshot;
  clock: Clock;
  telemetry: Telemetry;
  /** For tests, which cannot wait as long as providers take to recover. */
  backoff?: BackoffBounds;
}

export interface OpenCallQueue {
  parts: QueueParts;
  /** From now on calls that are due are tried here. */
  start(gateway: GatewayParts): void;
  /** Clients that wait on the line are told where their answer will be. */
  beginStop(): void;
  stop(): Promise<void>;
}

const { sweepEveryMs, firstMs, waitMaxMs } = limits.queue;

/** The queue of calls, put together from its parts. */
export async function openCallQueue(options: QueueOptions): Promise<OpenCallQueue> {
  const { dataDirectory, database, conversations, snapshot, clock, telemetry } = options;
  const onError = unlessAway(telemetry);
  const together = togetherOn(database.db);
  const queue = await CallQueue.open({ database: database.forQueue, together, onError });
  const tell: TellFinished = (tenant, { tenantId, environment, id, status }) =>
    tellCallFinished(tenant, { tenantId, environment }, { queueId: id, status }, clock());
  const store = createQueuedCallStore(database.db, queue, tell);
  const keeping = createQueueKeeping(database.db, queue, tell);
  const active = new ActiveCalls(store, onError);
  const notes = FiledRunNotes.open({
    directory: join(dataDirectory, 'queue'),
    lockDirectory: lockDataDirectory,
    holder: active.holder,
    store,
    clock,
    onError,
  });
  const finished = (call: FinishedCall) => telemetry.queuedCallEnded(call);
  // Before anything is tried here: what the process before this one noted is not to be tried again.
  for (const call of await notes.adopt()) finished(call);
  const paused = new Set<string>();
  const sweep = every(sweepEveryMs, telemetry, () =>
    sweepQueue({ ...options, keeping, notes, paused, finished }).catch(onError),
  );
  const tidy = every(limits.housekeepingEveryMs, telemetry, async () => {
    while ((await keeping.deleteExpired(clock())) > 0);
  });
  const parts: QueueParts = {
    store,
    notes,
    active,
    backoff: options.backoff ?? { firstMs, waitMaxMs },
    checkCaller: (caller) => {
      const code = findLostRight(snapshot, caller, clock());
      if (code) throw new PlugboardError(code);
    },
    resumeTurn: (turn, queueId) => resumeTurn(conversations, turn, queueId),
    hurry: (delayMs) => queue.hurry(delayMs),
    finished,
  };
  return {
    parts,
    start: (gateway) => {
      active.start();
      queue.work({ tryCall: (id) => workOn(gateway, id), pausedTenants: () => [...paused] });
    },
    beginStop: () => active.beginStop(),
    stop: async () => {
      active.beginStop();
      await Promise.all([sweep.stop(), tidy.stop()]);
      // An answer that comes in is waited for: it would not be asked for again.
      const cutOff = setTimeout(() => active.cutOff(), limits.shutdown.drainMs);
      await queue.stop();
      await active.end();
      clearTimeout(cutOff);
      notes.close();
    },
  };
}

interface SweepParts extends QueueOptions {
  keeping: QueueKeeping;
  notes: FiledRunNotes;
  paused: Set<string>;
  finished(call: FinishedCall): void;
}

async function sweepQueue({
  keeping,
  notes,
  paused,
  snapshot,
  clock,
  telemetry,
  finished,
}: SweepParts): Promise<void> {
  const { depth, oldestAt } = await keeping.measure();
  telemetry.queueMeasured({ depth, oldestMs: oldestAt === null ? 0 : Math.max(0, clock() - oldestAt) });
  if (depth === 0) return;
  const pausedNow = await keeping.listPaused();
  paused.clear();
  for (const tenantId of pausedNow) paused.add(tenantId);
  for (const call of await notes.adopt()) finished(call);
  for (const call of await keeping.endOverdue(clock())) finished(call);
  await keeping.adoptOrphans(clock());
  for (const waiting of await keeping.listWaitingCallers()) {
    const actor = { kind: waiting.actorKind, id: waiting.actorId };
    const code = findLostRight(snapshot, { ...waiting, actor }, clock());
    if (!code) continue;
    for (const call of await keeping.refuseCallsOf(waiting, code, clock())) finished(call);
  }
}

/** That the database is away is told by whoever keeps the snapshot, once. */
function unlessAway({ unexpected }: Telemetry): (error: unknown) => void {
  return (error) => {
    if (!isAway(error)) unexpected(error, { part: 'queue' });
  };
}
