import { join } from 'node:path';
import type { Config } from '../config/config.ts';
import type { Authenticator } from '../control/authentication/authenticator.ts';
import type { Caller } from '../control/authentication/caller.ts';
import { resolvePlace } from '../control/authentication/place.ts';
import { isStillCaller } from '../control/authentication/still-caller.ts';
import { CredentialHealth } from '../control/credentials/credential-health.ts';
import { openCredential } from '../control/credentials/open-credential.ts';
import type { Store } from '../control/ports.ts';
import { Accounts } from '../gateway/accounts.ts';
import { CallAdmission } from '../gateway/admission/call-admission.ts';
import { Meters } from '../gateway/admission/meters.ts';
import { SharedCounts, unshared } from '../gateway/admission/shared-counts.ts';
import { admitWithinBudgets } from '../gateway/budgets/admit-within-budgets.ts';
import type { Budgets } from '../gateway/budgets/budgets.ts';
import { Circuits } from '../gateway/failover/circuits.ts';
import type { GatewayParts, QueueParts } from '../gateway/parts.ts';
import type { CallBounds, FetchImage, Identify, RetryBounds, Upstream } from '../gateway/ports.ts';
import type { BackoffBounds } from '../gateway/queue/next-attempt.ts';
import { Heartbeats } from '../gateway/relay/heartbeats.ts';
import { RunningCalls } from '../gateway/running-calls.ts';
import { type OpenJournal, openJournal } from '../journal/journal.ts';
import type { Clock } from '../kernel/clock.ts';
import { platformTenantId } from '../kernel/ids.ts';
import { limits } from '../kernel/limits.ts';
import type { AttemptRecord } from '../kernel/records.ts';
import type { Scrubber } from '../kernel/secret.ts';
import type { Telemetry } from '../kernel/telemetry.ts';
import type { ModelRule } from '../providers/model-rule.ts';
import { parseModelRules } from '../providers/openai-compatible/parse-model-rules.ts';
import type { SnapshotKeeper } from '../snapshot/snapshot-keeper.ts';
import { createAttemptStore } from '../storage/attempt-store.ts';
import { createCallCountStore } from '../storage/call-counts.ts';
import { lockDataDirectory } from '../storage/data-directory.ts';
import { createIdempotencyStore } from '../storage/idempotency-store.ts';
import { createCredentialUses } from '../storage/last-uses.ts';
import type { Executor } from '../storage/open-database.ts';
import type { Vault } from '../vault/vault.ts';
import { BootError } from './boot-error.ts';
import { openBudgets } from './budgets.ts';
import type { Billing } from './open-billing.ts';
import { writeDown } from './write-down.ts';

export interface GatewayOptions {
  config: Pick<Config, 'dataDirectory' | 'modelRulesJson' | 'databaseUrl'>;
  clock: Clock;
  db: Executor;
  keeper: SnapshotKeeper;
  store: Store;
  vault: Vault;
  authenticator: Authenticator;
  upstream: Upstream;
  fetchImage: FetchImage;
  telemetry: Telemetry;
  scrubber: Scrubber;
  billing: Billing;
  queue: QueueParts;
  /** Other bounds than usual. */
  callBounds?: Partial<GatewayBounds>;
}

export interface GatewayBounds extends CallBounds {
  heartbeatMs: number;
  retries: RetryBounds;
  backoff: BackoffBounds;
}

