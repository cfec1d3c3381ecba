/** By what usage can be summed up and narrowed down. Whatever a call does not have is an empty text. */
export const usageDimensions = [
  'tenant',
  'environment',
  'day',
  'operation',
  'agent',
  'feature',
  'user',
  'config',
  'provider',
  'model',
  'owner',
  'payer',
] as const;
export type UsageDimension = (typeof usageDimensions)[number];

/** Whole numbers, so that sums are exact. */
export interface UsageSum {
  /** Calls, by their first try: one that moved on to another model is counted where it began. */
  calls: number;
  attempts: number;
  answered: number;
  failed: number;
  aborted: number;
  promptTokens: number;
  completionTokens: number;
  /** Of the prompts’ tokens. */
  cachedTokens: number;
  /** Of the completions’ tokens. */
  reasoningTokens: number;
  requestBytes: number;
  answerBytes: number;
  /** How long calls that were answered had waited in the queue. */
  queueMs: number;
  /** How long tries took, in microseconds. */
  totalUs: number;
}

export interface UsageCost {
  /** At list prices, in 10⁻¹² of the currency; null where no price is known of anything. */
  pico: bigint | null;
  /** Tokens of models whose price is not known: the amount is without them. */
  unpricedTokens: number;
}

export interface UsageRow extends UsageSum {
  group: Partial<Record<UsageDimension, string>>;
  cost: UsageCost;
}

/** From the first day on, before the second. */
export interface UsagePeriod {
  first: string;
  end: string;
}

export interface UsageFilter extends UsagePeriod {
  where: Partial<Record<UsageDimension, string>>;
}

/** What a model costs for some days, in millionths of the currency for a million tokens. */
export interface ModelPrice extends UsagePeriod {
  provider: string;
  model: string;
  input: number;
  output: number;
  cached: number;
}
