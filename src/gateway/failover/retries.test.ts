import assert from 'node:assert/strict';
import { test } from 'node:test';
import { limits } from '../../kernel/limits.ts';
import { RetryBudget } from './retry-budget.ts';
import { retryDelayMs } from './retry-delay.ts';

const { countMax, firstMs, waitMaxMs, deadlineMs, inHandMax, perCall } = limits.retries;
const delay = (
  retries: number,
  { elapsedMs = 0, chance = 0.5, retryAfterMs = undefined as number | undefined } = {},
) =>
  retryDelayMs(
    limits.retries,
    retryAfterMs === undefined ? {} : { retryAfterMs },
    retries,
    elapsedMs,
    chance,
  );

test('each pause is longer than the one before, and no two callers wait for the same', () => {
  assert.equal(delay(0), firstMs);
  assert.equal(delay(1), 2 * firstMs);
  assert.ok((delay(0, { chance: 0 }) ?? 0) < (delay(0, { chance: 1 }) ?? 0));
});

test('a provider that says when is waited for, never less; one that asks for patience is not', () => {
  for (const chance of [0, 0.5, 0.99]) {
    const waited = delay(0, { retryAfterMs: 1_000, chance }) ?? 0;
    assert.ok(waited >= 1_000 && waited <= 1_000 + firstMs);
  }
  assert.equal(delay(0, { retryAfterMs: waitMaxMs + 1 }), undefined);
});

test('it ends: after so many tries, and at the deadline', () => {
  assert.equal(delay(countMax), undefined);
  assert.equal(delay(0, { elapsedMs: deadlineMs }), undefined);
});

test('a storm of failing calls is answered with a share of retries, not a multiple', () => {
  const budget = new RetryBudget();
  let retries = 0;
  for (let call = 0; call < 1_000; call += 1) {
    budget.earn();
    while (budget.spend()) retries += 1;
  }
  assert.ok(retries <= inHandMax + 1_000 * perCall, String(retries));
});
