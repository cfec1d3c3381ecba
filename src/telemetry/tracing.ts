import { type Context, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { limits } from '../kernel/limits.ts';
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
  /** Sends what waits, but holds up the end of the process no longer than `deadlineMs`. Never rejects. */
  shutdown(deadlineMs: number): Promise<void>;
}

const noSpan = { traceparent: null, end: () => undefined };

/** For when no collector is configured: nothing is made, nothing is sent. */
export const noTracing: Tracing = {
  startRequestSpan: () => noSpan,
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
    shutdown: (deadlineMs) => settleWithin(provider.shutdown(), deadlineMs),
  };
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
