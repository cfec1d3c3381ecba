/** What providers answer is untrusted: nothing in it has to have the type that the documentation says. */

export type JsonObject = Readonly<Record<string, unknown>>;

const nothing: JsonObject = {};

export function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : nothing;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A number of tokens, never negative: some servers report details that are larger than the sum. */
export function countOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? Math.max(0, Math.trunc(value)) : undefined;
}

/** Nothing where any of them is no number: a shorter list would be another vector. */
export function numbersOf(value: unknown): number[] {
  const list = listOf(value);
  return list.every((item) => typeof item === 'number') ? [...list] : [];
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Arguments of a call as the object that every other dialect wants. Clients send `""` for none. */
export function argumentsObject(text: string): JsonObject {
  if (text.trim() === '') return {};
  const parsed = parseJson(text);
  return isObject(parsed) ? parsed : { arguments: parsed === undefined ? text : parsed };
}
