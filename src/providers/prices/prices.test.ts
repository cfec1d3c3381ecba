import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toAmount } from '../../kernel/money.ts';
import { knownPrices } from './known-prices.ts';
import { parsePrices } from './parse-prices.ts';
import { costOf, findPrices, type PriceList } from './price-list.ts';

const tokens = { prompt: 1_000_000, completion: 100_000, cached: 400_000 };

function amountOf(list: PriceList, provider: string, model: string, day = '2026-11-21') {
  const pico = costOf(findPrices(list, provider, model), day, tokens);
  return pico === undefined ? null : toAmount(BigInt(pico));
}

function parsed(file: unknown): PriceList {
  const reading = parsePrices(JSON.stringify(file), knownPrices);
  assert.ok(reading.ok, JSON.stringify(reading));
  return reading.list;
}

test('tokens from the cache cost what the cache costs, all others what they cost', () => {
  // 600,000 at 2.50, 400,000 at 1.25, 100,000 at 10.00
  assert.equal(amountOf(knownPrices, 'openai', 'gpt-4o'), '3.000000');
  assert.equal(
    costOf(findPrices(knownPrices, 'openai', 'gpt-4o'), '2026-01-01', {
      prompt: 1,
      completion: 0,
      cached: 9,
    }),
    1_250_000,
  );
});

test('a price that is not known is none, and never zero', () => {
  for (const [provider, model] of [
    ['openai', 'gpt-unheard-of'],
    ['openai_compatible', 'gpt-4o'],
    ['ollama', 'llama3.2'],
    // Whoever names a deployment may name it as they like.
    ['azure_openai', 'gpt-4o'],
    ['openai', 'gpt-4o-mini-tts'],
  ] as const)
    assert.equal(amountOf(knownPrices, provider, model), null, `${provider} ${model}`);
});

test('the name that a provider gives a model leads to its price, with its region, vendor, version and date', () => {
  for (const [provider, model, like] of [
    ['openai', 'gpt-4o-2024-08-06', 'gpt-4o'],
    ['anthropic', 'claude-sonnet-4-5-20250929', 'claude-sonnet-4-5'],
    ['bedrock', 'us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'claude-sonnet-4-5'],
    ['bedrock', 'anthropic.claude-3-haiku-20240307-v1:0', 'claude-3-haiku'],
    ['vertex', 'claude-opus-4-1@20250805', 'claude-opus-4-1'],
    ['google', 'models/gemini-2.5-flash', 'gemini-2.5-flash'],
  ] as const) {
    assert.ok(amountOf(knownPrices, provider, like), like);
    assert.equal(amountOf(knownPrices, provider, model), amountOf(knownPrices, provider, like), model);
  }
});

test('an operator’s price stands for the known one, and changes on its day', () => {
  const prices = [
    { provider: 'openai', model: 'gpt-4o', input: '1', output: '2' },
    { provider: 'openai', model: 'gpt-4o', from: '2026-07-01', input: '2.5', output: 4, cached: '0.000001' },
    { model: 'llama3.2', input: 0.05, output: 0.05 },
  ];
  const list = parsed({ currency: 'USD', as_of: '2026-11-01', prices });
  assert.equal(amountOf(list, 'openai', 'gpt-4o', '2026-06-30'), '1.200000');
  assert.equal(amountOf(list, 'openai', 'gpt-4o', '2026-07-01'), '1.900000');
  assert.equal(amountOf(list, 'ollama', 'llama3.2'), '0.055000');
  assert.equal(amountOf(list, 'openai', 'gpt-4.1'), amountOf(knownPrices, 'openai', 'gpt-4.1'));
  assert.equal(list.asOf, knownPrices.asOf);
});

test('in another currency the known prices mean nothing', () => {
  const list = parsed({
    currency: 'EUR',
    as_of: '2026-11-01',
    prices: [{ model: 'own', input: 1, output: 1 }],
  });
  assert.deepEqual([list.currency, list.asOf, list.prices.length], ['EUR', '2026-11-01', 1]);
});

test('a file with a mistake is refused by the place of the mistake', () => {
  const whole = { currency: 'USD', as_of: '2026-11-01' };
  for (const [file, problem] of [
    ['no json', /must be an object/],
    [JSON.stringify({ ...whole, currency: 'dollar', prices: [] }), /currency/],
    [JSON.stringify({ ...whole, as_of: '2026-02-31', prices: [] }), /as_of/],
    [
      JSON.stringify({
        ...whole,
        prices: [
          { model: 'a', input: 1, output: 1 },
          { model: 'b', input: -1, output: 1 },
        ],
      }),
      /^price 2: input/,
    ],
    [JSON.stringify({ ...whole, prices: [{ model: 'a', input: 1 }] }), /^price 1: input/],
    [
      JSON.stringify({ ...whole, prices: [{ model: 'a', input: 1, output: 1, per: 'k' }] }),
      /per is not a field/,
    ],
    [
      JSON.stringify({ ...whole, prices: [{ model: 'a', input: 1, output: 1, from: 'May' }] }),
      /from must be/,
    ],
    [JSON.stringify({ ...whole, prices: Array(2).fill({ model: 'a', input: 1, output: 1 }) }), /two prices/],
  ] as const) {
    const reading = parsePrices(file, knownPrices);
    assert.match(reading.ok ? 'taken' : reading.problem, problem, file);
  }
});

test('every known price is of one day and one currency, and names no model twice', () => {
  const names = knownPrices.prices.map(({ provider, model }) => `${provider} ${model}`);
  assert.equal(new Set(names).size, names.length);
  assert.ok(knownPrices.prices.every(({ input, output }) => input > 0 && output >= 0));
});
