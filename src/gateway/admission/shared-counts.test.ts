import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { MemoryCallCounts } from '../../../testkit/stand-ins/memory-call-counts.ts';
import { limits } from '../../kernel/limits.ts';
import type { CallLimit } from '../../kernel/records.ts';
import { Meters } from './meters.ts';
import { SharedCounts } from './shared-counts.ts';

const { shareEveryMs, runningEveryMs, runningForgottenMs, idleEveryMs, aloneAfterMs } = limits.admission;
const key = 'environment/acme/prod';
const perMinute = (requestsPerMinute: number): CallLimit => ({ requestsPerMinute, concurrent: null });
const concurrent = (calls: number): CallLimit => ({ requestsPerMinute: null, concurrent: calls });

/** Replicas whose timers and clock move together, by hand. */
function open(t: TestContext, count: number) {
  t.mock.timers.enable({ apis: ['setInterval', 'Date'], now: Date.UTC(2026, 0, 5, 12) });
  const clock = Date.now;
  const between = new MemoryCallCounts(clock);
  const start = () => {
    const meters = new Meters(1_000);
    const shared = new SharedCounts({ meters, clock, store: between.store });
    shared.start();
    const fits = (limit: CallLimit) =>
      meters.get(key, clock()).msUntilFits(limit, shared.splitAmong, clock()) === 0;
    return {
      shared,
      meters,
      fits,
      /** One call that begins, where it fits. */
      begin: (limit: CallLimit): boolean => {
        if (!fits(limit)) return false;
        const meter = meters.get(key, clock());
        meter.begin(clock());
        shared.changed(meter);
        return true;
      },
      end: () => {
        const meter = meters.get(key, clock());
        meter.end(clock());
        shared.changed(meter);
      },
    };
  };
  const pass = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += shareEveryMs) {
      t.mock.timers.tick(shareEveryMs);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { between, replicas: Array.from({ length: count }, start), start, pass };
}

/** As many calls as fit, up to twenty. */
function beginAll(replica: ReturnType<ReturnType<typeof open>['start']> | undefined, limit: CallLimit) {
  let begun = 0;
  while (begun < 20 && replica?.begin(limit)) begun += 1;
  return begun;
}

test('what one replica let through counts on each other one: an interval after its first call, or without any', async (t) => {
  const { replicas, pass } = open(t, 3);
  const [one, two, three] = replicas;
  assert.equal(beginAll(one, perMinute(5)), 5);
  await pass(shareEveryMs);
  assert.equal(two?.begin(perMinute(6)), true);
  await pass(shareEveryMs);
  assert.equal(two?.fits(perMinute(6)), false);
  assert.equal(two?.fits(perMinute(7)), true);
  await pass(idleEveryMs + shareEveryMs);
  assert.equal(beginAll(three, perMinute(6)), 0);
});

test('beyond the limit goes at most what the others let through within one interval', async (t) => {
  const { replicas, pass } = open(t, 4);
  const limit = perMinute(10);
  let begun = 0;
  for (let interval = 0; interval < 40; interval += 1) {
    for (const replica of replicas) if (replica.begin(limit)) begun += 1;
    await pass(shareEveryMs);
  }
  // One call for each replica and interval was asked for.
  assert.ok(begun >= 10 && begun <= 10 + replicas.length, String(begun));
});

test('calls that run elsewhere take room here until they end, or until their replica has been silent', async (t) => {
  const { replicas, between, pass } = open(t, 2);
  const [one, two] = replicas;
  const limit = concurrent(2);
  assert.equal(beginAll(one, limit), 2);
  await pass(idleEveryMs + shareEveryMs);
  assert.equal(two?.fits(limit), false);
  await pass(60_000);
  assert.equal(two?.fits(limit), false, 'they still run');
  one?.end();
  await pass(idleEveryMs + shareEveryMs);
  assert.equal(two?.fits(limit), true);
  assert.equal(two?.fits(concurrent(1)), false);

  // Killed: it tells nothing more, and nobody hears that its call is over.
  const { exchange } = between.store;
  const dead = between.told[0]?.replica;
  between.store.exchange = async (own, known) => (own.replica === dead ? [] : exchange(own, known));
  await pass(runningForgottenMs + idleEveryMs);
  assert.equal(two?.fits(concurrent(1)), true);
});

test('a replica that stops takes its calls along at once', async (t) => {
  const { replicas, pass } = open(t, 2);
  const [one, two] = replicas;
  one?.begin(concurrent(1));
  await pass(idleEveryMs + shareEveryMs);
  assert.equal(two?.fits(concurrent(1)), false);
  one?.end();
  await one?.shared.stop();
  await pass(idleEveryMs + shareEveryMs);
  assert.equal(two?.fits(concurrent(1)), true);
});

test('one that has just started learns what went through within the last minute, and when', async (t) => {
  const { replicas, start, pass } = open(t, 1);
  assert.equal(beginAll(replicas[0], perMinute(5)), 5);
  replicas[0]?.end();
  await pass(40_000);
  const late = start();
  await pass(idleEveryMs + shareEveryMs);
  assert.equal(late.fits(perMinute(5)), false);
  await pass(22_000);
  assert.equal(late.fits(perMinute(5)), true);
});

test('while the database is away each keeps to its share; when it is back, all know all again', async (t) => {
  const { replicas, between, pass } = open(t, 4);
  await pass(idleEveryMs * 2 + shareEveryMs);
  between.isAway = true;
  await pass(idleEveryMs + aloneAfterMs + shareEveryMs * 2);
  for (const replica of replicas) {
    assert.equal(replica.shared.splitAmong, 4);
    assert.equal(beginAll(replica, perMinute(8)), 2);
    assert.equal(replica.fits(concurrent(12)), true);
    assert.equal(replica.fits(concurrent(8)), false);
  }
  between.isAway = false;
  await pass(runningEveryMs + shareEveryMs);
  for (const replica of replicas) {
    assert.equal(replica.shared.splitAmong, 1);
    assert.equal(replica.fits(perMinute(8)), false);
    assert.equal(replica.fits(perMinute(9)), true);
    assert.equal(replica.fits(concurrent(9)), true);
    assert.equal(replica.fits(concurrent(8)), false);
  }
});

test('what a replica could not tell for long is not held against the others afterwards', async (t) => {
  const { replicas, between, pass } = open(t, 2);
  const [one, two] = replicas;
  await pass(idleEveryMs * 2);
  between.isAway = true;
  for (let minute = 0; minute < 10; minute += 1) {
    one?.begin(perMinute(100));
    one?.end();
    await pass(60_000);
  }
  between.isAway = false;
  await pass(idleEveryMs + shareEveryMs);
  assert.equal(two?.fits(perMinute(2)), true);
});

test('idle replicas say no more than that they are there', async (t) => {
  const { between, pass } = open(t, 2);
  await pass(60_000);
  assert.ok(between.told.length <= (2 * 60_000) / idleEveryMs + 2, String(between.told.length));
  assert.ok(between.told.every(({ counts }) => counts.used.length + counts.running.length === 0));
});
