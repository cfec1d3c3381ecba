import { type JsonObject, listOf, objectOf, textOf } from '../../kernel/json-values.ts';
import { classifyHttp, type FailureRule } from '../classify-http.ts';
import type { Answer, Failure } from '../provider.ts';
import { brokenAnswer } from '../readable-answers.ts';
import { countOf } from '../wire-values.ts';
import { candidatesOf, faultyFinishes, isBlocked } from './response.ts';

/** Google’s own signs (reference/wire-protocols.md 9.5 and 10.5), before the ones that all providers share. */
const rules: readonly FailureRule[] = [
  // A wrong key is a 400 here (google-gemini/gemini-cli#3008).
  { class: 'auth', codes: ['API_KEY_INVALID'] },
  { class: 'auth', message: /^API key (not (valid|found)|expired)/i },
  // 403s, and yet about the key: it was found in public, or there was none.
  { class: 'auth', message: /API key was reported as leaked|doesn't allow unregistered callers/i },
  { class: 'permission', codes: ['SERVICE_DISABLED', 'PERMISSION_DENIED'] },
  // Locations and plans that may not call, policies and terms: nothing that the caller sent.
  { class: 'permission', status: [400], codes: ['FAILED_PRECONDITION'] },
  { class: 'quota', when: isDailyQuota },
  { class: 'context_length', message: /input token count.{0,80}exceeds the maximum number of tokens/i },
  // By the minute, though it says "You exceeded your current quota", which elsewhere means that money ran out.
  { class: 'rate_limited', codes: ['RESOURCE_EXHAUSTED'] },
  { class: 'model_not_found', status: [404], codes: ['NOT_FOUND'] },
  { class: 'overloaded', codes: ['UNAVAILABLE', 'CANCELLED'] },
  { class: 'timeout', codes: ['DEADLINE_EXCEEDED'] },
  { class: 'upstream_bug', codes: ['INTERNAL'] },
];

/** What is used up for the day, or was never granted, does not come back in seconds, whatever `retryDelay` says. */
function isDailyQuota(answer: Answer): boolean {
  const error = errorOf(answer.body);
  if (error['status'] !== 'RESOURCE_EXHAUSTED') return false;
  const violations = listOf(error['details']).flatMap((detail) => listOf(objectOf(detail)['violations']));
  const daily = violations.some((one) => textOf(objectOf(one)['quotaId'])?.includes('PerDay'));
  return daily || /\blimit: 0\b/.test(textOf(error['message']) ?? '');
}

export function classifyGoogle(answer: Answer): Failure {
  return classifyHttp(answer, rules);
}

/** An error object in place of an answer, also one anywhere in a list; undefined where there is none. */
export function failureOfError(found: unknown): Failure | undefined {
  const body = Array.isArray(found) ? found.find(holdsError) : found;
  if (!holdsError(body)) return undefined;
  const code = countOf(errorOf(body)['code']) ?? 0;
  return classifyGoogle({ status: code >= 400 && code < 600 ? code : 500, headers: {}, body });
}

function holdsError(body: unknown): boolean {
  return Object.keys(errorOf(body)).length > 0;
}

/** An error, a faulty end or nothing at all where an answer or a part of one should be. */
export function failureInBody(body: JsonObject): Failure | undefined {
  const failure = failureOfError(body);
  if (failure) return failure;
  const faulty = candidatesOf(body).find(({ candidate }) => faultyFinishes.has(candidate['finishReason']));
  if (!faulty) return undefined;
  const { finishReason, finishMessage } = faulty.candidate;
  const message = textOf(finishMessage) ?? 'The model wrote no answer that can be read.';
  return { class: 'upstream_bug', message, code: String(finishReason) };
}

export function failureInContent(answer: Answer): Failure | undefined {
  // So comes a stream from which something on the way took `alt=sse`: its first part is not the answer.
  if (Array.isArray(answer.body)) {
    return failureOfError(answer.body) ?? brokenAnswer('The answer is a list where one answer was to come.');
  }
  const body = objectOf(answer.body);
  const failure = failureInBody(body);
  if (failure) return failure;
  const answered = listOf(body['candidates']).length > 0 || isBlocked(body);
  return answered ? undefined : brokenAnswer('The answer has no candidates.');
}

function errorOf(body: unknown): JsonObject {
  return objectOf(objectOf(Array.isArray(body) ? body[0] : body)['error']);
}
