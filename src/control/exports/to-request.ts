import type { ExportItem, ExportKind } from '../../kernel/exports.ts';
import { toGenAiOperation, toGenAiProvider } from '../../kernel/gen-ai.ts';
import { Secret } from '../../kernel/secret.ts';
import { signatureHeaders } from '../../kernel/standard-webhooks.ts';

/** What is sealed of a destination. */
export interface Destination {
  url: string;
  headers: Record<string, string>;
  /** Of webhooks. */
  signingSecret: string | null;
}

interface ExportRequest {
  method: 'POST' | 'PUT';
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** One batch as its receiver takes it. The same rows make the same batch id. */
export function toExportRequest(
  kind: ExportKind,
  destination: Destination,
  items: readonly [ExportItem, ...ExportItem[]],
  deploymentId: string,
  now: number,
): ExportRequest {
  const { url, headers } = destination;
  const last = items.at(-1) ?? items[0];
  if (kind === 'object_store') {
    // One object, which each newer one replaces: it covers every row before it.
    return { method: 'PUT', url, headers: { ...headers, ...json }, body: JSON.stringify(last.record) };
  }
  if (kind === 'otlp') {
    return { method: 'POST', url, headers: { ...headers, ...json }, body: toOtlp(items, deploymentId, now) };
  }
  const id = `exp_${items[0].id}:${last.id}`;
  const timestamp = new Date(now).toISOString();
  const body = JSON.stringify({
    type: 'export.batch',
    timestamp,
    deployment: deploymentId,
    items: items.map(toSent),
  });
  const secrets = destination.signingSecret === null ? [] : [new Secret(destination.signingSecret)];
  return {
    method: 'POST',
    url,
    headers: { ...headers, ...signatureHeaders({ id, body }, secrets, now) },
    body,
  };
}

const json = { 'content-type': 'application/json' };

const toSent = ({ at, ...item }: ExportItem) => ({ ...item, at: new Date(at).toISOString() });

const eventNames = {
  ledger: 'plugboard.ledger.attempt',
  audit: 'plugboard.audit.act',
  checkpoints: 'plugboard.ledger.checkpoint',
} as const;
const info = { severityNumber: 9, severityText: 'INFO' };
const warn = { severityNumber: 13, severityText: 'WARN' };

/** OTLP/HTTP logs in JSON: https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding (November 2026) */
function toOtlp(items: readonly ExportItem[], deploymentId: string, now: number): string {
  const logRecords = items.map((item) => ({
    timeUnixNano: toNanoseconds(item.at),
    observedTimeUnixNano: toNanoseconds(now),
    ...(item.record['outcome'] === 'failed' ? warn : info),
    eventName: eventNames[item.stream],
    body: { stringValue: JSON.stringify(item.record) },
    attributes: toAttributes({
      'plugboard.id': item.id,
      'plugboard.stream': item.stream,
      'plugboard.tenant': item.tenant,
      'plugboard.environment': item.environment,
      'plugboard.seq': item.seq,
      'plugboard.request_id': item.record['request_id'],
      ...toGenAi(item.record),
      'gen_ai.request.model': item.record['model_name'],
      'server.address': item.record['host'],
      'gen_ai.usage.input_tokens': item.record['prompt_tokens'],
      'gen_ai.usage.output_tokens': item.record['completion_tokens'],
      'error.type': item.record['failure_class'],
    }),
  }));
  const attributes = toAttributes({ 'service.name': 'plugboard', 'service.instance.id': deploymentId });
  const scopeLogs = [{ scope: { name: 'plugboard.export' }, logRecords }];
  return JSON.stringify({ resourceLogs: [{ resource: { attributes }, scopeLogs }] });
}

function toGenAi({ operation, provider }: ExportItem['record']): Record<string, string> {
  if ((operation !== 'chat' && operation !== 'embedding') || typeof provider !== 'string') return {};
  return {
    'gen_ai.operation.name': toGenAiOperation(operation),
    'gen_ai.provider.name': toGenAiProvider(provider),
  };
}

interface Attribute {
  key: string;
  value: { stringValue: string } | { intValue: string };
}

function toAttributes(values: Record<string, unknown>): Attribute[] {
  const attributes: Attribute[] = [];
  for (const [key, value] of Object.entries(values)) {
    if (typeof value === 'string') attributes.push({ key, value: { stringValue: value } });
    // 64-bit numbers are texts in OTLP’s JSON.
    if (typeof value === 'number') attributes.push({ key, value: { intValue: String(Math.round(value)) } });
  }
  return attributes;
}

const toNanoseconds = (ms: number): string => `${Math.round(ms)}000000`;
