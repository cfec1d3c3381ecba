import type { QueuedCallStatus } from './queued-calls.ts';
import type { AttemptRecord, CredentialStatus } from './records.ts';
import type { Actor, Environment } from './scope.ts';
import type { Secret } from './secret.ts';

export const logLevels = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Where traces go. The values of the headers usually authenticate, so they are secrets. */
export interface TraceSettings {
  url: string;
  headers: Record<string, Secret>;
  serviceName: string;
}

/** A request that is being served, as the tracer sees it. */
export interface RequestTrace {
  /** W3C trace context for calls that this request causes; null while tracing is off. */
  readonly traceparent: string | null;
}

export interface FinishedRequest {
  /** The pattern, never the path that was asked for: ids would make a metric series each. */
  route: string;
  method: string;
  status: number;
  ms: number;
  requestId: string;
  caller?: { actor: Actor; tenantId?: string; environment?: Environment };
  errorCode?: string;
  trace?: RequestTrace;
}

export type SigninMethod = 'link' | 'oidc';
export type VaultOperation = 'seal' | 'open' | 'wrap';
export type VaultOutcome = 'ok' | 'failed' | 'unavailable';

/**
 * What happens, told once: each function logs, counts and traces its event as that event deserves. No other code
 * writes a log line or touches a metric. Nothing here throws, and nothing waits for the outside.
 */
export interface Telemetry {
  started(facts: { version: string; url: string; storage: 'postgres' | 'embedded'; ms: number }): void;
  stopping(facts: { reason: string }): void;
  stopped(facts: { ms: number; drained: boolean }): void;

  /** `traceparent` is the caller's header, as it came. */
  requestStarted(request: { method: string; traceparent?: string; requestId?: string }): RequestTrace;
  requestFinished(request: FinishedRequest): void;
  signedIn(facts: { method: SigninMethod; personId: string; requestId: string }): void;
  signinRefused(facts: { method: SigninMethod; reason: string; requestId: string; error?: unknown }): void;

  snapshotApplied(facts: { version: number; changes: number }): void;
  /** Asked at each scrape: an age that nobody updates any more is the very thing to be seen. */
  watchSnapshotAge(ageMs: () => number): void;
  databaseAway(error: unknown): void;
  databaseBack(): void;

  vaultOperation(facts: {
    operation: VaultOperation;
    outcome: VaultOutcome;
    tenantId?: string;
    error?: unknown;
  }): void;
  /** `unopened`: tenants whose key does not open under the version that its row names. */
  keysRewrapped(facts: { rewrapped: number; remaining: number; unopened: string[] }): void;
  /** What calls found out about an account, written down for every replica. */
  credentialChanged(facts: {
    tenantId: string;
    environment: Environment;
    credentialId: string;
    from: CredentialStatus;
    to: CredentialStatus;
  }): void;
  /** One try of one message to one receiver. */
  deliveryTried(facts: {
    channel: 'webhook' | 'email' | 'export';
    outcome: 'arrived' | 'failed';
    tenantId: string;
    deliveryId: string;
    detail: string | undefined;
  }): void;
  /** What the operators’ mail server said, for them alone. */
  mailServerFailed(facts: { error: unknown }): void;
  auditWritten(facts: { rows: number }): void;
  auditCheckpointed(facts: { tenantId: string; seq: number; keyId: string }): void;

  /** One try of one model is over. */
  attemptEnded(attempt: AttemptRecord): void;
  attemptsShipped(facts: { rows: number; ms: number }): void;
  /** The journal could not be shipped; it is tried again. `bytes` wait. */
  journalBehind(facts: { bytes: number; error: unknown }): void;
  /** From now on attempts cannot be written down, and calls are refused. Told once, when it begins. */
  journalFull(facts: { bytes: number; error: unknown }): void;
  /** Asked at each scrape: what is written and not yet in the database. */
  watchJournalBytes(bytes: () => number): void;
  /** Whether calls are refused because they could not be written down. */
  watchJournalFull(isFull: () => boolean): void;

  /** Partitions for months to come. More than one at a time: the service was away, or is new. */
  ledgerMonthsMade(facts: { months: string[] }): void;
  /** Every chain that has grown is signed up to its end now. */
  ledgerSigned(facts: { chains: number }): void;
  /** What of the ledger was kept no longer. */
  ledgerRetained(facts: { cuts: number; rows: number; months: string[] }): void;

  /** How many calls wait for their model, and for how long the one that came first. */
  queueMeasured(facts: { depth: number; oldestMs: number }): void;
  queuedCallEnded(facts: {
    id: string;
    tenantId: string;
    environment: Environment;
    status: QueuedCallStatus;
    attempts: number;
    errorCode: string | null;
  }): void;

  /** What nobody foresaw. `context` may hold anything: it is scrubbed like the error. */
  unexpected(error: unknown, context?: Record<string, unknown>): void;

  /** The body of `/metrics`. */
  readMetrics(): Promise<{ contentType: string; text: string }>;
  /** Sends what is still waiting to be sent, within a bounded time. Never rejects. */
  close(): Promise<void>;
}
