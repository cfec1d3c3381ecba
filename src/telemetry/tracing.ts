import {
  type Attributes,
  type Context,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { toGenAiOperation, toGenAiProvider } from '../kernel/gen-ai.ts';
import { limits } from '../kernel/limits.ts';
import type { AttemptRecord } from '../kernel/records.ts';
import type { RequestTrace } from '../kernel/telemetry.ts';
import { createOtlpExporter, type OtlpExporterOptions } from './otlp-exporter.ts';

interface FinishedSpan {
  route: string;
  status: number;
  attributes: Record<string, string>;
}

export interface RequestSpan extends RequestTrace {
  end(finished: FinishedSpan): void;
}

export interface Tracing {
  startRequestSpan(request: { method: string; traceparent?: string }): RequestSpan;
  /** One try of a model, which is over, under the request that it was made for; a root where that is not known. */
  recordAttempt(
    attempt: AttemptRecord,
    traceparent: string | undefined,
    clean: (text: string) => string,
  ): void;
  /** Sends what waits, but holds up the end of the process no longer than `deadlineMs`. Never rejects. */
  shutdown(deadlineMs: number): Promise<void>;
}

const noSpan = { traceparent: null, end: () => undefined };

/** For when no collector is configured: nothing is made, nothing is sent. */
export const noTracing: Tracing = {
  startRequestSpan: () => noSpan,
  recordAttempt: () => undefined,
  shutdown: async () => undefined,
};

/** Nothing is registered globally: no library that is loaded later can send spans by this way. */
export function createTracing(options: OtlpExporterOptions & { version: string }): Tracing {
  const provider = new TracerProvider({
    resource: resourceFromAttributes({
      'service.name': options.settings.serviceName,
      'service.version': options.version,
    }),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: createOtlpExporter(options),
        exportTimeoutMillis: limits.egress.totalMs,
      }),
    ],
  });
  const tracer = provider.getTracer('plugboard', options.version);

  return {
    startRequestSpan({ method, traceparent }) {
      const span = tracer.startSpan(
        method,
        { kind: SpanKind.SERVER, attributes: { 'http.request.method': method } },
        parentOf(traceparent),
      );
      return {
        traceparent: traceparentOf(span),
        end: (finished) => endSpan(span, method, finished),
      };
    },
    recordAttempt(attempt, traceparent, clean) {
      const end = Date.now();
      const span = tracer.startSpan(
        clean(`${toGenAiOperation(attempt.operation)} ${attempt.modelName}`),
        {
          kind: SpanKind.CLIENT,
          startTime: end - attempt.totalMs,
          attributes: cleaned(toGenAiAttributes(attempt), clean),
        },
        parentOf(traceparent),
      );
      if (attempt.outcome === 'failed') span.setStatus({ code: SpanStatusCode.ERROR });
      span.end(end);
    },
    shutdown: (deadlineMs) => settleWithin(provider.shutdown(), deadlineMs),
  };
}

/** By the conventions for generative AI; ours beside them join the span to the ledger and to the provider’s own logs. */
function toGenAiAttributes(attempt: AttemptRecord): Attributes {
  const at = URL.parse(`https://${attempt.host}`);
  return {
    'gen_ai.operation.name': toGenAiOperation(attempt.operation),
    'gen_ai.provider.name': toGenAiProvider(attempt.provider),
    'gen_ai.request.model': attempt.modelName,
    ...(at && { 'server.address': at.hostname, 'server.port': Number(at.port || 443) }),
    ...(attempt.promptTokens !== null && { 'gen_ai.usage.input_tokens': attempt.promptTokens }),
    ...(attempt.completionTokens !== null && { 'gen_ai.usage.output_tokens': attempt.completionTokens }),
    ...(attempt.failureClass !== null && { 'error.type': attempt.failureClass }),
    ...(attempt.status !== null && { 'http.response.status_code': attempt.status }),
    ...(attempt.upstreamRequestId !== null && {
      'plugboard.upstream_request_id': attempt.upstreamRequestId,
    }),
    'plugboard.request_id': attempt.requestId,
    'plugboard.tenant': attempt.tenantId,
    'plugboard.environment': attempt.environment,
    'plugboard.attempt': attempt.number,
    'plugboard.owner': attempt.owner,
    'plugboard.reason': attempt.reason,
    'plugboard.outcome': attempt.outcome,
  };
}

function cleaned(attributes: Attributes, clean: (text: string) => string): Attributes {
  const entries = Object.entries(attributes);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === 'string' ? clean(value) : value]),
  );
}

function endSpan(span: Span, method: string, { route, status, attributes }: FinishedSpan): void {
  span.updateName(`${method} ${route}`);
  span.setAttributes({ ...attributes, 'http.route': route, 'http.response.status_code': status });
  // For a server a 4xx is the caller's error, not the span's: OpenTelemetry's HTTP conventions.
  if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}

/** W3C Trace Context: a version newer than ours may carry more behind the flags; `ff` is none. */
const traceparentPattern = /^(?!ff)([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

function parentOf(traceparent: string | undefined): Context {
  const [, version, traceId, spanId, flags, rest] = traceparentPattern.exec(traceparent ?? '') ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return ROOT_CONTEXT;
  if (version === '00' && rest !== undefined) return ROOT_CONTEXT;
  // Ids of zeros are well formed but not valid; the tracer starts a trace of its own for them.
  const traceFlags = Number.parseInt(flags, 16) & 1;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote: true });
}

function traceparentOf(span: Span): string {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}

async function settleWithin(work: Promise<void>, deadlineMs: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, deadlineMs);
  await Promise.race([promise, work.catch(() => undefined)]);
  clearTimeout(timer);
}
