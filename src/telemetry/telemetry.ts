import type { Clock } from '../kernel/clock.ts';
import type { SendAsOperator } from '../kernel/ports.ts';
import type { Scrubber } from '../kernel/secret.ts';
import type {
  FinishedRequest,
  LogLevel,
  Telemetry,
  TraceSettings,
  VaultOutcome,
} from '../kernel/telemetry.ts';
import { cleanText } from './clean-value.ts';
import { createLogger, type LogDestination, type Logger } from './logger.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { createTracing, noTracing, type RequestSpan, type Tracing } from './tracing.ts';

export interface TelemetryOptions {
  level: LogLevel;
  scrubber: Scrubber;
  clock: Clock;
  version: string;
  /** Null keeps tracing off. */
  traces: TraceSettings | null;
  send: SendAsOperator;
  destination?: LogDestination;
}

/** How long the end of the process may wait for the trace collector. */
const closeMs = 3_000;

const vaultLevels: Record<VaultOutcome, LogLevel> = { ok: 'debug', failed: 'error', unavailable: 'warn' };

/** Asked for every few seconds by machines: at `info` they would bury everything else. */
const quietRoutes = new Set(['/healthz', '/readyz', '/metrics']);

export function createTelemetry(options: TelemetryOptions): Telemetry {
  const logger = createLogger(options);
  const metrics = createMetrics();
  const tracing = openTracing(options, logger);
  return {
    ...lifeEvents(logger),
    ...requestEvents(logger, metrics, tracing, options.scrubber),
    ...signinEvents(logger, metrics),
    ...databaseEvents(logger, metrics, options.clock),
    ...vaultEvents(logger, metrics),
    ...credentialEvents(logger, metrics),
    ...journalEvents(logger, metrics),
    ...ledgerEvents(logger, metrics),
    ...deliveryEvents(logger, metrics),
    ...queueEvents(logger, metrics),
    unexpected: (error, context = {}) => logger.log('error', 'unexpected', { error, context }),
    readMetrics: () => metrics.read(),
    close: () => tracing.shutdown(closeMs),
  };
}

function openTracing({ traces, send, version }: TelemetryOptions, logger: Logger): Tracing {
  if (traces === null) return noTracing;
  return createTracing({
    settings: traces,
    send,
    version,
    onChange: (error) => {
      if (error === undefined) logger.log('info', 'trace_collector_back');
      else logger.log('warn', 'trace_collector_away', { error });
    },
  });
}

function lifeEvents(logger: Logger): Pick<Telemetry, 'started' | 'stopping' | 'stopped'> {
  return {
    started: (facts) => logger.log('info', 'started', facts),
    stopping: (facts) => logger.log('info', 'stopping', facts),
    stopped: (facts) => logger.log(facts.drained ? 'info' : 'warn', 'stopped', facts),
  };
}

function requestEvents(
  logger: Logger,
  metrics: Metrics,
  tracing: Tracing,
  scrubber: Scrubber,
): Pick<Telemetry, 'requestStarted' | 'requestFinished' | 'attemptEnded'> {
  /** Callers hold the trace without its end: a request is finished by its event alone, and once. */
  const spans = new WeakMap<object, RequestSpan>();
  /** By the ids of requests that run; empty while tracing is off. */
  const open = new Map<string, string>();
  return {
    requestStarted(request) {
      const span = tracing.startRequestSpan(request);
      if (span.traceparent === null) return span;
      const handle = { traceparent: span.traceparent };
      spans.set(handle, span);
      if (request.requestId !== undefined) open.set(request.requestId, span.traceparent);
      return handle;
    },
    requestFinished({ trace, caller, ...request }) {
      metrics.countRequest(request);
      const level = levelOf(request);
      if (logger.writes(level)) {
        logger.log(level, 'request_finished', {
          ...request,
          ...caller,
          ...(trace?.traceparent && { traceId: trace.traceparent.slice(3, 35) }),
        });
      }
      // Null while tracing is off.
      if (!trace?.traceparent) return;
      open.delete(request.requestId);
      const attributes = { 'plugboard.request_id': request.requestId, ...tenantAttribute(caller?.tenantId) };
      const cleaned = Object.entries(attributes).map(([name, value]) => [name, cleanText(value, scrubber)]);
      spans.get(trace)?.end({ ...request, attributes: Object.fromEntries(cleaned) });
      spans.delete(trace);
    },
    attemptEnded(attempt) {
      metrics.countAttempt(attempt);
      const { requestId, tenantId, environment, number, host, outcome, failureClass } = attempt;
      const level = outcome === 'failed' ? 'info' : 'debug';
      if (logger.writes(level)) {
        const { id, modelName, owner, status, upstreamRequestId, totalMs } = attempt;
        const facts = { id, requestId, tenantId, environment, number, modelName, owner, host, outcome };
        logger.log(level, 'attempt_ended', {
          ...facts,
          failureClass,
          status,
          upstreamRequestId,
          ms: totalMs,
        });
      }
      tracing.recordAttempt(attempt, open.get(requestId), (text) => cleanText(text, scrubber));
    },
  };
}

