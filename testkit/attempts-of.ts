import type { AttemptRecord, Owner, Payer } from '../src/kernel/records.ts';
import { makeAttempt } from './sample-attempt.ts';

/** Numbers that look random and are the same in every run. */
export function seededRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const models = [
  ['openai', 'gpt-4o'],
  ['anthropic', 'claude-sonnet-4-5-20250929'],
  ['ollama', 'llama3.2'],
] as const;
const sides: readonly [Owner, Payer][] = [
  ['own', 'tenant_provider'],
  ['managed', 'subscription'],
  ['managed', 'metered'],
];

/** Calls of some weeks as they could have been, in every mixture of what usage can be grouped by. */
export function makeAttempts(
  count: number,
  { tenants, first, days, seed }: { tenants: readonly string[]; first: number; days: number; seed: number },
): AttemptRecord[] {
  const random = seededRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T;
  return Array.from({ length: count }, () => {
    const [provider, modelName] = pick(models);
    const [owner, payer] = pick(sides);
    const promptTokens = random(5_000);
    const waited = random(4) === 0;
    return makeAttempt({
      at: first + random(days * 24 * 60 * 60 * 1000),
      tenantId: pick(tenants),
      environment: pick(['dev', 'prod']),
      number: 1 + random(2),
      agentId: pick([null, 'bot', 'scribe']),
      featureId: pick([null, 'chat']),
      userId: pick([null, 'ann', '=cmd', 'zoë']),
      configId: pick([null, '01980000-0000-7000-8000-00000000c0f1']),
      provider,
      modelName,
      owner,
      payer,
      outcome: pick(['answered', 'answered', 'failed', 'aborted']),
      promptTokens: random(10) === 0 ? null : promptTokens,
      completionTokens: random(10) === 0 ? null : random(2_000),
      cachedTokens: random(2) === 0 ? null : random(promptTokens + 1),
      reasoningTokens: random(2) === 0 ? null : random(100),
      requestBytes: random(100_000),
      answerBytes: random(100_000),
      totalMs: random(100_000) / 10,
      queueMs: waited ? random(60_000) : null,
    });
  });
}
