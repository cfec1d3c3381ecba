import type { ModelPrice } from '../../kernel/usage.ts';
import { findPrices, type PriceList } from '../../providers/prices/price-list.ts';

/** Of those whose price is known, for all days. */
export function pricesOf(
  list: PriceList,
  models: readonly Pick<ModelPrice, 'provider' | 'model'>[],
): ModelPrice[] {
  return models.flatMap(({ provider, model }) =>
    findPrices(list, provider, model).map((price) => ({ ...price, provider, model })),
  );
}
