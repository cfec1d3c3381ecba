import type { Clock } from '../kernel/clock.ts';
import type { QueuedTurn, TurnRecorder } from '../kernel/conversation.ts';
import type { Telemetry } from '../kernel/telemetry.ts';
import type { ModelRule } from '../providers/model-rule.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { Accounts } from './accounts.ts';
import type { Circuits } from './failover/circuits.ts';
import type {
  Admission,
  AttemptJournal,
  CallBounds,
  ContentSealer,
  CredentialHealth,
  FetchImage,
  IdempotencyStore,
  Identify,
  InferenceCaller,
  RetryBounds,
  Upstream,
} from './ports.ts';
import type { ActiveCalls } from './queue/active-calls.ts';
import type { BackoffBounds } from './queue/next-attempt.ts';
import type { FinishedCall, QueuedCallStore, RunNotes } from './queue-ports.ts';
import type { Heartbeats } from './relay/heartbeats.ts';
import type { RunningCalls } from './running-calls.ts';

/** What calls that wait for their model take. */
export interface QueueParts {
  store: QueuedCallStore;
  notes: RunNotes;
  active: ActiveCalls;
  backoff: BackoffBounds;
  /** Throws where whoever made the call may not make it any more. */
  checkCaller(caller: InferenceCaller): void;
  /** Writes the answer of a turn down that waits in a conversation. */
  resumeTurn(turn: QueuedTurn, queueId: string): TurnRecorder;
  /** Says that a call comes due after that time. */
  hurry(delayMs: number): void;
  /** Hears of every call that ended. */
  finished(call: FinishedCall): void;
}

/** Everything that serving a call takes; app.ts puts it together. */
export interface GatewayParts {
  identify: Identify;
  snapshot: Snapshot;
  accounts: Accounts;
  admission: Admission;
  upstream: Upstream;
  journal: AttemptJournal;
  queue: QueueParts;
  idempotency: { store: IdempotencyStore; sealer: ContentSealer };
  fetchImage: FetchImage;
  running: RunningCalls;
  circuits: Circuits;
  health: CredentialHealth;
  heartbeats: Heartbeats;
  bounds: CallBounds;
  retries: RetryBounds;
  /** Operators' own, tried before the built-in ones. */
  modelRules: readonly ModelRule[];
  clock: Clock;
  telemetry: Telemetry;
  /** Takes live secrets out of text that came from outside. */
  scrub(text: string): string;
  /** False while attempts cannot be written down: then none is made. */
  canRecord(): boolean;
}
