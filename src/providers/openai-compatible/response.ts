import { isObject, type JsonObject, listOf, objectOf, textOf } from '../../kernel/json-values.ts';
import { usageOf } from '../chunk-writer.ts';
import type { ChatResponse, FinishReason, Logprobs, ToolCall, Usage } from '../openai-shapes.ts';
import type { Answer, WireContext } from '../provider.ts';
import { countOf } from '../wire-values.ts';

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

/** Undefined where the choice has not finished: null, missing and empty all occur. */
export function toFinish(reason: unknown, calledTools: boolean): FinishReason | undefined {
  const text = textOf(reason);
  if (text === undefined || text === '') return undefined;
  const finish = Object.hasOwn(finishReasons, text) ? finishReasons[text] : 'stop';
  // Servers say `stop` although calls were made: OpenAI itself under a named tool_choice (vllm-project/vllm#25054),
  // and `tool_calls` where there are none (vllm-project/vllm#53255).
  if (finish === 'stop' || finish === 'tool_calls') return calledTools ? 'tool_calls' : 'stop';
  return finish;
}

/** Usage wherever a server puts it; undefined where it says nothing. */
export function toUsage(body: JsonObject): Usage | undefined {
  const found = body['usage'] ?? objectOf(body['x_groq'])['usage'];
  if (!isObject(found)) return undefined;
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

/** The model's thinking, under either of its names (vercel/ai#7866), or as parts of Mistral's content. */
export function toReasoning(message: JsonObject): string {
  const { content } = message;
  const named = textOf(message['reasoning_content']) || textOf(message['reasoning']);
  if (named || !Array.isArray(content)) return named ?? '';
  return joinParts(content, (part) => toText(part['thinking']));
}

/** Text, or Mistral's list of parts, of which only the text is the answer. */
export function toText(content: unknown): string {
  if (!Array.isArray(content)) return textOf(content) ?? '';
  return joinParts(content, (part) => textOf(part['text']) ?? '');
}

function joinParts(parts: readonly unknown[], read: (part: JsonObject) => string): string {
  return parts.map((part) => read(objectOf(part))).join('');
}

/** OpenAI's own form, as it is; Together's and others' lists are read by nobody's client. */
export function toLogprobs(logprobs: unknown): Logprobs | null {
  return isObject(logprobs) ? logprobs : null;
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
  const { content } = message;
  const calls = toCalls(message['tool_calls'], id);
  const reasoning = toReasoning(message);
  const annotations = listOf(message['annotations']);
  return {
    index: countOf(choice['index']) ?? index,
    message: {
      role: 'assistant',
      content: content === undefined || content === null ? null : toText(content),
      refusal: textOf(message['refusal']) ?? null,
      ...(calls.length > 0 && { tool_calls: calls }),
      ...(reasoning && { reasoning_content: reasoning }),
      ...(annotations.length > 0 && { annotations }),
    },
    // Some vLLM versions leave it out of complete answers (vllm-project/vllm#27572).
    finish_reason: toFinish(choice['finish_reason'] || 'stop', calls.length > 0) ?? 'stop',
    logprobs: toLogprobs(choice['logprobs']),
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

/**
 * Where the server gave a call no id: callers must have one to answer it. The same answer gives the same ids, and
 * short ones: OpenAI takes 40 characters, should the conversation go on there.
 */
export function makeCallId(answerId: string, index: number): string {
  return `call_${answerId.replace(/[^A-Za-z0-9_-]/g, '').slice(-24)}_${index}`;
}
