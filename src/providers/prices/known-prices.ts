import type { Price, PriceList } from './price-list.ts';

/** By dollars for a million tokens: model, input, output, cached input. */
type Row = [model: string, input: number, output: number, cached?: number];

function at(providers: readonly string[], rows: readonly Row[]): Price[] {
  const micros = (dollars: number) => Math.round(dollars * 1_000_000);
  return providers.flatMap((provider) =>
    rows.map(([model, input, output, cached]) => ({
      provider,
      model,
      from: null,
      input: micros(input),
      output: micros(output),
      cached: cached === undefined ? null : micros(cached),
    })),
  );
}

/**
 * List prices of the providers, standard tier, for prompts of usual length. Discounts, batches, cache writes, long
 * prompts and what a contract says are not in them: whatever is computed with these is an estimate. What is not here,
 * has no price. No price is concluded from the name of an Azure deployment: operators name those in their own file.
 */
export const knownPrices: PriceList = {
  currency: 'USD',
  asOf: '2026-06-21',
  prices: [
    // https://developers.openai.com/api/docs/pricing, June 2026
    ...at(
      ['openai'],
      [
        ['gpt-5.5', 5, 30, 0.5],
        ['gpt-5.4', 2.5, 15, 0.25],
        ['gpt-5.4-mini', 0.75, 4.5, 0.075],
        ['gpt-5.4-nano', 0.2, 1.25, 0.02],
        ['gpt-5.1', 1.25, 10, 0.125],
        ['gpt-5', 1.25, 10, 0.125],
        ['gpt-5-mini', 0.25, 2, 0.025],
        ['gpt-5-nano', 0.05, 0.4, 0.005],
        ['gpt-4.1', 2, 8, 0.5],
        ['gpt-4.1-mini', 0.4, 1.6, 0.1],
        ['gpt-4.1-nano', 0.1, 0.4, 0.025],
        ['gpt-4o', 2.5, 10, 1.25],
        ['gpt-4o-mini', 0.15, 0.6, 0.075],
        ['o3', 2, 8, 0.5],
        ['o4-mini', 1.1, 4.4, 0.275],
        ['text-embedding-3-small', 0.02, 0],
        ['text-embedding-3-large', 0.13, 0],
      ],
    ),
    // https://platform.claude.com/docs/en/about-claude/pricing, October 2026; the same through both clouds’ global endpoints
    ...at(
      ['anthropic', 'bedrock', 'vertex'],
      [
        ['claude-opus-5-5', 4, 20, 0.2],
        ['claude-opus-5', 5, 25, 0.5],
        ['claude-opus-4-8', 5, 25, 0.5],
        ['claude-opus-4-7', 5, 25, 0.5],
        ['claude-opus-4-6', 5, 25, 0.5],
        ['claude-opus-4-5', 5, 25, 0.5],
        ['claude-opus-4-1', 15, 75, 1.5],
        ['claude-opus-4', 15, 75, 1.5],
        ['claude-sonnet-5-5', 2, 10, 0.1],
        ['claude-sonnet-5', 2, 10, 0.2],
        ['claude-sonnet-4-6', 3, 15, 0.3],
        ['claude-sonnet-4-5', 3, 15, 0.3],
        ['claude-sonnet-4', 3, 15, 0.3],
        ['claude-3-7-sonnet', 3, 15, 0.3],
        ['claude-haiku-4-5', 1, 5, 0.1],
        ['claude-3-5-haiku', 0.8, 4, 0.08],
        ['claude-3-haiku', 0.25, 1.25, 0.03],
      ],
    ),
    // https://ai.google.dev/gemini-api/docs/pricing, June 2026
    ...at(
      ['google', 'vertex'],
      [
        ['gemini-3.5-flash', 1.5, 9],
        ['gemini-3.1-pro', 2, 12],
        ['gemini-3.1-flash-lite', 0.25, 1.5],
        ['gemini-2.5-pro', 1.25, 10, 0.125],
        ['gemini-2.5-flash', 0.3, 2.5, 0.03],
        ['gemini-2.5-flash-lite', 0.1, 0.4, 0.01],
      ],
    ),
  ],
};
