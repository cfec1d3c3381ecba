import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { Dispatcher } from 'undici';
import { EgressFailure } from '../kernel/egress-failure.ts';
import { Exchange } from './exchange.ts';

class Controller {
  aborted = false;
  reason: Error | null = null;
  paused = false;
  pause(): void {
    this.paused = true;
  }
  resume(): void {
    this.paused = false;
  }
  abort(reason: Error): void {
    this.aborted = true;
    this.reason = reason;
  }
}

const betweenBytesMs = 40;

function begin() {
  const failures: unknown[] = [];
  const exchange = new Exchange(
    { firstByteMs: 5_000, betweenBytesMs, totalMs: 10_000, bodyBytesMax: 1_000 },
    {
      onHead: () => undefined,
      onData: () => undefined,
      onEnd: () => undefined,
      onFailure: (error) => failures.push(error),
    },
  );
  const controller: Dispatcher.DispatchController = new Controller();
  exchange.onRequestStart(controller);
  exchange.onResponseStart(controller, 200, {});
  return { exchange, controller, failures };
}

test('S29 while its reader is what everybody waits for, an upstream is not silent, even if more was on its way', async () => {
  const { exchange, controller, failures } = begin();
  exchange.pause();
  exchange.onResponseData(controller, Buffer.from('on its way'));
  await pause(3 * betweenBytesMs);
  assert.equal(failures.length, 0);
  exchange.resume();
  await pause(3 * betweenBytesMs);
  const [failure, ...others] = failures;
  assert.ok(failure instanceof EgressFailure && failure.kind === 'timeout');
  assert.equal(others.length, 0);
});
