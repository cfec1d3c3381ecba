import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toAttemptList } from '../../src/kernel/attempt-list.ts';
import type { AttemptRecord } from '../../src/kernel/records.ts';
import { createAttemptStore } from '../../src/storage/attempt-store.ts';
import { openDatabase } from '../../src/storage/open-database.ts';
import { seededRandom } from '../attempts-of.ts';
import type { TestApp } from '../harness.ts';
import { makeAttempt } from '../sample-attempt.ts';
import { removeDirectory } from '../shared-storage.ts';

const rates = {
  currency: 'USD',
  rates: [
    {
      from: '2026-01',
      ...{ requests: '0.40', compute_hours: '0.05', gigabytes: '0.09', observability_events: '0.20' },
      managed_factor: '1.1',
    },
  ],
};

/** What a platform charges at, as its operators say it in a file. */
export function makeRates(): { env: Record<string, string>; remove: () => void } {
  const directory = mkdtempSync(join(tmpdir(), 'plugboard-rates-'));
  const file = join(directory, 'rates.json');
  writeFileSync(file, JSON.stringify(rates));
  return { env: { PLUGBOARD_RATES_FILE: file }, remove: () => removeDirectory(directory) };
}

const dayMs = 24 * 60 * 60_000;
const days = 45;

/** Whose models answer, and how often of ten calls. */
const ways: readonly (Partial<AttemptRecord> & { often: number })[] = [
  { often: 5, provider: 'openai', modelName: 'gpt-4o', host: 'api.openai.com' },
  {
    often: 3,
    provider: 'openai_compatible',
    modelName: 'meta-llama/Llama-3-70b-chat',
    host: 'ai-gateway.acme.example',
  },
  {
    often: 1,
    provider: 'anthropic',
    modelName: 'claude-sonnet-4-5',
    host: 'api.anthropic.com',
    owner: 'managed',
    payer: 'metered',
  },
  {
    often: 1,
    environment: 'dev',
    provider: 'anthropic',
    modelName: 'claude-sonnet-4-5',
    host: 'api.anthropic.com',
    owner: 'managed',
    payer: 'subscription',
  },
];

/** Calls of some weeks, more of them on working days; the same in every run but for when they end. */
export function makeCalls(now: number, callsPerDay: number, tenantId = 'acme'): AttemptRecord[] {
  const random = seededRandom(5);
  const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T;
  const often = ways.flatMap((way) => Array.from({ length: way.often }, () => way));
  return Array.from({ length: days }, (_, day) => now - day * dayMs).flatMap((until) => {
    const isQuiet = [0, 6].includes(new Date(until).getUTCDay());
    return Array.from({ length: isQuiet ? Math.ceil(callsPerDay / 4) : callsPerDay + random(3) }, () => {
      const { often: _often, ...way } = pick(often);
      const prompt = 800 + random(6_000);
      const answered = random(25) > 0;
      return makeAttempt({
        ...way,
        tenantId,
        at: until - random(60_000),
        featureId: pick(['runbooks', 'rca', 'summaries', null]),
        agentId: pick([null, null, 'support-bot', 'invoice-reader']),
        userId: pick(['ann', 'bo', 'chris', null]),
        ...(answered ? {} : ({ outcome: 'failed', failureClass: 'rate_limited', status: 429 } as const)),
        promptTokens: answered ? prompt : null,
        cachedTokens: answered ? random(prompt >> 1) : null,
        completionTokens: answered ? 100 + random(900) : null,
        reasoningTokens: answered && random(3) === 0 ? random(100) : null,
        totalMs: 400 + random(6_000),
        queueMs: random(20) === 0 ? random(90_000) : null,
      });
    });
  });
}

/** As if they had been made: usage, statements and budgets sum them up with all others. */
export async function ship(app: TestApp, calls: readonly AttemptRecord[]): Promise<void> {
  const { databaseUrl } = app.place;
  assert.ok(databaseUrl !== undefined, 'on Postgres, into which two can write');
  const database = openDatabase({ kind: 'postgres', url: databaseUrl });
  assert.deepEqual(await createAttemptStore(database.db).insertAttempts(calls.map(toAttemptList)), []);
  await database.close();
}

/** One of each kind: nearly used up, spent, and the platform’s own. */
export async function makeSampleBudgets(app: TestApp): Promise<void> {
  const inProd = { 'x-plugboard-environment': 'prod' };
  const budgets = [
    [{ measure: 'money', per: 'month', amount: 10, notify_at: [50, 80, 100] }, inProd],
    [{ measure: 'tokens', per: 'month', amount: 900_000, hard: true, feature_id: 'rca' }, inProd],
    [{ measure: 'requests', per: 'day', amount: 400, hard: true, agent_id: 'support-bot' }, inProd],
    [{ measure: 'money', per: 'month', amount: 250, hard: true, owner: 'managed' }, {}],
  ] as const;
  for (const [body, where] of budgets) {
    const headers = { 'x-plugboard-tenant': 'acme', ...where };
    const answer = await app.operator.call('PUT', '/budgets', body, headers);
    assert.equal(answer.status, 201, answer.text);
  }
}
