import { limits } from './limits.ts';

const quote = 0x22;
const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const colon = 0x3a;
const comma = 0x2c;

const longTextMin = 16 * 1024;
const searchedFrom = 64;

/** Where a value stands in the bytes. */
export interface JsonSpan {
  start: number;
  end: number;
}

/** What was seen on the way. */
export interface JsonOutline {
  /** Where the value of each key at the top stands. */
  fields: Map<string, JsonSpan>;
  /** Texts, within their quotes, that are so long that it matters how they are read. None of them is a key. */
  longTexts: JsonSpan[];
}

export const newOutline = (): JsonOutline => ({ fields: new Map(), longTexts: [] });

export type JsonFault = 'too_deep' | 'too_many_keys' | 'duplicate_key';

/**
 * Looks over JSON before it is parsed, in one pass and without recursion: how deep it nests, how many keys it has, and
 * whether a key stands twice at the top. JSON.parse would take the last of two `model` keys while another reader takes
 * the first: one model would be authorised and another one sent. What is no JSON at all is left to JSON.parse to refuse.
 */
export function findJsonFault(bytes: Buffer, outline = newOutline()): JsonFault | undefined {
  const { fields, longTexts } = outline;
  let field: JsonSpan | undefined;
  let depth = 0;
  let keys = 0;
  let topIsObject = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const code = bytes[at];
    if (code === quote) {
      const end = endOfString(bytes, at);
      if (isKey(bytes, end)) {
        keys += 1;
        if (keys > limits.json.keysMax) return 'too_many_keys';
        if (depth === 1 && topIsObject) {
          const key = decodeKey(bytes.toString('utf8', at, end + 1));
          if (fields.has(key)) return 'duplicate_key';
          field = { start: bytes.indexOf(colon, end) + 1, end: bytes.length };
          fields.set(key, field);
        }
      } else if (end - at > longTextMin) {
        longTexts.push({ start: at + 1, end });
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

/** The index of the closing quote, or of the end where there is none. Most texts are shorter than a search is worth. */
function endOfString(bytes: Buffer, start: number): number {
  const near = Math.min(bytes.length, start + searchedFrom);
  let at = start + 1;
  for (; at < near; at += 1) {
    if (bytes[at] === quote) return at;
    if (bytes[at] === backslash) at += 1;
  }
  let end = bytes.indexOf(quote, at);
  while (end !== -1 && isEscaped(bytes, end, start)) end = bytes.indexOf(quote, end + 1);
  return end === -1 ? bytes.length : end;
}

/** Whether an odd number of backslashes stands before it, none of them before `from`. */
export function isEscaped(bytes: Buffer, at: number, from: number): boolean {
  let first = at;
  while (first > from && bytes[first - 1] === backslash) first -= 1;
  return (at - first) % 2 === 1;
}

/** In JSON a string is followed by a colon exactly when it is a key. */
function isKey(bytes: Buffer, end: number): boolean {
  let next = end + 1;
  while ((bytes[next] ?? colon) <= 0x20) next += 1;
  return bytes[next] === colon;
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
