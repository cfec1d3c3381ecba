import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { AttemptRecord } from '../kernel/records.ts';
import type { SigninMethod, VaultOperation, VaultOutcome } from '../kernel/telemetry.ts';

export interface Metrics {
  countRequest(request: { route: string; method: string; status: number; ms: number }): void;
  countSignin(method: SigninMethod, outcome: 'ok' | 'refused'): void;
  countVaultOperation(operation: VaultOperation, outcome: VaultOutcome): void;
  countAuditRows(rows: number): void;
  countCredentialChange(to: string): void;
  countDelivery(channel: string, outcome: string): void;
  setSnapshotVersion(version: number): void;
  watchSnapshotAge(ageMs: () => number): void;
  countAttempt(attempt: AttemptRecord): void;
  countShippedAttempts(rows: number): void;
  watchJournalBytes(bytes: () => number): void;
  watchJournalFull(isFull: () => boolean): void;
  noteLedgerSigned(): void;
  setQueue(depth: number, oldestMs: number): void;
  countQueuedCall(status: string): void;
  read(): Promise<{ contentType: string; text: string }>;
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
/** Far more than there are routes: a bound for the day on which somebody passes a path by mistake. */
const routesMax = 500;
/** Calls of models take from milliseconds (refused) to minutes (long streams). */
const secondsBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600];

/** A registry of its own: two servers in one process, as tests have them, do not add up. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = createRequestMetrics(registers);
  const vaultOperations = new Counter({
    name: 'plugboard_vault_operations_total',
    help: 'Operations of the vault, by what came of them.',
    labelNames: ['operation', 'outcome'],
    registers,
  });
  const signins = new Counter({
    name: 'plugboard_signins_total',
    help: 'Sign-ins to the console.',
    labelNames: ['method', 'outcome'],
    registers,
  });
  const auditRows = new Counter({
    name: 'plugboard_audit_rows_total',
    help: 'Audit rows written.',
    registers,
  });
  const deliveries = new Counter({
    name: 'plugboard_deliveries_total',
    help: 'Tries of messages to webhooks and mailboxes.',
    labelNames: ['channel', 'outcome'],
    registers,
  });
  const credentialChanges = new Counter({
    name: 'plugboard_credential_changes_total',
    help: 'What calls found out about accounts, by the status that followed.',
    labelNames: ['to'],
    registers,
  });
  const ledgerSigned = new Gauge({
    name: 'plugboard_ledger_signed_timestamp_seconds',
    help: 'When this process last signed every ledger that had grown.',
    registers,
  });
  const snapshot = createSnapshotMetrics(registers);
  return {
    countRequest: requests,
    countSignin: (method, outcome) => signins.inc({ method, outcome }),
    countVaultOperation: (operation, outcome) => vaultOperations.inc({ operation, outcome }),
    countAuditRows: (rows) => auditRows.inc(rows),
    countCredentialChange: (to) => credentialChanges.inc({ to }),
    countDelivery: (channel, outcome) => deliveries.inc({ channel, outcome }),
    ...snapshot,
    countAttempt: createAttemptMetrics(registers),
    noteLedgerSigned: () => ledgerSigned.setToCurrentTime(),
    ...createJournalMetrics(registers),
    ...createQueueMetrics(registers),
    read: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}

function createRequestMetrics(registers: Registry[]): Metrics['countRequest'] {
  const count = createSums(
    {
      name: 'plugboard_http_requests_total',
      help: 'HTTP requests answered.',
      labelNames: ['route', 'method', 'status'],
    },
    registers,
  );
  const seconds = new Histogram({
    name: 'plugboard_http_request_seconds',
    help: 'Time from the first byte of a request to the last of its answer.',
    labelNames: ['route', 'method'],
    buckets: secondsBuckets,
    registers,
  });
  const routes = new Set<string>();

  return ({ route, method, status, ms }) => {
    if (routes.size < routesMax) routes.add(route);
    const labels = {
      route: routes.has(route) ? route : 'other',
      method: methods.has(method) ? method : 'other',
    };
    const answered = status >= 100 && status <= 599 ? Math.trunc(status) : 'other';
    count(`${labels.route} ${labels.method} ${answered}`, 1);
    seconds.observe(labels, ms / 1000);
  };
}

function createSnapshotMetrics(
  registers: Registry[],
): Pick<Metrics, 'setSnapshotVersion' | 'watchSnapshotAge'> {
  const version = new Gauge({
    name: 'plugboard_snapshot_version',
    help: 'Version of the snapshot that requests are decided by.',
    registers,
  });
  let readAgeMs = () => Number.NaN;
  new Gauge({
    name: 'plugboard_snapshot_age_seconds',
    help: 'Time since the snapshot was last known to be current.',
    registers,
    collect() {
      this.set(readAgeMs() / 1000);
    },
  });
  return {
    setSnapshotVersion: (value) => version.set(value),
    watchSnapshotAge: (ageMs) => {
      readAgeMs = ageMs;
    },
  };
}

/** Every answer waits for this, so it is summed up here, by the labels’ values with spaces between, and becomes series when somebody scrapes. */
function createSums(
  { name, help, labelNames }: { name: string; help: string; labelNames: readonly string[] },
  registers: Registry[],
): (values: string, more: number) => void {
  const sums = new Map<string, number>();
  new Counter({
    name,
    help,
    labelNames,
    registers,
    collect() {
      this.reset();
      for (const [key, sum] of sums) {
        const values = key.split(' ');
        this.inc(Object.fromEntries(labelNames.map((label, index) => [label, values[index] ?? ''])), sum);
      }
    },
  });
  return (values, more) => {
    sums.set(values, (sums.get(values) ?? 0) + more);
  };
}

