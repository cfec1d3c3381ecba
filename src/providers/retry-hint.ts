import { isObject, listOf, objectOf } from '../kernel/json-values.ts';
import type { Answer } from './provider.ts';

/** A day: what claims to need longer than this is wrong about its unit. */
const hintMaxMs = 24 * 60 * 60_000;

/**
 * When the provider wants to be asked again, in its own words (reference/wire-protocols.md, section 15.3). Instants
 * are measured from the answer's own `Date`: nothing here has a clock, and theirs is the one that they mean.
 */
export function findRetryAfterMs(answer: Answer, message: string): number | undefined {
  const hints = [
    () => fromMilliseconds(answer.headers['retry-after-ms']),
    () => fromRetryAfter(answer.headers),
    () => fromRetryInfo(answer.body),
    () => fromText(message),
    () => fromRateLimitReset(answer.headers),
  ];
  for (const hint of hints) {
    const ms = hint();
    if (ms !== undefined && Number.isFinite(ms) && ms >= 0) return Math.min(Math.ceil(ms), hintMaxMs);
  }
  return undefined;
}

type Headers = Answer['headers'];

function fromMilliseconds(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : undefined;
}

function fromRetryAfter(headers: Headers): number | undefined {
  const text = headers['retry-after']?.trim();
  if (text === undefined || text === '') return undefined;
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : untilInstant(text, headers);
}

function untilInstant(instant: string, headers: Headers): number | undefined {
  const at = Date.parse(instant);
  const now = Date.parse(headers['date'] ?? '');
  return Number.isNaN(at) || Number.isNaN(now) ? undefined : Math.max(0, at - now);
}

function fromRetryInfo(body: unknown): number | undefined {
  const error = objectOf(isObject(body) ? body['error'] : objectOf(listOf(body)[0])['error']);
  for (const detail of listOf(error['details'])) {
    const delay = objectOf(detail)['retryDelay'];
    if (typeof delay === 'string') return parseDurationMs(delay);
  }
  return undefined;
}

/** Azure: "Please retry after 7 seconds", "Try again in 5 seconds"; Gemini: "Please retry in 10h17m5.7s". */
function fromText(message: string): number | undefined {
  const seconds = /\b(?:retry|try again) (?:after|in) (\d{1,6}(?:\.\d{1,6})?) ?seconds?\b/i.exec(
    message,
  )?.[1];
  if (seconds !== undefined) return Number(seconds) * 1000;
  const duration = /\b(?:retry|try again) in ((?:\d{1,6}(?:\.\d{1,9})?(?:ms|h|m|s)){1,4})/i.exec(
    message,
  )?.[1];
  return duration === undefined ? undefined : parseDurationMs(duration);
}

/** Only of what is used up: a full allowance has a time of reset as well. */
function fromRateLimitReset(headers: Headers): number | undefined {
  const waits: number[] = [];
  for (const [name, value] of Object.entries(headers)) {
    const [, before = '', subject = ''] =
      /^(x-ratelimit|anthropic-ratelimit)-(?:reset-(.+)|.+-reset)$/.exec(name) ?? [];
    if (before === '') continue;
    const left =
      before === 'x-ratelimit' ? `x-ratelimit-remaining-${subject}` : name.replace(/reset$/, 'remaining');
    if (headers[left] !== '0') continue;
    const ms = parseDurationMs(value) ?? untilInstant(value, headers);
    if (ms !== undefined) waits.push(ms);
  }
  return waits.length === 0 ? undefined : Math.max(...waits);
}

const unitsMs: Record<string, number> = { h: 3_600_000, m: 60_000, s: 1_000, ms: 1 };

/** `6m0s`, `120ms`, `7.66s`; a bare number is seconds (Cerebras). */
export function parseDurationMs(text: string): number | undefined {
  const plain = text.trim();
  if (/^\d+(\.\d+)?$/.test(plain)) return Number(plain) * 1000;
  if (plain.length > 40 || !/^(\d+(\.\d+)?(ms|h|m|s))+$/.test(plain)) return undefined;
  let ms = 0;
  for (const [, amount, unit = ''] of plain.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)) {
    ms += Number(amount) * (unitsMs[unit] ?? 0);
  }
  return ms;
}
