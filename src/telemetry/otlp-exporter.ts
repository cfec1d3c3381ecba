import { JsonTraceSerializer } from '@opentelemetry/otlp-transformer';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';
import type { SendAsOperator } from '../kernel/ports.ts';
import type { TraceSettings } from '../kernel/telemetry.ts';

export interface OtlpExporterOptions {
  settings: TraceSettings;
  send: SendAsOperator;
  /** Told once when sending starts to fail, and once when it works again (`undefined`): not at every batch. */
  onChange(error: Error | undefined): void;
}

/** OTLP/HTTP in JSON. Not the SDK's own exporter, because that one opens sockets past the guarded way out. */
export function createOtlpExporter({ settings, send, onChange }: OtlpExporterOptions): SpanExporter {
  let isFailing = false;
  const pending = new Set<Promise<void>>();

  async function sendBatch(spans: ReadableSpan[]): Promise<void> {
    const body = JsonTraceSerializer.serializeRequest(spans);
    if (body === undefined) return;
    const headers = Object.entries(settings.headers).map(([name, value]) => [name, value.reveal()]);
    const answer = await send({
      method: 'POST',
      url: settings.url,
      headers: { ...Object.fromEntries(headers), 'content-type': 'application/json' },
      body,
    });
    // What the collector says is not repeated: it may quote the headers.
    if (answer.status < 200 || answer.status > 299) {
      throw new Error(`the trace collector answered with status ${answer.status}`);
    }
  }

  function note(error: Error | undefined): void {
    if (isFailing === (error !== undefined)) return;
    isFailing = error !== undefined;
    onChange(error);
  }

  return {
    export(spans, done) {
      const sending = sendBatch(spans).then(
        () => {
          note(undefined);
          done({ code: 0 });
        },
        (reason: unknown) => {
          const error =
            reason instanceof Error ? reason : new Error('sending traces failed', { cause: reason });
          note(error);
          done({ code: 1, error });
        },
      );
      pending.add(sending);
      void sending.finally(() => pending.delete(sending));
    },
    async forceFlush() {
      await Promise.all(pending);
    },
    async shutdown() {
      await Promise.all(pending);
    },
  };
}
