import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { makeAttempt } from '../../testkit/sample-attempt.ts';
import type { OutboundAnswer, OutboundRequest } from '../kernel/ports.ts';
import { Scrubber, Secret } from '../kernel/secret.ts';
import type { FinishedRequest, Telemetry, TraceSettings } from '../kernel/telemetry.ts';
import { createTelemetry } from './telemetry.ts';

const marker = 'MARKER-telemetry-5d1c';
const traces: TraceSettings = {
  url: 'http://collector:4318/v1/traces',
  headers: { authorization: new Secret(`Bearer ${marker}`) },
  serviceName: 'plugboard-test',
};
const finished: FinishedRequest = {
  route: '/v1/models',
  method: 'GET',
  status: 200,
  ms: 12,
  requestId: 'r1',
};
const accepted: OutboundAnswer = { status: 200, headers: {}, body: new Uint8Array() };

function open({ settings = null as TraceSettings | null, answer = async () => accepted } = {}) {
  const scrubber = new Scrubber();
  scrubber.add(new Secret(marker));
  const lines: string[] = [];
  const sent: OutboundRequest[] = [];
  let now = 1_000;
  const telemetry = createTelemetry({
    level: 'debug',
    scrubber,
    clock: () => now,
    version: '0.0.0',
    traces: settings,
    send: (request) => {
      sent.push(request);
      return answer();
    },
    destination: { write: (line) => void lines.push(line) },
  });
  return {
    telemetry,
    lines,
    sent,
    events: () => lines.map((line) => JSON.parse(line)),
    moveClock: (ms: number) => {
      now += ms;
    },
    spans: () => sent.flatMap(({ body }) => spansOf(body)),
  };
}

interface SentSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  attributes: { key: string; value: unknown }[];
  status: { code?: number };
}

function spansOf(body: OutboundRequest['body']): SentSpan[] {
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
  return JSON.parse(text).resourceSpans[0].scopeSpans[0].spans;
}

/** One of each, so that a new event without a test of its own still runs through these. */
function tellEverything(telemetry: Telemetry, text: string): void {
  const error = new Error(text, { cause: { text } });
  const actor = { kind: 'token', id: text, role: 'user' } as const;
  telemetry.started({ version: text, url: text, storage: 'embedded', ms: 1 });
  const trace = telemetry.requestStarted({ method: 'GET', traceparent: text });
  const caller = { actor, tenantId: text, environment: 'dev' } as const;
  telemetry.requestFinished({ ...finished, requestId: text, errorCode: text, caller, trace });
  telemetry.signedIn({ method: 'oidc', personId: text, requestId: text });
  telemetry.signinRefused({ method: 'link', reason: text, requestId: text, error });
  telemetry.snapshotApplied({ version: 7, changes: 1 });
  telemetry.databaseAway(error);
  telemetry.databaseBack();
  telemetry.vaultOperation({ operation: 'open', outcome: 'failed', tenantId: text, error });
  telemetry.keysRewrapped({ rewrapped: 1, remaining: 1, unopened: [text] });
  telemetry.credentialChanged({
    tenantId: text,
    environment: 'dev',
    credentialId: text,
    from: 'healthy',
    to: 'auth_failed',
  });
  telemetry.auditWritten({ rows: 2 });
  telemetry.auditCheckpointed({ tenantId: text, seq: 1, keyId: text });
  const ids = { requestId: text, tenantId: text, upstreamRequestId: text, host: text, reason: text };
  telemetry.attemptEnded(makeAttempt({ ...ids, modelName: text, provider: text, outcome: 'failed' }));
  telemetry.attemptsShipped({ rows: 3, ms: 1 });
  telemetry.journalBehind({ bytes: 10, error });
  telemetry.journalFull({ bytes: 10, error });
  telemetry.queueMeasured({ depth: 3, oldestMs: 2_000 });
  telemetry.queuedCallEnded({
    id: text,
    tenantId: text,
    environment: 'dev',
    status: 'failed',
    attempts: 2,
    errorCode: text,
  });
  telemetry.unexpected(error, { text, inner: { text } });
  telemetry.stopping({ reason: text });
  telemetry.stopped({ ms: 1, drained: false });
}

