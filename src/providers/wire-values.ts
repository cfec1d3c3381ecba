import { isObject, type JsonObject, listOf, parseJson } from '../kernel/json-values.ts';

/** A number of tokens, never negative: some servers report details that are larger than the sum. */
export function countOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? Math.max(0, Math.trunc(value)) : undefined;
}

/** Nothing where any of them is no number: a shorter list would be another vector. */
export function numbersOf(value: unknown): number[] {
  const list = listOf(value);
  return list.every((item) => typeof item === 'number') ? [...list] : [];
}

/** Arguments of a call as the object that every other dialect wants. Clients send `""` for none. */
export function argumentsObject(text: string): JsonObject {
  if (text.trim() === '') return {};
  const parsed = parseJson(text);
  return isObject(parsed) ? parsed : { arguments: parsed === undefined ? text : parsed };
}
