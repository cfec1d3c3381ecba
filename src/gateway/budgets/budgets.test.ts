import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeAttempt } from '../../../testkit/sample-attempt.ts';
import type { BudgetRecord, BudgetSum } from '../../kernel/budgets.ts';
import { PlugboardError } from '../../kernel/errors.ts';
import type { Owner } from '../../kernel/records.ts';
import { BudgetScale } from '../../providers/prices/budget-scale.ts';
import { knownPrices } from '../../providers/prices/known-prices.ts';
import type { Admitted, InferenceCaller } from '../ports.ts';
import { admitWithinBudgets } from './admit-within-budgets.ts';
import { Budgets } from './budgets.ts';

const noon = Date.UTC(2026, 10, 21, 12);
const dayMs = 24 * 60 * 60 * 1000;

function budgetOf(more: Partial<BudgetRecord>): BudgetRecord {
  return {
    id: 'b1',
    tenantId: 'acme',
    environment: 'prod',
    agentId: null,
    featureId: null,
    modelName: null,
    owner: null,
    measure: 'tokens',
    per: 'day',
    amount: 1_000,
    hard: true,
    notifyAt: [],
    updatedAt: 0,
    ...more,
  };
}

const caller: InferenceCaller = {
  actor: { kind: 'token', id: 'tok-1', role: 'user' },
  tenantId: 'acme',
  environment: 'prod',
  agentId: null,
  userId: null,
};
const aim = { owner: 'own', model: 'gpt-4o', featureId: null } as const;

/** What replicas have in common: a database and a clock. Each ships when it is told to. */
function openWorld(...records: BudgetRecord[]) {
  const world = { now: noon, isAway: false, asked: 0, stored: [] as BudgetSum[], told: [] as string[] };
  const start = () => {
    const journal = { written: 0, shipped: 0, lines: [] as BudgetSum[] };
    const budgets = new Budgets({
      snapshot: {
        budgets: (id) => records.filter(({ tenantId }) => tenantId === id),
        allBudgets: () => records,
      },
      sums: {
        sumUp: async (wishes) => {
          world.asked += 1;
          if (world.isAway) throw new PlugboardError('unavailable');
          const within = (first: string, end: string) =>
            world.stored.filter(({ day }) => day >= first && day < end);
          return new Map(wishes.map(({ budget, period }) => [budget.id, within(period.first, period.end)]));
        },
      },
      scale: new BudgetScale(knownPrices),
      progress: () => journal,
      tell: async ({ percent, period }) => void world.told.push(`${period.first} ${percent}`),
      clock: () => world.now,
      unexpected: (error) => assert.fail(String(error)),
    });
    const end = (calls: { tokens?: number; model?: string; at?: number; owner?: Owner } = {}) => {
      const { tokens = 0, model = 'gpt-4o', at = world.now, owner = 'own' } = calls;
      const attempt = makeAttempt({
        at,
        modelName: model,
        promptTokens: tokens,
        completionTokens: 0,
        cachedTokens: 0,
      });
      budgets.spent({ ...attempt, provider: 'openai', agentId: null, featureId: null, owner });
      const day = new Date(at).toISOString().slice(0, 10);
      const used = { promptTokens: tokens, completionTokens: 0, cachedTokens: 0 };
      journal.lines.push({ provider: 'openai', model, day, calls: 1, ...used });
      journal.written += 1;
    };
    const ship = () => {
      world.stored.push(...journal.lines.splice(0));
      journal.shipped = journal.written;
    };
    const refusal = () => {
      try {
        budgets.admit(caller, aim).release();
        return undefined;
      } catch (error) {
        assert.ok(error instanceof PlugboardError);
        return error;
      }
    };
    return { budgets, end, ship, refusal };
  };
  return { world, start };
}

test('a hard budget that is spent refuses, and says whose it is and when it begins anew', async () => {
  const { world, start } = openWorld(budgetOf({}));
  const { budgets, end, refusal } = start();
  await budgets.look();
  budgets.changed([budgetOf({})]);
  await budgets.look();
  end({ tokens: 999 });
  assert.equal(refusal(), undefined);
  end({ tokens: 1 });
  const error = refusal();
  assert.deepEqual(
    [error?.code, error?.status, error?.limitOwner, error?.retryAfterSeconds, error?.resetsAt],
    ['budget_exceeded', 429, 'tenant', dayMs / 2 / 1000, noon + dayMs / 2],
  );
  world.now += dayMs / 2;
  assert.equal(refusal(), undefined, 'the next day begins with nothing');
});

test('a soft budget is told of, once for each part and period, and refuses nothing', async () => {
  const { world, start } = openWorld(budgetOf({ hard: false, notifyAt: [50, 80, 100] }));
  const { budgets, end, ship, refusal } = start();
  await budgets.start();
  for (const tokens of [500, 100, 150, 100, 100, 500]) {
    end({ tokens });
    ship();
    await budgets.look();
    assert.equal(refusal(), undefined);
  }
  assert.deepEqual(world.told, ['2026-11-21 50', '2026-11-21 80', '2026-11-21 100']);
  world.now += dayMs;
  end({ tokens: 600 });
  await budgets.look();
  assert.deepEqual(world.told.slice(3), ['2026-11-22 50']);
  await budgets.stop();
});