function createAttemptMetrics(registers: Registry[]): Metrics['countAttempt'] {
  const countAttempts = createSums(
    {
      name: 'plugboard_attempts_total',
      help: 'Tries of models by this process: on whose account, what came of them, and of which class a failure was.',
      labelNames: ['operation', 'owner', 'outcome', 'class'],
    },
    registers,
  );
  const countTokens = createSums(
    {
      name: 'plugboard_tokens_total',
      help: 'Tokens that providers counted in calls of this process.',
      labelNames: ['operation', 'owner', 'direction'],
    },
    registers,
  );
  return ({ operation, owner, outcome, failureClass, promptTokens, completionTokens }) => {
    countAttempts(`${operation} ${owner} ${outcome} ${failureClass ?? 'none'}`, 1);
    if (promptTokens) countTokens(`${operation} ${owner} input`, promptTokens);
    if (completionTokens) countTokens(`${operation} ${owner} output`, completionTokens);
  };
}

function createJournalMetrics(
  registers: Registry[],
): Pick<Metrics, 'countShippedAttempts' | 'watchJournalBytes' | 'watchJournalFull'> {
  const shipped = new Counter({
    name: 'plugboard_attempts_shipped_total',
    help: 'Attempts brought from the journal into the database.',
    registers,
  });
  let readBytes = () => 0;
  new Gauge({
    name: 'plugboard_journal_bytes',
    help: 'Bytes of the journal that are not in the database yet.',
    registers,
    collect() {
      this.set(readBytes());
    },
  });
  let readFull = () => false;
  new Gauge({
    name: 'plugboard_journal_full',
    help: '1 while calls are refused because they could not be written down.',
    registers,
    collect() {
      this.set(readFull() ? 1 : 0);
    },
  });
  return {
    watchJournalFull: (isFull) => {
      readFull = isFull;
    },
    countShippedAttempts: (rows) => shipped.inc(rows),
    watchJournalBytes: (bytes) => {
      readBytes = bytes;
    },
  };
}

function createQueueMetrics(registers: Registry[]): Pick<Metrics, 'setQueue' | 'countQueuedCall'> {
  const depth = new Gauge({
    name: 'plugboard_queue_depth',
    help: 'Calls that wait for their model, of all tenants and on all replicas.',
    registers,
  });
  const oldest = new Gauge({
    name: 'plugboard_queue_oldest_seconds',
    help: 'For how long the call that waits longest has waited.',
    registers,
  });
  const ended = new Counter({
    name: 'plugboard_queued_calls_total',
    help: 'Queued calls that are over, by what became of them.',
    labelNames: ['status'],
    registers,
  });
  return {
    setQueue: (count, oldestMs) => {
      depth.set(count);
      oldest.set(oldestMs / 1000);
    },
    countQueuedCall: (status) => ended.inc({ status }),
  };
}
