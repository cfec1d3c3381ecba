import { isObject, objectOf } from '../../kernel/json-values.ts';
import { classifyHttp, type FailureRule, statusOfError } from '../classify-http.ts';
import { parseErrorBody } from '../error-body.ts';
import type { Answer, Failure } from '../provider.ts';
import { brokenAnswer } from '../readable-answers.ts';

/** Ollama says everything in one sentence (reference/wire-protocols.md, section 12.4). */
const rules: readonly FailureRule[] = [
  { class: 'overloaded', message: /server busy|maximum pending requests exceeded/i },
  { class: 'bad_request', message: /does not support (tools|thinking|chat|generate|embeddings)/i },
  { class: 'timeout', status: [499] },
];

export function classifyOllama(answer: Answer): Failure {
  return classifyHttp(answer, rules);
}

/** Its own errors are a sentence; a server before it may answer with an object that has a code. */
export function failureInBody(body: unknown, headers: Answer['headers'] = {}): Failure | undefined {
  if (!objectOf(body)['error']) return undefined;
  return classifyOllama({ status: statusOfError(parseErrorBody({ body, headers }), []), headers, body });
}

export function failureInOllama(answer: Answer): Failure | undefined {
  const { body, headers } = answer;
  if (!isObject(body)) return brokenAnswer('The answer is not Ollama’s.');
  const failure = failureInBody(body, headers);
  if (failure) return failure;
  return isObject(body['message']) ? undefined : brokenAnswer('The answer holds no message.');
}