test('of a budget of requests no more are let through than there are, however many begin at once', async () => {
  const { start } = openWorld(budgetOf({ measure: 'requests', amount: 3 }));
  const { budgets, end, refusal } = start();
  await budgets.start();
  const running: Admitted[] = [];
  for (let call = 0; call < 3; call += 1) running.push(budgets.admit(caller, aim));
  assert.ok(refusal());
  for (const call of running) {
    end();
    call.release();
    call.release();
    assert.ok(refusal());
  }
  await budgets.stop();
});

test('what is shipped counts once, whether or not the database was asked meanwhile', async () => {
  const { world, start } = openWorld(budgetOf({}));
  const { budgets, end, ship, refusal } = start();
  await budgets.start();
  for (let round = 0; round < 9; round += 1) {
    end({ tokens: 100 });
    if (round % 2 === 0) ship();
    world.isAway = round === 4;
    await budgets.look().catch(() => undefined);
    assert.equal(refusal(), undefined, `after ${round + 1}`);
  }
  world.isAway = false;
  ship();
  await budgets.look();
  end({ tokens: 99 });
  assert.equal(refusal(), undefined);
  end({ tokens: 1 });
  assert.ok(refusal());
  await budgets.stop();
});

test('what was spent before a restart stays spent', async () => {
  const { start } = openWorld(budgetOf({ per: 'month' }));
  const before = start();
  before.end({ tokens: 1_000 });
  before.ship();
  const after = start();
  await after.budgets.start();
  assert.ok(after.refusal());
  await after.budgets.stop();
});

test('what other replicas used counts from the next look on; beyond it goes only what they let through until then', async () => {
  const { start } = openWorld(budgetOf({ measure: 'requests', amount: 20 }));
  const replicas = [start(), start()];
  for (const { budgets } of replicas) await budgets.start();
  let through = 0;
  let sinceLook = 0;
  let most = 0;
  for (let call = 0; call < 60; call += 1) {
    const replica = replicas[call % 2] as (typeof replicas)[0];
    if (!replica.refusal()) {
      replica.end();
      through += 1;
      sinceLook += 1;
    }
    if (call % 6 !== 5) continue;
    for (const one of replicas) one.ship();
    for (const { budgets } of replicas) await budgets.look();
    most = Math.max(most, sinceLook);
    sinceLook = 0;
  }
  assert.ok(through >= 20 && through <= 20 + most / 2, `${through} went through`);
  for (const { refusal, budgets } of replicas) {
    assert.ok(refusal());
    await budgets.stop();
  }
});

test('money is counted at list prices, and a model without a price counts nothing', async () => {
  const { start } = openWorld(budgetOf({ measure: 'money', amount: 2_500_000 }));
  const { budgets, end, refusal } = start();
  await budgets.start();
  end({ tokens: 10_000_000, model: 'of-nobody' });
  end({ tokens: 999_999 });
  assert.equal(refusal(), undefined);
  end({ tokens: 1 });
  assert.ok(refusal());
  await budgets.stop();
});

test('a budget counts and refuses what it names, and nothing else', async () => {
  const { start } = openWorld(budgetOf({ modelName: 'gpt-4o', owner: 'own', amount: 1 }));
  const { budgets, end } = start();
  await budgets.start();
  end({ tokens: 10 });
  assert.throws(() => budgets.check(caller, aim));
  for (const other of [
    { ...aim, model: 'gpt-4.1' },
    { ...aim, owner: 'managed' as const },
  ])
    assert.doesNotThrow(() => budgets.check(caller, other));
  assert.doesNotThrow(() => budgets.check({ ...caller, environment: 'dev' }, aim));
  assert.doesNotThrow(() => budgets.check({ ...caller, tenantId: 'beta' }, aim));
  await budgets.stop();
});

test('the database is asked only for budgets that calls come for', async () => {
  const { world, start } = openWorld(budgetOf({}));
  const { budgets, refusal, ship } = start();
  await budgets.start();
  const { asked } = world;
  await budgets.look();
  assert.equal(world.asked, asked);
  refusal();
  ship();
  await budgets.look();
  assert.equal(world.asked, asked + 1);
  await budgets.stop();
});

test('a call that a limit of rate refuses takes nothing from a budget; a further model is held to its own', async () => {
  const { start } = openWorld(
    budgetOf({ id: 'calls', measure: 'requests', amount: 1 }),
    budgetOf({ id: 'managed', owner: 'managed', amount: 1 }),
  );
  const { budgets, end } = start();
  await budgets.start();
  let isLimited = true;
  let standIns = 0;
  const admission = admitWithinBudgets(budgets, {
    admit: () => {
      if (isLimited) throw new PlugboardError('rate_limited');
      return { release: () => undefined };
    },
    admitStandIn: () => {
      standIns += 1;
      return { release: () => undefined };
    },
  });
  assert.throws(() => admission.admit(caller, aim), { code: 'rate_limited' });
  isLimited = false;
  const admitted = admission.admit(caller, aim);
  assert.throws(() => admission.admit(caller, aim), { code: 'budget_exceeded' });
  const managed = { ...aim, owner: 'managed' } as const;
  admitted.release();
  admission.admitFurther(caller, managed).release();
  assert.equal(standIns, 1);
  end({ tokens: 5, owner: 'managed' });
  assert.throws(() => admission.admitFurther(caller, managed), { code: 'budget_exceeded' });
  assert.equal(standIns, 1);
  await budgets.stop();
});
