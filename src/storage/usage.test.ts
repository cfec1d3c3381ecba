import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { makeAttempts, seededRandom } from '../../testkit/attempts-of.ts';
import { onEachStorage } from '../../testkit/harness.ts';
import { type MigratedDatabase, openMigratedDatabase } from '../../testkit/migrated-database.ts';
import { listRows, toStatement } from '../control/billing/statement.ts';
import { pricesOf } from '../control/usage/prices.ts';
import type { UsageRepository } from '../control/usage-ports.ts';
import { toAttemptList } from '../kernel/attempt-list.ts';
import { dayOf } from '../kernel/days.ts';
import { roundToMicros } from '../kernel/money.ts';
import type { AttemptRecord, Payer } from '../kernel/records.ts';
import type { Scope } from '../kernel/scope.ts';
import { type UsageDimension, type UsageFilter, type UsageRow, usageDimensions } from '../kernel/usage.ts';
import { BudgetScale } from '../providers/prices/budget-scale.ts';
import { knownPrices } from '../providers/prices/known-prices.ts';
import { costOf, findPrices } from '../providers/prices/price-list.ts';
import { createAttemptStore } from './attempt-store.ts';
import { createBudgetSums } from './budget-sums.ts';
import { usageRepository } from './repositories/usage.ts';
import { ownerTransaction, tenantTransaction } from './transactions.ts';

const tenants = ['acme', 'beta'];
const first = Date.UTC(2026, 9, 20);
const attempts = makeAttempts(400, { tenants, first, days: 30, seed: 7 });
const month: UsageFilter = { first: '2026-11-01', end: '2026-12-01', where: {} };
const always: UsageFilter = { first: '2026-01-01', end: '2027-01-01', where: {} };

