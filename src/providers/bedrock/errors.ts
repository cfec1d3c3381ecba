import { isObject, type JsonObject, objectOf, parseJson, textOf } from '../../kernel/json-values.ts';
import { classifyHttp, type FailureRule, statusOfError } from '../classify-http.ts';
import { parseErrorBody } from '../error-body.ts';
import type { Answer, Failure, WireEvent } from '../provider.ts';

/** AWS's own signs (reference/wire-protocols.md 8.7), before the ones that all providers share. */
const rules: readonly FailureRule[] = [
  {
    class: 'auth',
    codes: [
      'UnrecognizedClientException',
      'InvalidSignatureException',
      'SignatureDoesNotMatch',
      'IncompleteSignatureException',
      'MissingAuthenticationTokenException',
      'InvalidClientTokenId',
      'ExpiredTokenException',
      'ExpiredToken',
    ],
  },
  // A wrong API key is denied with the same name as a missing permission is.
  {
    class: 'auth',
    status: [403],
    message: /API key is valid|invalid API key|security token .{0,80}(invalid|expired)/i,
  },
  { class: 'permission', codes: ['AccessDeniedException', 'AccessDenied'] },
  // A bearer key on a route that only takes signatures (anthropics/claude-code#45343): the key itself is good.
  { class: 'permission', status: [403], message: /requires 'Credential' parameter/i },
  // What is used up for the day does not come back in time for a retry.
  { class: 'quota', codes: ['ThrottlingException'], message: /per day/i },
  { class: 'rate_limited', codes: ['ThrottlingException'] },
  { class: 'quota', codes: ['ServiceQuotaExceededException'] },
  { class: 'overloaded', codes: ['ModelNotReadyException', 'ServiceUnavailableException'] },
  { class: 'timeout', codes: ['ModelTimeoutException'] },
  {
    class: 'upstream_bug',
    codes: [
      'ModelErrorException',
      'ModelStreamErrorException',
      'InternalServerException',
      'UnknownOperationException',
    ],
  },
  { class: 'model_not_found', codes: ['ResourceNotFoundException'] },
  { class: 'model_not_found', message: /model identifier is invalid/i },
  {
    class: 'context_length',
    codes: ['ValidationException'],
    message:
      /(input|prompt) is too long|too many input tokens|tokens? .{0,80}exceeds the maximum|exceeds the maximum .{0,80}tokens?/i,
  },
  { class: 'bad_request', codes: ['ValidationException'] },
];

export function classifyBedrock(answer: Answer): Failure {
  return classifyHttp(answer, rules);
}

const statusOfException: ReadonlyMap<string, number> = new Map([
  ['validationException', 400],
  ['modelTimeoutException', 408],
  ['modelStreamErrorException', 424],
  ['throttlingException', 429],
  ['internalServerException', 500],
  ['serviceUnavailableException', 503],
]);

/**
 * A frame that is no event: an exception by its `:exception-type`, or an error by its `:error-code`. Event types
 * that are not known yet carry no message and are no failures.
 */
export function failureInEvent({ type, data }: WireEvent): Failure | undefined {
  const body = objectOf(parseJson(data));
  const named = /exception|error|fail/i.test(type);
  if (!named && body['message'] === undefined && body['Message'] === undefined) return undefined;
  const status = statusOfException.get(type) ?? 500;
  // Written with a small letter here, with a large one in headers of answers.
  return classifyBedrock({ status, headers: { 'x-amzn-errortype': capitalised(type) }, body });
}

/** A wrong path is answered with 200 and an `UnknownOperationException` (vercel/ai#17523). */
export function failureInConverse(answer: Answer): Failure | undefined {
  const body = objectOf(answer.body);
  if (!isObject(body['output'])) {
    const failure = classifyBedrock({ ...answer, status: 500 });
    return { ...failure, class: 'upstream_bug' };
  }
  return faultyStop(body);
}

/** Status 200 and an exception in place of what a model was to give; undefined where nothing names one. */
export function failureInInvoke(answer: Answer): Failure | undefined {
  const error = parseErrorBody(answer);
  if (!isObject(answer.body) || (error.codes.length === 0 && error.message === '')) return undefined;
  return classifyBedrock({ ...answer, status: statusOfError(error, []) });
}

const faults = new Set(['malformed_model_output', 'malformed_tool_use']);

export function faultyStop(holder: JsonObject): Failure | undefined {
  const reason = textOf(holder['stopReason']);
  if (reason === undefined || !faults.has(reason)) return undefined;
  return { class: 'upstream_bug', message: 'The model wrote no answer that can be read.', code: reason };
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
