/** What comes from outside is untrusted: nothing in it has to have the type that a documentation says. */

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

/** Undefined where it is no JSON, which no JSON text means. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const byteOrderMark = 0xfeff;

/** A body that may be JSON: error pages are not. Some servers put a byte-order mark before it. */
export function parseOrText(text: string): unknown {
  const parsed = parseJson(text.charCodeAt(0) === byteOrderMark ? text.slice(1) : text);
  return parsed === undefined ? text : parsed;
}