onEachStorage('what was used', (storage) => {
  let database: MigratedDatabase;
  before(async () => {
    database = await openMigratedDatabase(storage);
    for (const id of tenants) {
      const tenant = { id, name: id, plan: 'enterprise', administered_by: 'tenant' } as const;
      await database.db.insertInto('tenants').values(tenant).execute();
    }
    const random = seededRandom(11);
    const store = createAttemptStore(database.db);
    // In portions of every size, each beginning with some of what was shipped before.
    for (let from = 0; from < attempts.length; ) {
      const size = 1 + random(60);
      const portion = attempts.slice(Math.max(0, from - random(5)), from + size);
      assert.deepEqual(await store.insertAttempts(portion.map(toAttemptList)), []);
      from += size;
    }
  });
  after(() => database.close());

  const read = <T>(scope: Scope | null, work: (usage: UsageRepository) => Promise<T>): Promise<T> =>
    scope === null
      ? ownerTransaction(database.db, (trx) => work(usageRepository(trx, null)))
      : tenantTransaction(database.db, scope, (trx) => work(usageRepository(trx, scope)));
  const list = (scope: Scope | null, by: UsageDimension[], filter: UsageFilter, limit = 1_000) =>
    read(scope, async (usage) => {
      const prices = pricesOf(knownPrices, await usage.listModels(filter));
      const rows: UsageRow[] = [];
      for (let after: string | undefined; ; ) {
        const page = await usage.list({ limit, ...(after && { after }) }, by, filter, prices);
        rows.push(...page.items);
        if (page.next === undefined) return rows;
        after = page.next;
      }
    });

  test('sums are those of the ledger’s rows, to the last token and millisecond, by whatever they are grouped', async () => {
    const random = seededRandom(23);
    for (let round = 0; round < 12; round += 1) {
      const by = usageDimensions.filter(() => random(3) === 0);
      const filter = random(2) === 0 ? month : always;
      const scope = ([null, { tenantId: 'acme', environment: 'prod' }] as const)[random(2)] ?? null;
      assert.deepEqual(
        await list(scope, by, filter),
        expected(scope, by, filter),
        JSON.stringify({ by, scope }),
      );
    }
  });

  test('pages hold each group once, however small they are', async () => {
    const by: UsageDimension[] = ['user', 'day', 'model'];
    assert.deepEqual(await list(null, by, month, 7), expected(null, by, month));
  });

  test('what is asked for by agent, user or model is of that alone', async () => {
    for (const where of [
      { agent: 'bot' },
      { user: 'zoë', owner: 'own' },
      { model: 'gpt-4o', tenant: 'beta' },
    ]) {
      const filter = { ...month, where };
      assert.deepEqual(await list(null, ['day'], filter), expected(null, ['day'], filter));
    }
  });

  test('what is used of a budget is the usage of what it counts, of one environment or of all', async () => {
    const wishes = [
      { environment: null, agentId: null, modelName: 'gpt-4o' },
      { environment: 'prod', agentId: 'bot', modelName: null },
    ] as const;
    for (const wish of wishes) {
      const named = { ...wish, featureId: null, owner: 'own', measure: 'money', per: 'month' } as const;
      const budget = {
        id: 'one',
        tenantId: 'beta',
        ...named,
        amount: 1,
        hard: true,
        notifyAt: [],
        updatedAt: 0,
      };
      const found = await createBudgetSums(database.db).sumUp([{ budget, period: month }]);
      const { environment, agentId: agent, modelName: model } = wish;
      const where = {
        tenant: 'beta',
        owner: 'own',
        ...(environment && { environment }),
        ...(agent && { agent }),
        ...(model && { model }),
      };
      const [usage] = await list(null, [], { ...month, where });
      const scale = new BudgetScale(knownPrices);
      const uses = (found.get('one') ?? []).map((sum) => scale.weigh(budget, sum));
      assert.equal(Math.round(uses.reduce((sum, { used }) => sum + used * 1e6, 0)), Number(usage?.cost.pico));
      assert.equal(
        uses.reduce((sum, one) => sum + one.unpricedTokens, 0),
        usage?.cost.unpricedTokens,
      );
    }
  });

  test('a statement is the usage and the usage is the ledger, on each of its sides, to the last millionth', async () => {
    const items = {
      requests: 400_001,
      compute_hours: 50_003,
      gigabytes: 90_007,
      observability_events: 200_009,
    };
    const rates = { from: '2026-01', items, managedFactor: 1_100_000 };
    const rows = await read({ tenantId: 'acme', environment: 'every' }, (usage) =>
      listRows(usage, knownPrices, month),
    );
    const { sum, sides, managedAmount, platform, platformAmount } = toStatement(rows, rates);
    const mine = { ...month, where: { tenant: 'acme' } };
    const [whole] = expected(null, [], mine);
    const byPayer = expected(null, ['payer'], mine);
    for (const { group, cost, ...used } of byPayer) {
      const side = sides[group.payer as Payer];
      assert.deepEqual(side.sum, used);
      assert.equal(side.cost.unpricedTokens, cost.unpricedTokens);
      // Each line is rounded: by less than a millionth.
      const apart = Number((side.cost.pico ?? 0n) - (cost.pico ?? 0n));
      assert.ok(Math.abs(apart) <= side.lines.length * 500_000);
      assert.equal(
        side.lines.reduce((total, line) => total + (line.cost.pico ?? 0n), 0n),
        side.cost.pico,
      );
    }
    const { group: _group, cost: _cost, ...all } = whole ?? assert.fail();
    assert.deepEqual(sum, all);
    const { rows: ledger } = await sql<Record<string, number>>`
      select count(*)::integer as attempts, sum(prompt_tokens)::integer as prompt,
        (sum(total_ms::numeric) * 1000)::bigint as us from attempts
      where tenant_id = 'acme' and at >= ${new Date(month.first)} and at < ${new Date(month.end)}`.execute(
      database.db,
    );
    assert.deepEqual(ledger, [{ attempts: sum.attempts, prompt: sum.promptTokens, us: sum.totalUs }]);

    const uncovered = attempts.filter(
      (one) => one.tenantId === 'acme' && one.payer !== 'subscription' && dayOf(one.at) >= month.first,
    );
    const counts = {
      requests: uncovered.filter(({ number }) => number === 1).length,
      compute_hours: uncovered.reduce((total, { totalMs }) => total + Math.round(totalMs * 1_000), 0),
      gigabytes: uncovered.reduce((total, one) => total + one.requestBytes + one.answerBytes, 0),
      observability_events: uncovered.length,
    };
    assert.deepEqual(Object.fromEntries(platform.map(({ item, count }) => [item, count])), counts);
    assert.equal(
      platform.reduce((total, { amount }) => total + (amount ?? 0n), 0n),
      platformAmount,
    );
    assert.equal(managedAmount, roundToMicros(((sides.metered.cost.pico ?? 0n) * 11n) / 10n));
    const unsaid = toStatement(rows, undefined);
    assert.deepEqual([unsaid.managedAmount, unsaid.platformAmount, unsaid.sum], [null, null, sum]);
  });

  test('S48 a tenant sees what its own environment used, whatever it asks for', async () => {
    const scope: Scope = { tenantId: 'acme', environment: 'dev' };
    const rows = await list(scope, ['tenant', 'environment'], always);
    assert.deepEqual(
      rows.map(({ group }) => group),
      [{ tenant: 'acme', environment: 'dev' }],
    );
    assert.deepEqual(await list(scope, [], { ...always, where: { tenant: 'beta' } }), []);
  });
});

