import { isObject, type JsonObject, listOf, objectOf, textOf } from '../../kernel/json-values.ts';
import type { Logprobs } from '../openai-shapes.ts';

/** `logprobsResult` of a candidate in OpenAI’s shape; null where there is none. */
export function toLogprobs(candidate: JsonObject): Logprobs | null {
  const result = candidate['logprobsResult'];
  if (!isObject(result)) return null;
  const others = listOf(result['topCandidates']);
  const content = listOf(result['chosenCandidates']).map((chosen, at) => ({
    ...toToken(chosen),
    top_logprobs: listOf(objectOf(others[at])['candidates']).map(toToken),
  }));
  return content.length === 0 ? null : { content, refusal: null };
}

function toToken(value: unknown): { token: string; logprob: number; bytes: null } {
  const { token, logProbability } = objectOf(value);
  return {
    token: textOf(token) ?? '',
    // Zero is left out of Google's JSON.
    logprob: typeof logProbability === 'number' ? logProbability : 0,
    bytes: null,
  };
}
