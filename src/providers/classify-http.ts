import { type ErrorBody, parseErrorBody } from './error-body.ts';
import type { Answer, Failure, FailureClass } from './provider.ts';
import { findRetryAfterMs } from './retry-hint.ts';

/**
 * How one sign is read. A provider's own rules stand before the common ones; the first that fits decides. All that
 * is given must hold; of a list, one.
 */
export interface FailureRule {
  class: FailureClass;
  status?: readonly number[];
  /** Compared without regard to case. */
  codes?: readonly string[];
  message?: RegExp;
  /** For what the other three cannot say. */
  when?(answer: Answer, error: ErrorBody): boolean;
}

/** Signs that mean the same wherever they come from (reference/wire-protocols.md, section 15.2). Order matters. */
const commonRules: readonly FailureRule[] = [
  {
    class: 'quota',
    codes: [
      'insufficient_quota',
      'credit_balance_exhausted',
      'organization_spend_limit_exceeded',
      'project_spend_limit_exceeded',
      'organization_usage_limit_exceeded',
      'enforced_spend_limit_reached',
      'billing_error',
      'insufficient_balance',
    ],
  },
  { class: 'quota', message: /credit balance is too low|insufficient balance/i },
  {
    class: 'content_filter',
    codes: ['content_filter', 'ResponsibleAIPolicyViolation', 'content_policy_violation'],
  },
  {
    class: 'context_length',
    codes: ['context_length_exceeded', 'model_context_window_exceeded'],
  },
  {
    class: 'context_length',
    status: [400, 403, 413, 422, 500],
    message:
      /maximum context length|prompt is too long|input is too long|exceeds the maximum number of tokens|exceed(s|ed)? (the )?context (limit|length|window)|input length exceeds|inputs` tokens \+/i,
  },
  {
    class: 'model_not_found',
    codes: ['model_not_found', 'DeploymentNotFound', 'unknown_model', 'not_found_error'],
  },
  {
    class: 'model_not_found',
    status: [400, 404, 410, 422],
    message:
      /\bmodel\b.{0,200}?\b(not found|does not exist|not exist|is not (available|supported|deployed))|no such model|unknown model/i,
  },
  {
    class: 'upstream_bug',
    codes: ['tool_use_failed', 'json_validate_failed', 'malformed_tool_use', 'malformed_model_output'],
  },
  {
    class: 'permission',
    codes: ['PermissionDenied', 'AccessDeniedException', 'PERMISSION_DENIED', 'permission_error'],
  },
  {
    class: 'auth',
    codes: [
      'invalid_api_key',
      'API_KEY_INVALID',
      'authentication_error',
      'UNAUTHENTICATED',
      'account_deactivated',
      'invalid_client',
      'UnrecognizedClientException',
      'InvalidSignatureException',
      'ExpiredTokenException',
      'ExpiredToken',
    ],
  },
  { class: 'overloaded', codes: ['overloaded_error', 'server_is_overloaded', 'service_unavailable_error'] },
  {
    class: 'rate_limited',
    codes: ['rate_limit_exceeded', 'slow_down', 'capacity_exceeded', 'rate_limit_error'],
  },
];

const classOfStatus: Readonly<Record<number, FailureClass>> = {
  401: 'auth',
  402: 'quota',
  403: 'permission',
  404: 'model_not_found',
  // The address does not know this operation: another try changes nothing, and the caller cannot help it.
  405: 'model_not_found',
  408: 'timeout',
  409: 'overloaded',
  410: 'model_not_found',
  424: 'upstream_bug',
  425: 'overloaded',
  429: 'rate_limited',
  // Groq, on its flexible tier, when capacity is used up.
  498: 'rate_limited',
  501: 'model_not_found',
  502: 'unreachable',
  503: 'overloaded',
  504: 'timeout',
  // Cloudflare, which stands before many providers, about the server behind it.
  520: 'unreachable',
  521: 'unreachable',
  522: 'unreachable',
  523: 'unreachable',
  524: 'timeout',
  529: 'overloaded',
  530: 'unreachable',
};

/** Classes an answer with a status of 400 or more; also an error that came inside a 200, with the status it means. */
export function classifyHttp(answer: Answer, rules: readonly FailureRule[] = []): Failure {
  const error = parseErrorBody(answer);
  const rule = [...rules, ...commonRules].find((candidate) => fits(candidate, answer, error));
  const failure: Failure = {
    class: rule?.class ?? classOf(answer.status),
    message: error.message === '' ? `The provider answered with status ${answer.status}.` : error.message,
  };
  if (error.code !== undefined) failure.code = error.code;
  if (error.param !== undefined) failure.param = error.param;
  const retryAfterMs = findRetryAfterMs(answer, error.message);
  if (retryAfterMs !== undefined) failure.retryAfterMs = retryAfterMs;
  return failure;
}

function classOf(status: number): FailureClass {
  return classOfStatus[status] ?? (status >= 500 ? 'upstream_bug' : 'bad_request');
}

function fits(rule: FailureRule, answer: Answer, error: ErrorBody): boolean {
  if (rule.status && !rule.status.includes(answer.status)) return false;
  if (rule.codes && !rule.codes.some((code) => hasCode(error, code))) return false;
  if (rule.message && !rule.message.test(error.message)) return false;
  return rule.when?.(answer, error) ?? true;
}

function hasCode(error: ErrorBody, code: string): boolean {
  return error.codes.some((found) => found.toLowerCase() === code.toLowerCase());
}

/**
 * The status that an error inside a 200 stands for: streams carry it as a number somewhere in the object, or only
 * in the words of its code and type (reference/wire-protocols.md, section 5.4).
 */
export function statusOfError(error: ErrorBody, numbers: readonly unknown[]): number {
  const status = [...numbers, ...error.codes]
    .filter((given) => typeof given === 'number' || (typeof given === 'string' && /^\d{3}$/.test(given)))
    .map(Number)
    .find((number) => number >= 400 && number < 600);
  if (status !== undefined) return status;
  const words = error.codes.join(' ').toLowerCase();
  return statusWords.find(([pattern]) => pattern.test(words))?.[1] ?? 500;
}

const statusWords: readonly (readonly [RegExp, number])[] = [
  [/insufficient_quota|rate_?limit|too_many|throttl|resource_?exhausted/, 429],
  [/authentication|unauthori|invalid_api_key/, 401],
  [/permission|forbidden/, 403],
  [/not_?found/, 404],
  [/overload|unavailable/, 503],
  [/timeout|timed_out/, 504],
  [/invalid|bad_?request|context_length|validation/, 400],
];
