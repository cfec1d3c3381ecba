import { isObject, type JsonObject, listOf, objectOf, parseJson } from '../kernel/json-values.ts';
import type { Answer } from './provider.ts';

/** What any provider's error says, whatever shape it came in. Not yet scrubbed of secrets. */
export interface ErrorBody {
  message: string;
  /** The first of `codes`: what an operator would search for. */
  code?: string;
  param?: string;
  /** Every identifier in the answer: codes, types, statuses, reasons, the inner error's. */
  codes: readonly string[];
}

const messageLengthMax = 500;

/** One parser for all error bodies (reference/wire-protocols.md, section 15.1). */
export function parseErrorBody(answer: Pick<Answer, 'body' | 'headers'>): ErrorBody {
  const header = answer.headers['x-amzn-errortype'];
  const found = readBody(answer.body, 0);
  const codes = [...(header === undefined ? [] : [header]), ...found.codes].map(bareCode).filter(isTelling);
  const [code] = codes;
  return {
    message: shorten(found.message),
    ...(code !== undefined && { code }),
    ...(found.param !== undefined && { param: found.param.slice(0, 200) }),
    codes: [...new Set(codes)],
  };
}

interface Found {
  message: string;
  codes: string[];
  param?: string | undefined;
}

function readBody(value: unknown, depth: number): Found {
  // Google's OpenAI layer answers an array of one error.
  const body = Array.isArray(value) ? value[0] : value;
  if (typeof body === 'string') return readText(body, depth);
  if (!isObject(body)) return { message: '', codes: [] };
  const { error } = body;
  if (isObject(error)) return readErrorObject(error, body, depth);
  if (typeof error === 'string' && error !== '') {
    // OAuth says the name in `error` and the sentence beside it; Spring's `error` is the status' name.
    const message = firstText(body['error_description'], body['message'], error);
    return { message, codes: listTexts(body['error_type'], body['code'], bareWord(error)) };
  }
  return readFlat(body);
}

function readErrorObject(error: JsonObject, body: JsonObject, depth: number): Found {
  const inner = objectOf(error['innererror']);
  const reasons = listOf(error['details']).map((detail) => objectOf(detail)['reason']);
  const codes = listTexts(
    error['code'],
    error['type'],
    error['status'],
    inner['code'],
    ...reasons,
    body['type'],
  );
  const param = firstText(error['param']) || undefined;
  const message = firstText(error['message'], error['detail']);
  // Chained gateways put the whole document of the one behind them into the message, as text.
  const nested = depth < 2 && /^\s*[[{]/.test(message) ? parseJson(message) : undefined;
  if (nested !== undefined) {
    const found = readBody(nested, depth + 1);
    if (found.message !== '')
      return { ...found, codes: [...found.codes, ...codes], param: found.param ?? param };
  }
  return { message, codes, param };
}

function readFlat(whole: JsonObject): Found {
  // Mistral's validation errors stand one level down (openai/openai-agents-python#442).
  const body = isObject(whole['message']) ? whole['message'] : whole;
  const fault = objectOf(body['fault']);
  const [first] = listOf(body['errors']);
  const [problem] = listOf(body['detail']);
  const message = firstText(
    body['message'],
    body['Message'],
    body['detail'],
    objectOf(problem)['msg'],
    fault['faultstring'],
    objectOf(first)['message'],
    first,
    body['title'],
    body['error_description'],
  );
  const place = listOf(objectOf(problem)['loc']).join('.');
  return {
    message,
    codes: listTexts(
      body['__type'],
      body['code'],
      body['type'],
      objectOf(fault['detail'])['errorcode'],
      objectOf(first)['code'],
      body['status'],
      body['statusCode'],
    ),
    param: firstText(body['param'], place) || undefined,
  };
}

function readText(text: string, depth: number): Found {
  // An event's data and a body without its content type arrive as text.
  const parsed = depth < 2 && /^\s*[[{]/.test(text) ? parseJson(text) : undefined;
  if (parsed !== undefined) return readBody(parsed, depth + 1);
  const message = /<Message>([^<]*)<\/Message>/.exec(text)?.[1];
  const code = /<Code>([^<]*)<\/Code>/.exec(text)?.[1];
  // Enough for a title and a first line; the rest of a page says nothing more, and is not worth the search.
  const plain = text
    .slice(0, 8_192)
    .replace(/<(script|style)[^<>]*>[^<]*<\/\1>/gi, ' ')
    .replace(/<[^<>]*>/g, ' ');
  return { message: message ?? plain, codes: listTexts(code) };
}

/** `prefix#Name` and `Name:http://…` are AWS's two ways to say Name. */
function bareCode(code: string): string {
  return code
    .replace(/^[^#]*#/, '')
    .replace(/:.*$/s, '')
    .trim()
    .slice(0, 100);
}

/** `error`, `about:blank` and the like stand in a code's place and name nothing. */
function isTelling(code: string): boolean {
  return code !== '' && code !== 'error' && code !== 'about';
}

/** `invalid_client` is a code, `model "x" not found` a sentence. */
function bareWord(text: string): string | undefined {
  return /^[A-Za-z0-9_.-]+$/.test(text) ? text : undefined;
}

function firstText(...values: unknown[]): string {
  return values.find((value): value is string => typeof value === 'string' && value.trim() !== '') ?? '';
}

function listTexts(...values: unknown[]): string[] {
  return values
    .filter((value) => typeof value === 'string' || typeof value === 'number')
    .map(String)
    .filter((value) => value !== '');
}

function shorten(text: string): string {
  const line = text
    .slice(0, 4 * messageLengthMax)
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > messageLengthMax ? `${line.slice(0, messageLengthMax)}…` : line;
}
