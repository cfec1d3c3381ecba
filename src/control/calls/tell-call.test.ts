import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeAttempt } from '../../../testkit/sample-attempt.ts';
import type { LedgerRow } from '../../kernel/ledger.ts';
import type { QueuedCallRecord } from '../../kernel/queued-calls.ts';
import type { AttemptRecord } from '../../kernel/records.ts';
import type { FoundCall } from './find-call.ts';
import { tellCall } from './tell-call.ts';

const at = Date.UTC(2026, 10, 21);
const row = (changes: Partial<AttemptRecord>): LedgerRow => ({
  ...makeAttempt({ at, reason: 'default', totalMs: 100, ...changes }),
  seq: 1,
  hash: new Uint8Array(32),
  fields: 35,
});
const found = (more: Partial<FoundCall>): FoundCall => {
  const [first] = more.attempts ?? [];
  const accounts = new Map(first ? [[first.credentialId, 'GPU']] : []);
  const models = new Map(first?.configId ? [[first.configId, 'Main']] : []);
  return {
    requestId: 'req_1',
    attempts: [],
    queued: undefined,
    policy: undefined,
    accounts,
    models,
    ...more,
  };
};

test('a call that moved on is told try by try: why each target, how it failed, and what that led to', () => {
  const failed = { outcome: 'failed', upstreamRequestId: 'theirs-1', promptTokens: null } as const;
  const attempts = [
    row({ ...failed, failureClass: 'overloaded', status: 503 }),
    row({ ...failed, number: 2, failureClass: 'rate_limited', status: 429 }),
    row({ number: 3, owner: 'managed', payer: 'metered', reason: 'managed_fallback', credentialId: 'house' }),
  ];
  const { state, summary, steps, headers } = tellCall(found({ attempts }));
  assert.equal(state, 'answered');
  assert.equal(
    summary,
    'It was answered by model-of-acme at api.anthropic.com, on the platform’s account, after 3 tries.',
  );
  const texts = steps.map(({ text }) => text);
  assert.match(
    texts[0] ?? '',
    /came in from token tok_8f3a1b2c4d5e, for the user user-123456, for the feature/,
  );
  assert.match(texts[1] ?? '', /fail_closed/);
  assert.match(texts[2] ?? '', /^Try 1: .*own account “GPU”, key version 3 as “Main”.*it is the default/);
  assert.match(
    texts[2] ?? '',
    /failed after 100 ms: overloaded, .*\(status 503\)\. The provider calls it theirs-1\./,
  );
  assert.match(texts[3] ?? '', /^Try 2: .*again, after overloaded/);
  assert.match(
    texts[4] ?? '',
    /^Try 3: .*the platform’s stand-in, .*after rate_limited.*1200 tokens in and 345 out/,
  );
  assert.deepEqual(
    steps.slice(2).map((step) => step.at - at),
    [0, 100, 200],
  );
  assert.deepEqual(headers, {
    'x-request-id': 'req_1',
    'x-plugboard-served-by': 'managed',
    'x-plugboard-config': attempts[2]?.configId,
    'x-plugboard-attempts': '3',
  });
});

test('a call that waits, one that nobody answered and one that was left are told as such', () => {
  const failed = row({ outcome: 'failed', failureClass: 'quota', status: 402 });
  const queued: QueuedCallRecord = {
    id: 'queued-1',
    tenantId: 'acme',
    environment: 'dev',
    requestId: 'req_1',
    operation: 'chat',
    model: 'main',
    configId: null,
    featureId: null,
    agentId: null,
    actorKind: 'token',
    actorId: 'tok',
    userId: null,
    status: 'queued',
    attempts: 2,
    tries: 2,
    maxAttempts: null,
    createdAt: at + 1,
    nextAttemptAt: at + 5_000,
    deadlineAt: at + 60_000,
    lastFailure: { class: 'overloaded', message: 'Busy.' },
    errorCode: null,
    finishedAt: null,
  };
  const waiting = tellCall(found({ attempts: [failed], queued }));
  assert.deepEqual([waiting.state, waiting.headers], ['waiting', null]);
  assert.match(
    waiting.steps.at(-1)?.text ?? '',
    /^It is queued, tried 2 times; next at 2026-11-21T00:00:05.000Z/,
  );
  const expired = {
    ...queued,
    status: 'expired',
    errorCode: 'llm_unavailable',
    finishedAt: at + 60_000,
  } as const;
  const over = tellCall(found({ attempts: [failed], queued: expired }));
  assert.equal(over.state, 'failed');
  assert.match(over.summary, /^Nobody answered it, after one try; .*quota, the account has no quota left/);
  assert.match(over.steps.at(-1)?.text ?? '', /ended as expired with llm_unavailable/);
  const left = tellCall(
    found({ attempts: [row({ outcome: 'aborted', failureClass: null })], accounts: new Map() }),
  );
  assert.equal(left.state, 'aborted');
  assert.match(left.steps.at(-1)?.text ?? '', /a deleted account.*the caller was gone/);
});
