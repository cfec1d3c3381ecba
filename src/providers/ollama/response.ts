import { type JsonObject, listOf, objectOf, textOf } from '../../kernel/json-values.ts';
import { usageOf } from '../chunk-writer.ts';
import { makeCallId } from '../openai-compatible/response.ts';
import type { ChatResponse, FinishReason, Logprobs, ToolCall, Usage } from '../openai-shapes.ts';
import type { Answer, WireContext } from '../provider.ts';
import { countOf } from '../wire-values.ts';

export function fromOllamaChat({ body }: Answer, context: WireContext): ChatResponse {
  const answer = objectOf(body);
  const message = objectOf(answer['message']);
  const calls = toCalls(message['tool_calls'], context.id, 0);
  const thinking = textOf(message['thinking']);
  return {
    id: context.id,
    object: 'chat.completion',
    created: context.createdSeconds,
    model: textOf(answer['model']) || context.model,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: textOf(message['content']) || (calls.length > 0 ? null : ''),
          refusal: null,
          ...(calls.length > 0 && { tool_calls: calls }),
          ...(thinking && { reasoning_content: thinking }),
        },
        finish_reason: toFinish(answer['done_reason'], calls.length > 0),
        logprobs: toLogprobs(answer['logprobs']),
      },
    ],
    usage: toUsage(answer),
  };
}

/** `load` and `unload` answer an empty call. Ollama never says that it called a tool. */
export function toFinish(reason: unknown, calledTools: boolean): FinishReason {
  if (reason === 'length') return 'length';
  return calledTools ? 'tool_calls' : 'stop';
}

/** Of a prompt that it still had in its cache Ollama counts nothing. */
export function toUsage(answer: JsonObject): Usage {
  return usageOf({
    prompt: countOf(answer['prompt_eval_count']) ?? 0,
    completion: countOf(answer['eval_count']) ?? 0,
  });
}

/** The entries are OpenAI's own; only what is empty is left out of them. */
export function toLogprobs(entries: unknown): Logprobs | null {
  const content = listOf(entries).map((entry) => ({ bytes: null, top_logprobs: [], ...objectOf(entry) }));
  return content.length > 0 ? { content, refusal: null } : null;
}

/** `function.index` may be 0 for all of them and ids are missing in older versions (BerriAI/litellm#37792). */
export function toCalls(calls: unknown, answerId: string, before: number): ToolCall[] {
  return listOf(calls).map((call, index) => {
    const { id, function: called } = objectOf(call);
    const { name, arguments: values } = objectOf(called);
    return {
      id: textOf(id) || makeCallId(answerId, before + index),
      type: 'function',
      function: { name: textOf(name) ?? '', arguments: toArguments(values) },
    };
  });
}

function toArguments(values: unknown): string {
  if (typeof values === 'string') return values || '{}';
  return JSON.stringify(values ?? {});
}
