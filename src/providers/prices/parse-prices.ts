import { isDay } from '../../kernel/days.ts';
import { isObject, parseJson } from '../../kernel/json-values.ts';
import { findMicros } from '../../kernel/money.ts';
import type { Price, PriceList } from './price-list.ts';

export type PricesReading = { ok: true; list: PriceList } | { ok: false; problem: string };

const currency = /^[A-Z]{3}$/;
const fields = new Set(['provider', 'model', 'from', 'input', 'output', 'cached']);

/**
 * An operator’s prices, before those that are known: a model that both name costs what the operator says. In another
 * currency the known ones mean nothing and are left out.
 */
export function parsePrices(json: string, known: PriceList): PricesReading {
  const file = parseJson(json);
  if (!isObject(file) || !Array.isArray(file['prices']))
    return problem('must be an object with currency, as_of and prices.');
  const { currency: code, as_of: asOf, prices } = file;
  if (typeof code !== 'string' || !currency.test(code))
    return problem('currency must be a code such as USD.');
  if (typeof asOf !== 'string' || !isDay(asOf)) return problem('as_of must be a day such as 2026-01-31.');
  const own: Price[] = [];
  for (const [index, item] of (prices as unknown[]).entries()) {
    const price = readPrice(item);
    if (typeof price === 'string') return problem(`price ${index + 1}: ${price}`);
    own.push(price);
  }
  const names = own.map(({ provider, model, from }) => JSON.stringify([provider, model, from]));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) return problem(`${twice} has two prices.`);
  const kept = code === known.currency ? known.prices.filter((price) => !own.some(standsFor(price))) : [];
  return {
    ok: true,
    list: {
      currency: code,
      asOf: kept.length > 0 && known.asOf < asOf ? known.asOf : asOf,
      prices: [...own, ...kept],
    },
  };
}

const problem = (text: string): PricesReading => ({ ok: false, problem: text });

/** Also where the operator’s holds at any provider: then it is meant for this one too. */
const standsFor = (price: Price) => (own: Price) =>
  own.model === price.model && (own.provider === null || own.provider === price.provider);

function readPrice(item: unknown): Price | string {
  if (!isObject(item)) return 'must be an object.';
  const unknownField = Object.keys(item).find((name) => !fields.has(name));
  if (unknownField !== undefined) return `${unknownField} is not a field of a price.`;
  const { provider = null, model, from = null } = item;
  if (typeof model !== 'string' || model === '') return 'model is missing.';
  if (provider !== null && (typeof provider !== 'string' || provider === ''))
    return 'provider must be a name.';
  if (from !== null && (typeof from !== 'string' || !isDay(from)))
    return 'from must be a day such as 2026-01-31.';
  const input = findMicros(item['input']);
  const output = findMicros(item['output']);
  const cached = item['cached'] === undefined ? null : findMicros(item['cached']);
  if (input === undefined || output === undefined || cached === undefined)
    return 'input, output and cached must be amounts for a million tokens, with at most six decimals.';
  return { provider, model, from, input, output, cached };
}