/** The data plane, put together from its parts. */
export function openGateway(
  options: GatewayOptions,
  opened: AsyncDisposableStack,
): { gateway: GatewayParts; journal: OpenJournal; budgets: Budgets } {
  const { config, clock, db, keeper, vault, authenticator, upstream, fetchImage, telemetry, scrubber } =
    options;
  const { firstByteMs, betweenBytesMs, totalMs, heartbeatMs, retries } = {
    ...limits.gateway,
    retries: limits.retries,
    ...options.callBounds,
  };
  const { snapshot } = keeper;
  const journal = openJournal({
    directory: join(config.dataDirectory, 'journal'),
    lockDirectory: lockDataDirectory,
    store: createAttemptStore(db),
    clock,
    telemetry,
    limits: limits.journal,
  });
  opened.defer(() => journal.close());
  telemetry.watchJournalFull(() => journal.stats().isFull);
  const rates = openAdmission(options, opened);
  const uses = createCredentialUses(db);
  writeDown(uses, telemetry, opened);
  const budgets = openBudgets({ ...options, ...options.billing, journal }, opened);
  const gateway: GatewayParts = {
    identify: identifyFor(authenticator, keeper),
    snapshot,
    ...openAccounts(options, opened),
    running: openRunningCalls(keeper),
    admission: admitWithinBudgets(budgets, rates),
    upstream,
    journal: {
      append: (attempt, written) => {
        rates.spent(attempt);
        budgets.spent(attempt);
        telemetry.attemptEnded(attempt);
        uses.note(toUsed(attempt), attempt.at);
        journal.journal.append(attempt, written);
      },
    },
    queue: options.queue,
    idempotency: { store: createIdempotencyStore(db), sealer: vault },
    fetchImage,
    heartbeats: new Heartbeats(heartbeatMs),
    bounds: { firstByteMs, betweenBytesMs, totalMs },
    retries,
    modelRules: readModelRules(config.modelRulesJson),
    clock,
    telemetry,
    scrub: (text) => scrubber.scrub(text),
    canRecord: () => !journal.stats().isFull,
  };
  return { gateway, journal, budgets };
}

const toUsed = ({ credentialId: id, owner, tenantId }: AttemptRecord) => ({
  id,
  tenantId: owner === 'managed' ? platformTenantId : tenantId,
});

/** What is held of each account that is in use, and given up when the account changes. */
function openAccounts(
  { clock, keeper, store, vault, telemetry }: GatewayOptions,
  opened: AsyncDisposableStack,
): Pick<GatewayParts, 'accounts' | 'circuits' | 'health'> {
  const { snapshot } = keeper;
  const accounts = new Accounts(snapshot, (credential, rules) =>
    openCredential(vault, credential, credential.secrets, rules),
  );
  const circuits = new Circuits(clock);
  keeper.watch((touched) => {
    accounts.drop(touched);
    circuits.drop(touched, snapshot);
  });
  const health = new CredentialHealth({ store, snapshot, clock, telemetry });
  opened.defer(() => health.settled());
  return { accounts, circuits, health };
}

function openRunningCalls(keeper: SnapshotKeeper): RunningCalls {
  const { snapshot } = keeper;
  const running = new RunningCalls(snapshot, (caller, at) => isStillCaller(snapshot, caller, at));
  keeper.watch((touched) => running.review(touched));
  return running;
}

/** The embedded database has one process to itself: nobody is there to share with. */
function openAdmission(
  { config, clock, db, keeper: { snapshot } }: GatewayOptions,
  opened: AsyncDisposableStack,
): CallAdmission {
  const meters = new Meters(limits.admission.metersMax);
  if (config.databaseUrl === null) {
    return new CallAdmission({ snapshot, meters, clock, listener: unshared });
  }
  const shared = new SharedCounts({ meters, clock, store: createCallCountStore(db) });
  shared.start();
  opened.defer(() => shared.stop());
  return new CallAdmission({ snapshot, meters, clock, listener: shared });
}

function readModelRules(json: string | null): readonly ModelRule[] {
  if (json === null) return [];
  const reading = parseModelRules(json);
  if (!reading.ok) throw new BootError(`PLUGBOARD_MODEL_RULES: ${reading.problem}`);
  return reading.rules;
}

/** The gateway's view of who calls. Tokens are decided in memory; nothing here waits for the database. */
function identifyFor(authenticator: Authenticator, keeper: SnapshotKeeper): Identify {
  return (headers) => {
    const place = (caller: Caller) => ({
      actor: caller.actor,
      ...resolvePlace(caller, headers, keeper.snapshot),
    });
    const caller = authenticator.forInference(headers);
    return caller instanceof Promise ? caller.then(place) : place(caller);
  };
}