describe('events', () => {
  test('no event lets a live secret into logs, metrics or traces (S56)', async () => {
    const { telemetry, lines, sent, events } = open({ settings: traces });
    tellEverything(telemetry, `key ${marker}`);
    await telemetry.close();
    const metrics = await telemetry.readMetrics();
    assert.equal(sent.length, 1);
    assert.ok(!`${lines.join('')}${metrics.text}`.includes(marker));
    for (const { body } of sent)
      assert.ok(
        !Buffer.from(body ?? '')
          .toString()
          .includes(marker),
      );
    assert.equal(events().length, lines.length);
  });

  test('a failing collector that quotes the headers puts none of them into the log (S57)', async () => {
    const answer = async () => ({ ...accepted, status: 500, body: Buffer.from(`Bearer ${marker}`) });
    const { telemetry, lines } = open({ settings: traces, answer });
    telemetry.requestFinished({ ...finished, trace: telemetry.requestStarted({ method: 'GET' }) });
    await telemetry.close();
    assert.match(lines.join(''), /status 500.*"event":"trace_collector_away"/);
    assert.ok(!lines.join('').includes(marker));
  });

  test('a server error stands out, and neither probes nor calls that went well bury the rest', () => {
    const { telemetry, events } = open();
    const administered = { ...finished, route: '/ai/api/v1/tenants' };
    for (const request of [
      finished,
      administered,
      { ...finished, status: 503 },
      { ...finished, route: '/healthz' },
    ]) {
      telemetry.requestFinished(request);
    }
    assert.deepEqual(
      events().map((event) => event.level),
      ['debug', 'info', 'warn', 'debug'],
    );
  });

  test('the log says how long the database was away', () => {
    const { telemetry, events, moveClock } = open();
    telemetry.databaseAway(new Error('gone'));
    moveClock(2_500);
    telemetry.databaseBack();
    assert.equal(events()[1].awayMs, 2_500);
  });
});

describe('metrics', () => {
  test('every event is counted under its bounded labels', async () => {
    const { telemetry } = open();
    tellEverything(telemetry, 'x');
    telemetry.watchSnapshotAge(() => 1_500);
    telemetry.watchJournalBytes(() => 512);
    const { text, contentType } = await telemetry.readMetrics();
    assert.match(contentType, /^text\/plain/);
    for (const line of [
      'plugboard_http_requests_total{route="/v1/models",method="GET",status="200"} 1',
      'plugboard_http_request_seconds_sum{route="/v1/models",method="GET"} 0.012',
      'plugboard_signins_total{method="oidc",outcome="ok"} 1',
      'plugboard_signins_total{method="link",outcome="refused"} 1',
      'plugboard_vault_operations_total{operation="open",outcome="failed"} 1',
      'plugboard_audit_rows_total 2',
      'plugboard_snapshot_version 7',
      'plugboard_snapshot_age_seconds 1.5',
      'plugboard_attempts_shipped_total 3',
      'plugboard_journal_bytes 512',
    ]) {
      assert.ok(text.includes(`${line}\n`), line);
    }
    assert.match(text, /^process_cpu_seconds_total/m);
  });

  test('neither odd methods nor ever new routes make ever new series', async () => {
    const { telemetry } = open();
    telemetry.requestFinished({ ...finished, method: 'BREW', status: 0 });
    for (let i = 0; i < 2_000; i++) telemetry.requestFinished({ ...finished, route: `/x/${i}` });
    const { text } = await telemetry.readMetrics();
    assert.match(text, /route="\/v1\/models",method="other",status="other"/);
    const series = text.split('\n').filter((line) => line.startsWith('plugboard_http_requests_total{'));
    assert.ok(series.length <= 502, String(series.length));
  });

  test('two servers in one process do not add up', async () => {
    const [one, two] = [open(), open()];
    one.telemetry.auditWritten({ rows: 3 });
    const { text } = await two.telemetry.readMetrics();
    assert.match(text, /^plugboard_audit_rows_total 0$/m);
  });
});

