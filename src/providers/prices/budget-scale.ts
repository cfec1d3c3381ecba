import type { BudgetRecord, BudgetSum, BudgetUse } from '../../kernel/budgets.ts';
import { costOf, findPrices, type PriceList, type PricePeriod } from './price-list.ts';

const modelsMax = 10_000;

/** Counts usage in the measures of budgets; remembers what it looked up of prices. */
export class BudgetScale {
  readonly #list: PriceList;
  readonly #known = new Map<string, readonly PricePeriod[]>();

  constructor(list: PriceList) {
    this.#list = list;
  }

  get currency(): string {
    return this.#list.currency;
  }

  weigh({ measure }: Pick<BudgetRecord, 'measure'>, sum: BudgetSum): BudgetUse {
    if (measure === 'requests') return { used: sum.calls, unpricedTokens: 0 };
    const tokens = sum.promptTokens + sum.completionTokens;
    if (measure === 'tokens') return { used: tokens, unpricedTokens: 0 };
    const { promptTokens: prompt, completionTokens: completion, cachedTokens: cached } = sum;
    const pico = costOf(this.#pricesOf(sum), sum.day, { prompt, completion, cached });
    return pico === undefined
      ? { used: 0, unpricedTokens: tokens }
      : { used: pico / 1_000_000, unpricedTokens: 0 };
  }

  #pricesOf({ provider, model }: BudgetSum): readonly PricePeriod[] {
    const key = `${provider}/${model}`;
    const known = this.#known.get(key);
    if (known) return known;
    // Callers name models as they like.
    if (this.#known.size >= modelsMax) this.#known.clear();
    const found = findPrices(this.#list, provider, model);
    this.#known.set(key, found);
    return found;
  }
}
