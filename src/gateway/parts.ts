import type { Clock } from '../kernel/clock.ts';
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
  RetryBounds,
  Upstream,
} from './ports.ts';
import type { Heartbeats } from './relay/heartbeats.ts';
import type { RunningCalls } from './running-calls.ts';

/** Everything that serving a call takes; app.ts puts it together. */
export interface GatewayParts {
  identify: Identify;
  snapshot: Snapshot;
  accounts: Accounts;
  admission: Admission;
  upstream: Upstream;
  journal: AttemptJournal;
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
