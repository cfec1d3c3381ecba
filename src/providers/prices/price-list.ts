/** Millionths of the currency for a million tokens. */
export interface Price {
  /** Null: at any provider. */
  provider: string | null;
  model: string;
  /** The first day that it holds for, as `2026-11-21`; null: for all days before the next. */
  from: string | null;
  input: number;
  output: number;
  /** Of input that the provider had in its cache; null: as any input. */
  cached: number | null;
}

export interface PriceList {
  /** ISO 4217. */
  currency: string;
  /** The day on which the oldest of the prices was looked up. */
  asOf: string;
  prices: readonly Price[];
}

/** One price and the days that it holds for: from the first on, before the second. */
export interface PricePeriod extends Pick<Price, 'input' | 'output'> {
  first: string;
  end: string;
  cached: number;
}

const always = { first: '0001-01-01', end: '9999-12-31' };

/**
 * What the model costs, by day, in the order of time; empty where no price is known. The name as it stands comes before
 * the name without what providers put around it: a region, a vendor, a version or a date.
 */
export function findPrices(list: PriceList, provider: string, model: string): PricePeriod[] {
  for (const name of [model, bareName(model)]) {
    const known = list.prices.filter(
      (price) => price.model === name && (price.provider === null || price.provider === provider),
    );
    // A price at this provider counts before one that holds anywhere.
    const ofProvider = known.filter((price) => price.provider !== null);
    const found = ofProvider.length > 0 ? ofProvider : known;
    if (found.length > 0) return toPeriods(found);
  }
  return [];
}

/** For one call of that day; undefined where no price is known. In 10⁻¹² of the currency. */
export function costOf(
  periods: readonly PricePeriod[],
  day: string,
  { prompt, completion, cached }: { prompt: number; completion: number; cached: number },
): number | undefined {
  const price = periods.find(({ first, end }) => day >= first && day < end);
  if (!price) return undefined;
  const fromCache = Math.min(cached, prompt);
  return (prompt - fromCache) * price.input + fromCache * price.cached + completion * price.output;
}

function toPeriods(prices: readonly Price[]): PricePeriod[] {
  const inOrder = prices.toSorted((one, other) => ((one.from ?? '') < (other.from ?? '') ? -1 : 1));
  return inOrder.map(({ from, input, output, cached }, index) => ({
    first: from ?? always.first,
    end: inOrder[index + 1]?.from ?? always.end,
    input,
    output,
    cached: cached ?? input,
  }));
}

const around: readonly RegExp[] = [
  // Vertex AI and Gemini: paths; Bedrock: regions and vendors.
  /^(?:publishers\/[a-z]+\/)?models\//,
  /^(?:us|eu|apac|au|ca|jp|us-gov|global)\.(?=[a-z])/,
  /^(?:anthropic|google|openai)\./,
  /-v\d+(?::\d+)?$/,
  /[-@](?:latest|default)$/,
  /[-@]\d{8}$/,
  /-\d{4}-\d{2}-\d{2}$/,
];

function bareName(model: string): string {
  return around.reduce((name, pattern) => name.replace(pattern, ''), model);
}