describe('traces', () => {
  const traceId = '0af7651916cd43dd8448eb211c80319c';
  const parentId = 'b7ad6b7169203331';

  test('a request continues its caller’s trace, and goes out as OTLP with the configured headers', async () => {
    const { telemetry, sent, spans, events } = open({ settings: traces });
    const trace = telemetry.requestStarted({ method: 'GET', traceparent: `00-${traceId}-${parentId}-01` });
    telemetry.requestFinished({ ...finished, status: 502, trace });
    telemetry.requestFinished({ ...finished, trace });
    await telemetry.close();
    const [request] = sent;
    assert.equal(request?.url, traces.url);
    assert.deepEqual(request?.headers, {
      authorization: `Bearer ${marker}`,
      'content-type': 'application/json',
    });
    const [span, ...more] = spans();
    assert.equal(more.length, 0);
    assert.equal(span?.traceId, traceId);
    assert.equal(span?.parentSpanId, parentId);
    assert.equal(span?.name, 'GET /v1/models');
    assert.equal(span?.status.code, 2);
    assert.equal(trace.traceparent, `00-${traceId}-${span?.spanId}-01`);
    assert.equal(events()[0].traceId, traceId);
  });

  for (const traceparent of [
    'garbage',
    `00-${traceId}-${parentId}`,
    `00-${'0'.repeat(32)}-${parentId}-01`,
    `00-${traceId}-${'0'.repeat(16)}-01`,
    `ff-${traceId}-${parentId}-01`,
    `00-${traceId}-${parentId}-01-more`,
    `00-${traceId.toUpperCase()}-${parentId}-01`,
  ]) {
    test(`traceparent ${traceparent} starts a trace of its own`, () => {
      const { telemetry } = open({ settings: traces });
      const trace = telemetry.requestStarted({ method: 'GET', traceparent });
      assert.match(trace.traceparent ?? '', /^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
      assert.ok(!trace.traceparent?.includes(traceId));
    });
  }

  test('without a collector nothing is traced or sent', async () => {
    const { telemetry, sent } = open();
    const trace = telemetry.requestStarted({ method: 'GET' });
    assert.equal(trace.traceparent, null);
    telemetry.requestFinished({ ...finished, trace });
    await telemetry.close();
    assert.equal(sent.length, 0);
  });

  test('a collector that does not answer holds up the end only for the stated time', async (context: TestContext) => {
    context.mock.timers.enable({ apis: ['setTimeout'] });
    const { telemetry, sent } = open({ settings: traces, answer: () => new Promise(() => undefined) });
    telemetry.requestFinished({ ...finished, trace: telemetry.requestStarted({ method: 'GET' }) });
    const closed = telemetry.close();
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(sent.length, 1);
    context.mock.timers.tick(3_000);
    await closed;
  });

  test('a collector that is away is told of once, and again when it is back', async () => {
    let isAway = true;
    const answer = async () => {
      if (isAway) throw new Error('connection refused');
      return accepted;
    };
    const batch = 512;
    const { telemetry, sent, events } = open({ settings: traces, answer });
    const sendBatch = async () => {
      const before = sent.length;
      for (let i = 0; i < batch; i++)
        telemetry.requestFinished({ ...finished, trace: telemetry.requestStarted({ method: 'GET' }) });
      await new Promise((resolve) => setImmediate(resolve));
      assert.equal(sent.length, before + 1);
    };
    await sendBatch();
    await sendBatch();
    isAway = false;
    await sendBatch();
    const told = events()
      .map((event) => event.event)
      .filter((name) => name !== 'request_finished');
    assert.deepEqual(told, ['trace_collector_away', 'trace_collector_back']);
    await telemetry.close();
  });
});
