import { type JsonObject, objectOf, textOf } from '../../kernel/json-values.ts';
import { classifyHttp, type FailureRule } from '../classify-http.ts';
import type { Answer, Failure } from '../provider.ts';
import { brokenAnswer } from '../readable-answers.ts';
import { countOf } from '../wire-values.ts';

/** Anthropic’s own signs (reference/wire-protocols.md 7.5), before the ones that all providers share. */
const rules: readonly FailureRule[] = [
  {
    // The spend cap of the month comes as a rate limit that names no time.
    class: 'quota',
    when: ({ body }) => {
      const error = objectOf(objectOf(body)['error']);
      return objectOf(error['details'])['error_code'] === 'enforced_spend_limit_reached';
    },
  },
  { class: 'quota', codes: ['billing_error'] },
  { class: 'quota', message: /credit balance is too low/i },
  { class: 'context_length', message: /prompt is too long|exceed context limit/i },
  // "model: claude-x" is all that it says about a model that it does not know.
  { class: 'model_not_found', codes: ['not_found_error'] },
  { class: 'timeout', codes: ['timeout_error'] },
  { class: 'upstream_bug', codes: ['api_error'] },
];

export function classifyMessages(answer: Answer, more: readonly FailureRule[] = []): Failure {
  return classifyHttp(answer, [...rules, ...more]);
}

/** Statuses that Anthropic gives these types, for errors inside a stream or a 200. */
const statusOfType: ReadonlyMap<string, number> = new Map([
  ['invalid_request_error', 400],
  ['authentication_error', 401],
  ['billing_error', 402],
  ['permission_error', 403],
  ['not_found_error', 404],
  ['conflict_error', 409],
  ['request_too_large', 413],
  ['rate_limit_error', 429],
  ['api_error', 500],
  ['timeout_error', 504],
  ['overloaded_error', 529],
]);

/** An error object where an answer or an event should be; undefined where there is none. */
export function failureInBody(body: JsonObject): Failure | undefined {
  const error = body['error'];
  if (body['type'] !== 'error' && !error) return undefined;
  const type = textOf(objectOf(error)['type']) ?? '';
  // Google’s platform answers for Claude on Vertex AI too, and says the status in its code.
  const code = countOf(objectOf(error)['code']) ?? 0;
  const status = statusOfType.get(type) ?? (code >= 400 && code < 600 ? code : 500);
  return classifyMessages({ status, headers: {}, body });
}

/** Status 200 without an answer in it. */
export function failureInMessage(answer: Answer): Failure | undefined {
  const body = objectOf(answer.body);
  const failure = failureInBody(body);
  if (failure) return failure;
  return Array.isArray(body['content']) ? undefined : brokenAnswer('The answer has no content.');
}
