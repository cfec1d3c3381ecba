import type { QueuedCallRecord } from '../kernel/queued-calls.ts';
import type { Actor, Environment } from '../kernel/scope.ts';

/** What the gateway needs of whoever keeps queued calls, and of whoever knows when the next one is due. */

export interface NewQueuedCall extends QueuedCallRecord {
  status: 'queued';
  nextAttemptAt: number;
  /** Some process keeps its client on the line and tries it itself: nobody else does while that one lives. */
  holder: string | null;
  /** The call and who makes it. */
  payload: Uint8Array;
}

/** One attempt of one call. Whoever has another token by now is no longer the one who may settle it. */
export interface QueueRun {
  id: string;
  token: string;
}

export interface ClaimedCall extends QueuedCallRecord {
  payload: Uint8Array;
}

export interface FoundCall extends QueuedCallRecord {
  answer: Uint8Array | null;
}

/** How a call ended. `answer`: sealed; null where it was given on the line, or there is none. */
export interface QueuedEnd {
  status: 'done' | 'failed' | 'expired';
  attempts: number;
  tries: number;
  failure: QueuedCallRecord['lastFailure'];
  errorCode: string | null;
  answer: Uint8Array | null;
  at: number;
}

export interface PutBack {
  attempts: number;
  tries: number;
  failure: QueuedCallRecord['lastFailure'];
  nextAttemptAt: number;
}

export interface QueuedPlace {
  tenantId: string;
  environment: Environment;
}

/** Callers whose calls wait: one of each. */
export interface WaitingCaller extends QueuedPlace {
  agentId: string | null;
  actorKind: Actor['kind'];
  actorId: string;
}

/** What is told of a call that is over. */
export interface FinishedCall
  extends Pick<QueuedCallRecord, 'id' | 'tenantId' | 'environment' | 'attempts' | 'errorCode'> {
  status: QueuedEnd['status'] | 'cancelled';
}

export interface QueuedCallStore {
  /** False where this tenant’s queue takes nothing new. One that nobody holds is due by itself from then on. */
  insert(call: NewQueuedCall, now: number): Promise<boolean>;
  /** Undefined where it is not to be tried now: settled, not due, on hold, or another’s. */
  claim(run: QueueRun, holder: string, now: number): Promise<ClaimedCall | undefined>;
  /** The first byte of an answer is there: from now on it is never asked for again. */
  answering(run: QueueRun): Promise<void>;
  /** This and the next change nothing where the call was settled or taken over meanwhile. */
  finish(run: QueueRun, end: QueuedEnd): Promise<FinishedCall | undefined>;
  putBack(run: QueueRun, back: PutBack): Promise<boolean>;
  /** The holder lets go: any replica tries it from now on. */
  letGo(id: string, holder: string, now: number): Promise<void>;
  /** The holder is known to be dead: nobody need wait until its leases are over. */
  takeOver(holder: string, now: number): Promise<void>;
  /** Undefined where it was over already. */
  cancel(place: QueuedPlace, id: string, now: number): Promise<FinishedCall | undefined>;
  find(place: QueuedPlace, id: string): Promise<FoundCall | undefined>;
  /** When to look at it again, where it still waits without a holder; undefined where nobody need. */
  msUntilDue(id: string, now: number): Promise<number | undefined>;
  /** Says that this process is at these; answers which of them are its own still. */
  renew(holder: string, ids: readonly string[]): Promise<ReadonlySet<string>>;
}

/**
 * What this process must not forget of its runs although the database does not know it yet. Each is on file when the
 * call returns, where kill -9 cannot take it back; the next process on the same files tells the database.
 */
export interface RunNotes {
  /** The first byte of an answer is there. */
  began(run: QueueRun): void;
  /** Its answer is there whole. Of runs that no answer began for nothing is noted: they may be made again. */
  ended(run: QueueRun, end: QueuedEnd): void;
  /** The database has it. */
  settled(run: QueueRun): void;
}

/** What is seen to by the clock, on whichever replica. */
export interface QueueKeeping {
  /** Calls past their deadline, and those whose process died while their answer came in. */
  endOverdue(now: number): Promise<FinishedCall[]>;
  /** Calls whose process died while their client waited, and those that should have been tried long since. */
  adoptOrphans(now: number): Promise<void>;
  listWaitingCallers(): Promise<WaitingCaller[]>;
  refuseCallsOf(caller: WaitingCaller, errorCode: string, now: number): Promise<FinishedCall[]>;
  listPaused(): Promise<string[]>;
  measure(): Promise<{ depth: number; oldestAt: number | null }>;
  /** Answers how many rows it was; none when all that has expired is gone. */
  deleteExpired(now: number): Promise<number>;
}

export interface SqlRunner {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

export interface DueCall {
  id: string;
  tenantId: string;
  delayMs: number;
}

/** Knows ids and times and nothing else. What it already knows stays as it is. */
export interface CallSchedule {
  put(calls: readonly DueCall[], within: SqlRunner): Promise<void>;
  /** Whoever was at these is dead: others may be at once. */
  giveBack(ids: readonly string[]): Promise<void>;
}
