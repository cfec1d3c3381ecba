import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestClock } from '../../../testkit/test-clock.ts';
import { limits } from '../../kernel/limits.ts';
import type { Failure, FailureClass } from '../../providers/provider.ts';
import { Circuit } from './circuit.ts';

const { failuresMax, openMs, deadKeyMs } = limits.circuit;
const failure = (of: FailureClass): Failure => ({ class: of, message: `this is ${of}` });

function open(of: FailureClass = 'unreachable') {
  const clock = createTestClock();
  const circuit = new Circuit(clock.now);
  for (let count = 0; count < failuresMax; count += 1) {
    assert.equal(circuit.enter(), 'open_way');
    assert.equal(circuit.failed(failure(of), 'open_way'), count === failuresMax - 1);
  }
  return { circuit, clock };
}

test('a host that fails several times in a row is not asked any more, and the failure is still told', () => {
  for (const dead of ['unreachable', 'timeout', 'overloaded'] as const) {
    const { circuit } = open(dead);
    assert.equal(circuit.enter(), 'blocked');
    assert.equal(circuit.failure.class, dead);
  }
});

test('failures that are far apart count as well: calls that run into timeouts fail slowly', () => {
  const clock = createTestClock();
  const circuit = new Circuit(clock.now);
  for (let count = 0; count < failuresMax; count += 1) {
    clock.advance(60_000);
    circuit.failed(failure('timeout'), 'open_way');
  }
  assert.equal(circuit.enter(), 'blocked');
});

test('whoever is blocked by a dead host hears when to come back, and never “at once”', () => {
  const { circuit, clock } = open();
  const { retryAfterMs = 0 } = circuit.failure;
  assert.ok(retryAfterMs > 1_000 && retryAfterMs <= openMs, `${retryAfterMs} ms`);
  clock.advance(openMs - 400);
  assert.equal(circuit.failure.retryAfterMs, 1_000);
  clock.advance(400);
  assert.equal(circuit.enter(), 'probe');
  assert.equal(circuit.failure.retryAfterMs, 1_000, 'nobody knows how long the probe takes');
});

test('an answer in between begins the count anew, and so does a refusal: whoever refuses is there', () => {
  for (const sign of [
    'answer',
    'bad_request',
    'rate_limited',
    'quota',
    'permission',
    'upstream_bug',
  ] as const) {
    const circuit = new Circuit(createTestClock().now);
    for (let count = 0; count < 3 * failuresMax; count += 1) {
      circuit.failed(failure('unreachable'), 'open_way');
      if (count % 2 === 0) continue;
      if (sign === 'answer') circuit.answered();
      else circuit.failed(failure(sign), 'open_way');
    }
    assert.equal(circuit.enter(), 'open_way', sign);
  }
});

test('after a while one call tries, alone; its answer opens the way for all', () => {
  const { circuit, clock } = open();
  clock.advance(openMs);
  assert.equal(circuit.enter(), 'probe');
  assert.equal(circuit.enter(), 'blocked');
  circuit.answered();
  assert.equal(circuit.enter(), 'open_way');
  assert.equal(circuit.failed(failure('unreachable'), 'open_way'), false);
});

test('a probe that fails closes the way again at once', () => {
  const { circuit, clock } = open();
  clock.advance(openMs);
  assert.equal(circuit.enter(), 'probe');
  assert.equal(circuit.failed(failure('timeout'), 'probe'), true);
  assert.equal(circuit.enter(), 'blocked');
  assert.equal(circuit.failure.class, 'timeout');
  clock.advance(openMs);
  assert.equal(circuit.enter(), 'probe');
});

test('a probe that its caller gives up lets the next one try; others that are given up change nothing', () => {
  const { circuit, clock } = open();
  clock.advance(openMs);
  assert.equal(circuit.enter(), 'probe');
  circuit.abandoned('open_way');
  assert.equal(circuit.enter(), 'blocked');
  circuit.abandoned('probe');
  assert.equal(circuit.enter(), 'probe');
});

test('a dead key blocks at the first refusal, and for longer than a dead host', () => {
  const clock = createTestClock();
  const circuit = new Circuit(clock.now);
  assert.equal(circuit.failed(failure('auth'), 'open_way'), true);
  clock.advance(openMs + 1_000);
  assert.equal(circuit.enter(), 'blocked');
  assert.equal(circuit.failure.class, 'auth');
  assert.equal(circuit.failure.retryAfterMs, undefined, 'waiting mends no key');
  clock.advance(deadKeyMs);
  assert.equal(circuit.enter(), 'probe');
});
