import type { AnswerStep } from '../../kernel/answer-steps.ts';
import type { FailureClass } from '../provider.ts';

interface Refusal {
  status: number;
  code: string;
  message: string;
  retryAfterSeconds?: number;
}

/** One for each class that an answer can have; the other two happen where no answer comes. */
const refusals: Readonly<Record<Exclude<FailureClass, 'unreachable' | 'timeout'>, Refusal>> = {
  rate_limited: {
    status: 429,
    code: 'rate_limit_exceeded',
    message: 'The sandbox was told to be over its rate limit.',
    retryAfterSeconds: 2,
  },
  quota: { status: 429, code: 'insufficient_quota', message: 'The sandbox was told to be out of quota.' },
  auth: { status: 401, code: 'invalid_api_key', message: 'The sandbox was told to refuse its key.' },
  permission: {
    status: 403,
    code: 'permission_error',
    message: 'The sandbox was told to deny this account the model.',
  },
  model_not_found: {
    status: 404,
    code: 'model_not_found',
    message: 'The sandbox has no model of this name.',
  },
  bad_request: { status: 400, code: 'invalid_value', message: 'The sandbox was told to refuse the request.' },
  context_length: {
    status: 400,
    code: 'context_length_exceeded',
    message: 'The messages are longer than the sandbox takes.',
  },
  content_filter: {
    status: 400,
    code: 'content_filter',
    message: 'The sandbox was told to filter the messages.',
  },
  overloaded: {
    status: 503,
    code: 'server_is_overloaded',
    message: 'The sandbox was told to be overloaded.',
    retryAfterSeconds: 2,
  },
  upstream_bug: { status: 500, code: 'server_error', message: 'The sandbox was told to break.' },
};

/** Breaks an answer off that began well; every other name is a class of failure. */
export const cut = 'cut';
const failureNames = [...Object.keys(refusals), 'unreachable', 'timeout', cut];
const timeoutMs = 1_000;

const marker = /\[fail:(?<failure>[a-z_]+)\]/;

/** `[fail:overloaded]` in what was asked. */
export function findMarkedFailure(text: string): string | undefined {
  return marker.exec(text)?.groups?.['failure'];
}

/** The failure as it would come; `cut` is none of these. A name that is none is told what there is. */
export function failAs(name: string, paced: boolean): AnswerStep[] {
  if (name === 'unreachable') return [{ afterMs: 0, kind: 'failure', failure: 'unreachable' }];
  if (name === 'timeout') return [{ afterMs: paced ? timeoutMs : 0, kind: 'failure', failure: 'timeout' }];
  const refusal = Object.hasOwn(refusals, name) ? refusals[name as keyof typeof refusals] : undefined;
  return refuse(
    refusal ?? {
      ...refusals.bad_request,
      message: `“${name.slice(0, 50)}” is no failure of the sandbox. There are ${failureNames.join(', ')}.`,
    },
  );
}

export function refuseFor(failure: keyof typeof refusals, message: string): AnswerStep[] {
  return refuse({ ...refusals[failure], message });
}

function refuse({ status, code, message, retryAfterSeconds }: Refusal): AnswerStep[] {
  const type = status === 429 || status >= 500 ? code : 'invalid_request_error';
  return wholeAnswer(
    status,
    { error: { message, type, code, param: null } },
    retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) },
  );
}

export function wholeAnswer(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): AnswerStep[] {
  return [
    { afterMs: 0, kind: 'head', status, headers: { 'content-type': 'application/json', ...headers } },
    { afterMs: 0, kind: 'data', text: JSON.stringify(body) },
    { afterMs: 0, kind: 'end' },
  ];
}
