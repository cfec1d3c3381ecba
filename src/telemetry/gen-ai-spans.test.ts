import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeAttempt } from '../../testkit/sample-attempt.ts';
import type { OutboundRequest } from '../kernel/ports.ts';
import { Scrubber, Secret } from '../kernel/secret.ts';
import { createTelemetry } from './telemetry.ts';

interface SentSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: { key: string; value: Record<string, unknown> }[];
  status: { code?: number };
}

function open(level: 'debug' | 'info') {
  const scrubber = new Scrubber();
  scrubber.add(new Secret('MARKER-model-77aa'));
  const sent: OutboundRequest[] = [];
  const lines: string[] = [];
  const telemetry = createTelemetry({
    level,
    scrubber,
    clock: Date.now,
    version: '0.0.0',
    traces: { url: 'http://collector:4318/v1/traces', headers: {}, serviceName: 'test' },
    send: async (request) => {
      sent.push(request);
      return { status: 200, headers: {}, body: new Uint8Array() };
    },
    destination: { write: (line) => void lines.push(line) },
  });
  const spans = () =>
    sent.flatMap(
      ({ body }): SentSpan[] =>
        JSON.parse(Buffer.from(body ?? '').toString()).resourceSpans[0].scopeSpans[0].spans,
    );
  return { telemetry, spans, lines };
}

const attributeOf = (span: SentSpan | undefined, key: string) =>
  Object.values(span?.attributes.find((one) => one.key === key)?.value ?? {})[0];

test('each try of a model is a client span under its request, by the GenAI conventions, with the ids of ledger and provider', async () => {
  const { telemetry, spans, lines } = open('info');
  const requestId = 'req_1';
  const trace = telemetry.requestStarted({ method: 'POST', requestId });
  const failed = { outcome: 'failed', failureClass: 'overloaded', status: 503 } as const;
  telemetry.attemptEnded(
    makeAttempt({ requestId, provider: 'bedrock', modelName: 'MARKER-model-77aa', ...failed }),
  );
  telemetry.attemptEnded(
    makeAttempt({ requestId, number: 2, operation: 'embedding', host: 'llm.example:8443' }),
  );
  telemetry.requestFinished({ route: '/v1/x', method: 'POST', status: 200, ms: 1, requestId, trace });
  telemetry.attemptEnded(makeAttempt({ requestId: 'req_of_the_queue' }));
  await telemetry.close();
  const [first, second, server, later] = spans();
  assert.equal(server?.name, 'POST /v1/x');
  for (const span of [first, second]) {
    assert.deepEqual([span?.traceId, span?.parentSpanId, span?.kind], [server?.traceId, server?.spanId, 3]);
    assert.equal(attributeOf(span, 'plugboard.request_id'), requestId);
    assert.equal(attributeOf(span, 'plugboard.upstream_request_id'), 'req_011CTnXq5xKfXbV4o2pM9yDx');
  }
  assert.deepEqual(
    ['gen_ai.provider.name', 'gen_ai.operation.name', 'error.type', 'server.address'].map((key) =>
      attributeOf(first, key),
    ),
    ['aws.bedrock', 'chat', 'overloaded', 'api.anthropic.com'],
  );
  assert.equal(first?.status.code, 2);
  assert.doesNotMatch(JSON.stringify(first), /MARKER/);
  assert.deepEqual([second?.name, attributeOf(second, 'server.port')], ['embeddings model-of-acme', 8443]);
  const lengthMs = (Number(second?.endTimeUnixNano) - Number(second?.startTimeUnixNano)) / 1e6;
  assert.ok(Math.abs(lengthMs - 4_523.5) < 1, String(lengthMs));
  assert.notEqual(later?.traceId, server?.traceId);
  // At `info`, what failed has its line; what was answered is in the ledger.
  const told = lines.map((line) => JSON.parse(line)).filter(({ event }) => event === 'attempt_ended');
  assert.deepEqual(
    told.map((one) => [one.requestId, one.failureClass, one.upstreamRequestId]),
    [[requestId, 'overloaded', 'req_011CTnXq5xKfXbV4o2pM9yDx']],
  );
  const { text } = await telemetry.readMetrics();
  assert.match(
    text,
    /^plugboard_attempts_total\{operation="chat",owner="own",outcome="failed",class="overloaded"\} 1$/m,
  );
  assert.match(text, /^plugboard_tokens_total\{operation="embedding",owner="own",direction="input"\} 1200$/m);
});