function tenantAttribute(tenantId: string | undefined): Record<string, string> {
  return tenantId === undefined ? {} : { 'plugboard.tenant': tenantId };
}

function levelOf({ route, status }: Pick<FinishedRequest, 'route' | 'status'>): LogLevel {
  // A call that went well has its record in the journal, with more than a line would say.
  if (quietRoutes.has(route) || (route.startsWith('/v1/') && status < 400)) return 'debug';
  return status >= 500 ? 'warn' : 'info';
}

function signinEvents(logger: Logger, metrics: Metrics): Pick<Telemetry, 'signedIn' | 'signinRefused'> {
  return {
    signedIn(facts) {
      metrics.countSignin(facts.method, 'ok');
      logger.log('info', 'signed_in', facts);
    },
    signinRefused(facts) {
      metrics.countSignin(facts.method, 'refused');
      logger.log('warn', 'signin_refused', facts);
    },
  };
}

function databaseEvents(
  logger: Logger,
  metrics: Metrics,
  clock: Clock,
): Pick<Telemetry, 'snapshotApplied' | 'watchSnapshotAge' | 'databaseAway' | 'databaseBack'> {
  let awaySince: number | undefined;
  return {
    snapshotApplied(facts) {
      metrics.setSnapshotVersion(facts.version);
      logger.log('debug', 'snapshot_applied', facts);
    },
    watchSnapshotAge: (ageMs) => metrics.watchSnapshotAge(ageMs),
    databaseAway(error) {
      awaySince ??= clock();
      logger.log('error', 'database_away', { error });
    },
    databaseBack() {
      logger.log('info', 'database_back', awaySince === undefined ? {} : { awayMs: clock() - awaySince });
      awaySince = undefined;
    },
  };
}

function vaultEvents(
  logger: Logger,
  metrics: Metrics,
): Pick<Telemetry, 'vaultOperation' | 'keysRewrapped' | 'auditWritten' | 'auditCheckpointed'> {
  return {
    vaultOperation(facts) {
      metrics.countVaultOperation(facts.operation, facts.outcome);
      logger.log(vaultLevels[facts.outcome], 'vault_operation', facts);
    },
    keysRewrapped(facts) {
      logger.log(facts.unopened.length > 0 ? 'error' : 'info', 'keys_rewrapped', facts);
    },
    auditWritten: ({ rows }) => metrics.countAuditRows(rows),
    auditCheckpointed: (facts) => logger.log('debug', 'audit_checkpointed', facts),
  };
}

/** A dead key is for somebody to mend; that an account came back is good to know. */
function credentialEvents(logger: Logger, metrics: Metrics): Pick<Telemetry, 'credentialChanged'> {
  return {
    credentialChanged(facts) {
      metrics.countCredentialChange(facts.to);
      logger.log(facts.to === 'healthy' ? 'info' : 'warn', 'credential_changed', facts);
    },
  };
}

function deliveryEvents(
  logger: Logger,
  metrics: Metrics,
): Pick<Telemetry, 'deliveryTried' | 'mailServerFailed'> {
  return {
    deliveryTried(facts) {
      metrics.countDelivery(facts.channel, facts.outcome);
      logger.log(facts.outcome === 'arrived' ? 'debug' : 'info', 'delivery_tried', facts);
    },
    mailServerFailed: (facts) => logger.log('warn', 'mail_server_failed', facts),
  };
}

function journalEvents(
  logger: Logger,
  metrics: Metrics,
): Pick<
  Telemetry,
  'attemptsShipped' | 'journalBehind' | 'journalFull' | 'watchJournalBytes' | 'watchJournalFull'
> {
  return {
    attemptsShipped(facts) {
      metrics.countShippedAttempts(facts.rows);
      logger.log('debug', 'attempts_shipped', facts);
    },
    journalBehind: (facts) => logger.log('warn', 'journal_behind', facts),
    journalFull: (facts) => logger.log('error', 'journal_full', facts),
    watchJournalBytes: (bytes) => metrics.watchJournalBytes(bytes),
    watchJournalFull: (isFull) => metrics.watchJournalFull(isFull),
  };
}

function ledgerEvents(
  logger: Logger,
  metrics: Metrics,
): Pick<Telemetry, 'ledgerMonthsMade' | 'ledgerRetained' | 'ledgerSigned'> {
  return {
    ledgerSigned(facts) {
      metrics.noteLedgerSigned();
      logger.log('debug', 'ledger_signed', facts);
    },
    ledgerMonthsMade: (facts) => logger.log('info', 'ledger_months_made', facts),
    ledgerRetained: (facts) => logger.log('info', 'ledger_retained', facts),
  };
}

function queueEvents(logger: Logger, metrics: Metrics): Pick<Telemetry, 'queueMeasured' | 'queuedCallEnded'> {
  return {
    queueMeasured: ({ depth, oldestMs }) => metrics.setQueue(depth, oldestMs),
    queuedCallEnded({ id, tenantId, environment, status, attempts, errorCode }) {
      metrics.countQueuedCall(status);
      const level = status === 'done' ? 'info' : 'warn';
      logger.log(level, 'queued_call_ended', { id, tenantId, environment, status, attempts, errorCode });
    },
  };
}
