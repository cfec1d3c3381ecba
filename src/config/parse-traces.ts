import { Secret } from '../kernel/secret.ts';
import type { TraceSettings } from '../kernel/telemetry.ts';
import type { EnvironmentReader, Parsed } from './environment-reader.ts';
import { parseCollectorUrl } from './parse-urls.ts';

/** OpenTelemetry's own variables, as its specification words them: operators know them from every other service. */
export function parseTraces(reader: EnvironmentReader): TraceSettings | null {
  const expected = 'the http or https URL of an OTLP/HTTP collector';
  const base = reader.parse('OTEL_EXPORTER_OTLP_ENDPOINT', expected, null, parseCollectorUrl);
  const whole = reader.parse('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', expected, null, parseCollectorUrl);
  const headers = reader.parse(
    'OTEL_EXPORTER_OTLP_HEADERS',
    'name=value pairs with commas between, values percent-encoded',
    {},
    parseHeaders,
  );
  const serviceName = reader.text('OTEL_SERVICE_NAME') ?? 'plugboard';
  const isOff = reader.text('OTEL_SDK_DISABLED')?.toLowerCase() === 'true';
  const url = whole ?? (base === null ? null : `${base.replace(/\/+$/, '')}/v1/traces`);
  return isOff || url === null ? null : { url, headers, serviceName };
}

function parseHeaders(text: string): Parsed<Record<string, Secret>> {
  const headers: [string, Secret][] = [];
  for (const [index, pair] of text.split(',').entries()) {
    if (pair.trim() === '') continue;
    const [, name, encoded] = /^\s*([!#$%&'*+.^_`|~0-9a-z-]+)\s*=\s*(.*?)\s*$/i.exec(pair) ?? [];
    const value = encoded === undefined ? undefined : decode(encoded);
    if (name === undefined || value === undefined || !/^[\x20-\x7e]*$/.test(value)) {
      return { problem: `pair ${index + 1} is not a header` };
    }
    headers.push([name.toLowerCase(), new Secret(value)]);
  }
  return { value: Object.fromEntries(headers) };
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