/** Row by row, from the attempts themselves. */
function expected(
  scope: Scope | null,
  by: UsageDimension[],
  { first: from, end, where }: UsageFilter,
): UsageRow[] {
  const seen = attempts.filter((attempt) => {
    const mine = !scope || (attempt.tenantId === scope.tenantId && attempt.environment === scope.environment);
    const named = Object.entries(where).every(
      ([name, value]) => dimensionOf(attempt, name as UsageDimension) === value,
    );
    return mine && named && dayOf(attempt.at) >= from && dayOf(attempt.at) < end;
  });
  const groups = Map.groupBy(seen, (attempt) => JSON.stringify(by.map((name) => dimensionOf(attempt, name))));
  const inOrder = [...groups].map(([key, of]) => ({ key: JSON.parse(key) as string[], of }));
  inOrder.sort((one, other) => compare(one.key, other.key));
  return inOrder.map(({ key, of }) => ({
    group: Object.fromEntries(by.map((name, index) => [name, key[index]])),
    ...sumOf(of),
  }));
}

function sumOf(of: AttemptRecord[]): Omit<UsageRow, 'group'> {
  const sum = (value: (attempt: AttemptRecord) => number | null) =>
    of.reduce((total, attempt) => total + (value(attempt) ?? 0), 0);
  const count = (outcome: AttemptRecord['outcome']) => sum((one) => (one.outcome === outcome ? 1 : 0));
  const costs = of.map((one) => {
    const tokens = { prompt: one.promptTokens ?? 0, completion: one.completionTokens ?? 0 };
    const prices = findPrices(knownPrices, one.provider, one.modelName);
    const cost = costOf(prices, dayOf(one.at), { ...tokens, cached: one.cachedTokens ?? 0 });
    return { cost, tokens: tokens.prompt + tokens.completion };
  });
  const priced = costs.flatMap(({ cost }) => (cost === undefined ? [] : [BigInt(cost)]));
  return {
    calls: sum((one) => (one.number === 1 ? 1 : 0)),
    attempts: of.length,
    answered: count('answered'),
    failed: count('failed'),
    aborted: count('aborted'),
    promptTokens: sum((one) => one.promptTokens),
    completionTokens: sum((one) => one.completionTokens),
    cachedTokens: sum((one) => one.cachedTokens),
    reasoningTokens: sum((one) => one.reasoningTokens),
    requestBytes: sum((one) => one.requestBytes),
    answerBytes: sum((one) => one.answerBytes),
    queueMs: sum((one) => (one.outcome === 'answered' ? one.queueMs : 0)),
    totalUs: sum((one) => Math.round(one.totalMs * 1000)),
    cost: {
      pico: priced.length === 0 ? null : priced.reduce((total, one) => total + one),
      unpricedTokens: costs.reduce((total, one) => total + (one.cost === undefined ? one.tokens : 0), 0),
    },
  };
}

function dimensionOf(attempt: AttemptRecord, dimension: UsageDimension): string {
  const { tenantId, environment, operation, agentId, featureId, userId, configId } = attempt;
  const { provider, modelName, owner, payer } = attempt;
  const values: Record<UsageDimension, string | null> = {
    ...{
      tenant: tenantId,
      environment,
      day: dayOf(attempt.at),
      operation,
      agent: agentId,
      feature: featureId,
    },
    ...{ user: userId, config: configId, provider, model: modelName, owner, payer },
  };
  return values[dimension] ?? '';
}

const bytewise = (one: string, other: string) => Buffer.compare(Buffer.from(one), Buffer.from(other));

function compare(one: readonly string[], other: readonly string[]): number {
  const at = one.findIndex((value, index) => value !== other[index]);
  return at < 0 ? 0 : bytewise(one[at] ?? '', other[at] ?? '');
}
