import { limits } from './limits.ts';

const quote = 0x22;
const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const colon = 0x3a;

const comma = 0x2c;

/** Where a value stands in the text. */
export interface JsonSpan {
  start: number;
  end: number;
}

export type JsonFault = 'too_deep' | 'too_many_keys' | 'duplicate_key';

/**
 * Looks over JSON text before it is parsed, in one pass and without recursion: how deep it nests, how many keys it
 * has, and whether a key stands twice at the top. JSON.parse would take the last of two `model` keys while another
 * reader takes the first: one model would be authorised and another one sent. What is no JSON at all is left to
 * JSON.parse to refuse. `fields` are told where the value of each key at the top stands.
 */
export function findJsonFault(
  text: string,
  fields: Map<string, JsonSpan> = new Map(),
): JsonFault | undefined {
  let field: JsonSpan | undefined;
  let depth = 0;
  let keys = 0;
  let topIsObject = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      const end = endOfString(text, at);
      if (isKey(text, end)) {
        keys += 1;
        if (keys > limits.json.keysMax) return 'too_many_keys';
        if (depth === 1 && topIsObject) {
          const key = decodeKey(text.slice(at, end + 1));
          if (fields.has(key)) return 'duplicate_key';
          field = { start: text.indexOf(':', end) + 1, end: text.length };
          fields.set(key, field);
        }
      }
      at = end;
    } else if (code === openBrace || code === openBracket) {
      if (depth === 0) topIsObject = code === openBrace;
      depth += 1;
      if (depth > limits.json.depthMax) return 'too_deep';
    } else if (code === closeBrace || code === closeBracket) {
      depth -= 1;
      if (depth === 0 && field) field.end = at;
    } else if (code === comma && depth === 1 && field) {
      field.end = at;
    }
  }
  return undefined;
}

/** The index of the closing quote, or of the text's end when there is none. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(at - 1 - backslashes) === backslash) backslashes += 1;
  return backslashes % 2 === 1;
}

/** In JSON a string is followed by a colon exactly when it is a key. */
function isKey(text: string, end: number): boolean {
  let next = end + 1;
  while (text.charCodeAt(next) <= 0x20) next += 1;
  return text.charCodeAt(next) === colon;
}

/** `\u006dodel` is `model`: keys are compared as they will be read. */
function decodeKey(quoted: string): string {
  if (!quoted.includes('\\')) return quoted.slice(1, -1);
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted;
  }
}
