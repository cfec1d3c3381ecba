import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { countedForMs, msUntilBelow, SlidingWindow } from './sliding-window.ts';

const start = Date.UTC(2026, 0, 5, 12, 0, 1, 234);

test('no minute, wherever it begins, counts less than happened in it, and nothing is counted after 62 seconds', () => {
  const steps = fc.array(fc.record({ after: fc.nat(9_000), count: fc.integer({ min: 1, max: 50 }) }), {
    minLength: 1,
    maxLength: 120,
  });
  fc.assert(
    fc.property(steps, (taken) => {
      const window = new SlidingWindow();
      const happened: { at: number; count: number }[] = [];
      let now = start;
      const within = (ms: number) =>
        happened.reduce((sum, { at, count }) => (at > now - ms ? sum + count : sum), 0);
      for (const { after, count } of taken) {
        now += after;
        window.add(count, now);
        happened.push({ at: now, count });
        const sum = window.sum(now);
        assert.ok(sum >= within(60_000), `${sum} of ${within(60_000)}`);
        assert.ok(sum <= within(countedForMs), `${sum} of ${within(countedForMs)}`);
      }
      assert.equal(window.sum(now + countedForMs), 0);
    }),
  );
});

test('the wait is exact: a call fits when it is over, and not a millisecond before', () => {
  const calls = fc.array(fc.nat(15_000), { minLength: 3, maxLength: 40 });
  fc.assert(
    fc.property(calls, fc.integer({ min: 1, max: 3 }), (gaps, limit) => {
      const [here, elsewhere] = [new SlidingWindow(), new SlidingWindow()];
      let now = start;
      for (const [index, gap] of gaps.entries()) {
        now += gap;
        (index % 2 ? here : elsewhere).add(1, now);
      }
      const sumAt = (at: number) => here.sum(at) + elsewhere.sum(at);
      const sum = sumAt(now);
      if (sum < limit) return;
      const wait = msUntilBelow(limit, [here, elsewhere], sum, now);
      assert.ok(wait > 0 && wait <= countedForMs, String(wait));
      assert.ok(sumAt(now + wait - 1) >= limit);
      assert.ok(sumAt(now + wait) < limit);
    }),
  );
});

test('what others counted a while ago leaves the window when it would have left theirs', () => {
  const window = new SlidingWindow();
  window.add(5, start, start - 40_000);
  window.add(7, start, start - countedForMs - 2_000);
  assert.equal(window.sum(start), 5);
  assert.equal(window.sum(start + 19_000), 5);
  assert.equal(window.sum(start + 22_000), 0);
});

test('a clock that is set back does not stop a window for good', () => {
  const window = new SlidingWindow();
  window.add(5, start);
  assert.equal(window.sum(start - 5_000), 5);
  assert.equal(window.sum(start - 3_600_000), 0);
  window.add(2, start - 3_600_000);
  assert.equal(window.sum(start - 3_600_000), 2);
});
