import { isObject } from '../../kernel/json-values.ts';
import { classifyHttp, type FailureRule } from '../classify-http.ts';
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

export function failureInOllama(answer: Answer): Failure | undefined {
  const { body, headers } = answer;
  if (!isObject(body)) return brokenAnswer('The answer is not Ollama’s.');
  if (body['error']) return classifyOllama({ status: 500, headers, body });
  return isObject(body['message']) ? undefined : brokenAnswer('The answer holds no message.');
}
