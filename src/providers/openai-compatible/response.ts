import { usageOf } from '../chunk-writer.ts';
import type { ChatResponse, FinishReason, ToolCall, Usage } from '../openai-shapes.ts';
import type { Answer, WireContext } from '../provider.ts';
import { isRecord } from '../read-fields.ts';
import { countOf, type JsonObject, listOf, objectOf, textOf } from '../wire-values.ts';

const finishReasons: Readonly<Record<string, FinishReason>> = {
  stop: 'stop',
  length: 'length',
  tool_calls: 'tool_calls',
  content_filter: 'content_filter',
  // The old name; Together; TGI; Mistral.
  function_call: 'tool_calls',
  eos: 'stop',
  eos_token: 'stop',
  stop_sequence: 'stop',
  model_length: 'length',
};

/** DeepSeek stopped generating for want of machines: the text is cut, so it is no answer. */
export const cutReason = 'insufficient_system_resource';

/** Undefined where the choice has not finished: null, missing and empty all occur. */
export function toFinish(reason: unknown, calledTools: boolean): FinishReason | undefined {
  const text = textOf(reason);
  if (text === undefined || text === '') return undefined;
  const finish = finishReasons[text] ?? 'stop';
  // Servers say `stop` although calls were made: OpenAI itself under a named tool_choice (vllm-project/vllm#25054).
  return finish === 'stop' && calledTools ? 'tool_calls' : finish;
}

/** Usage wherever a server puts it; undefined where it says nothing. */
export function toUsage(body: JsonObject): Usage | undefined {
  const found = [body['usage'], objectOf(body['x_groq'])['usage']].find(isRecord);
  if (!found) return undefined;
  const prompt = countOf(found['prompt_tokens']);
  const completion = countOf(found['completion_tokens']);
  const total = countOf(found['total_tokens']);
  if (prompt === undefined && completion === undefined && total === undefined) return undefined;
  return usageOf({
    prompt: prompt ?? 0,
    completion: completion ?? 0,
    total,
    cached:
      countOf(objectOf(found['prompt_tokens_details'])['cached_tokens']) ??
      countOf(found['prompt_cache_hit_tokens']),
    reasoning: countOf(objectOf(found['completion_tokens_details'])['reasoning_tokens']),
  });
}

/** Seconds; some servers send milliseconds or fractions. */
export function toCreated(created: unknown): number | undefined {
  const number = countOf(created);
  if (number === undefined || number === 0) return undefined;
  return number > 100_000_000_000 ? Math.floor(number / 1000) : number;
}

/** The model's thinking, under either of its names (vercel/ai#7866). */
export function toReasoning(message: JsonObject): string | undefined {
  return textOf(message['reasoning_content']) || textOf(message['reasoning']) || undefined;
}

/** Text, or Mistral's list of parts, of which only the text is the answer. */
export function toText(content: unknown): string | undefined {
  if (!Array.isArray(content)) return textOf(content);
  return listOf(content)
    .map((part) => textOf(objectOf(part)['text']) ?? '')
    .join('');
}

/** Arguments are text; some servers send the object itself, and nothing where there are none. */
export function toArguments(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export function fromChatResponse({ body }: Answer, context: WireContext): ChatResponse {
  const answer = objectOf(body);
  const id = textOf(answer['id']) || context.id;
  const usage = toUsage(answer);
  return {
    id,
    object: 'chat.completion',
    created: toCreated(answer['created']) ?? context.createdSeconds,
    model: textOf(answer['model']) || context.model,
    choices: listOf(answer['choices']).map((choice, index) => toChoice(objectOf(choice), index, id)),
    ...(usage && { usage }),
  };
}

function toChoice(choice: JsonObject, index: number, id: string): ChatResponse['choices'][number] {
  const message = objectOf(choice['message']);
  const calls = toCalls(message['tool_calls'], id);
  const reasoning = toReasoning(message);
  return {
    index: countOf(choice['index']) ?? index,
    message: {
      role: 'assistant',
      content: toText(message['content']) ?? null,
      refusal: textOf(message['refusal']) ?? null,
      ...(calls.length > 0 && { tool_calls: calls }),
      ...(reasoning !== undefined && { reasoning_content: reasoning }),
    },
    // Some vLLM versions leave it out of complete answers (vllm-project/vllm#27572).
    finish_reason: toFinish(choice['finish_reason'] || 'stop', calls.length > 0) ?? 'stop',
    logprobs: null,
  };
}

function toCalls(calls: unknown, id: string): ToolCall[] {
  return listOf(calls).map((call, index) => {
    const { id: callId, function: called } = objectOf(call);
    return {
      id: textOf(callId) || makeCallId(id, index),
      type: 'function',
      function: {
        name: textOf(objectOf(called)['name']) ?? '',
        arguments: toArguments(objectOf(called)['arguments']) || '{}',
      },
    };
  });
}

/** Where the server gave a call no id: callers must have one to answer it. The same answer gives the same ids. */
export function makeCallId(answerId: string, index: number): string {
  return `call_${answerId.replace(/[^A-Za-z0-9_-]/g, '')}_${index}`;
}
