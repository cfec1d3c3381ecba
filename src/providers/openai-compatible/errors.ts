import { isObject, type JsonObject, listOf, objectOf } from '../../kernel/json-values.ts';
import { classifyHttp, type FailureRule, statusOfError } from '../classify-http.ts';
import { parseErrorBody } from '../error-body.ts';
import type { Answer, Failure } from '../provider.ts';
import { brokenAnswer, brokenText } from '../readable-answers.ts';

/** Where OpenAI-shaped services differ from what is common (reference/wire-protocols.md, sections 5.4 and 11). */
export const openaiRules: readonly FailureRule[] = [
  // Text Generation Inference says what is the matter in `error_type`; overload comes as 429.
  { class: 'overloaded', codes: ['overloaded'] },
  { class: 'upstream_bug', codes: ['generation', 'incomplete_generation'] },
  // Fireworks: an account that was suspended.
  { class: 'permission', status: [412] },
  { class: 'permission', codes: ['unsupported_country_region_territory'] },
];

export function classifyOpenai(answer: Answer): Failure {
  return classifyHttp(answer, openaiRules);
}

/** What is wrong with an answer of status 200 that was to be a completion. */
export function failureInAnswer(answer: Answer): Failure | undefined {
  const { body } = answer;
  if (typeof body === 'string') return brokenText(body);
  const failure = failureInBody(body, answer.headers);
  if (failure) return failure;
  const choices = listOf(objectOf(body)['choices']);
  if (choices.length === 0) return brokenAnswer('The answer holds no completion.');
  return choices.map((choice) => failureInChoice(objectOf(choice))).find(Boolean);
}

/** An error object inside a 200 or in an event, in any of the shapes that it comes in; undefined where there is none. */
export function failureInBody(body: unknown, headers: Answer['headers'] = {}): Failure | undefined {
  const found = Array.isArray(body) ? body[0] : body;
  if (!isObject(found)) return undefined;
  const { error } = found;
  // vLLM's older form is flat. `error: null` and `error: false` stand in good answers.
  if (!error && found['object'] !== 'error') return undefined;
  const inner = objectOf(error);
  const status = statusOfError(parseErrorBody({ body, headers }), [
    inner['status_code'],
    inner['http_status_code'],
    inner['status'],
    inner['code'],
    found['status_code'],
    found['status'],
    found['code'],
  ]);
  return classifyOpenai({ status, headers, body });
}

/** A choice that was broken off: what came of it is cut, so it is no answer. */
export function failureInChoice(choice: JsonObject): Failure | undefined {
  switch (choice['finish_reason']) {
    // DeepSeek stopped generating for want of machines.
    case 'insufficient_system_resource': {
      const message = 'The provider stopped generating for want of capacity.';
      return { class: 'overloaded', message, code: 'insufficient_system_resource' };
    }
    // OpenRouter, whose error stands in the choice or beside it; vLLM.
    case 'error':
    case 'abort':
      return failureInBody(choice) ?? brokenAnswer('The provider broke off its answer.');
    default:
      return choice['error'] ? failureInBody(choice) : undefined;
  }
}
