import { type JsonObject, listOf, objectOf, textOf } from '../../kernel/json-values.ts';
import { headOf, usageOf } from '../chunk-writer.ts';
import type { ChatResponse, FinishReason, ToolCall, Usage } from '../openai-shapes.ts';
import type { Answer, WireContext } from '../provider.ts';
import { countOf } from '../wire-values.ts';
import { answerTool } from './request.ts';
import { packThoughts, toThought } from './thinking.ts';

/** An answer of Messages, read whole, in OpenAI’s shape. Blocks that are not known are left out. */
export function fromMessage(answer: Answer, context: WireContext): ChatResponse {
  const body = objectOf(answer.body);
  const head = headOf(context);
  const blocks = listOf(body['content']).map(objectOf);
  const calls = toToolCalls(blocks, context.model);
  const text = blocks.map(visibleText).join('');
  const reasoning = blocks.map((block) => textOf(block['thinking']) ?? '').join('');
  const usage = toUsage(objectOf(body['usage']));
  return {
    id: textOf(body['id']) ?? head.id,
    object: 'chat.completion',
    created: head.created,
    model: textOf(body['model']) ?? head.model,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: text === '' && calls.length > 0 ? null : text,
          refusal: refusalOf(body) ?? null,
          ...(calls.length > 0 && { tool_calls: calls }),
          ...(reasoning !== '' && { reasoning_content: reasoning }),
        },
        finish_reason: toFinish(body['stop_reason'], calls.length),
        logprobs: null,
      },
    ],
    ...(usage && { usage }),
  };
}

/** Each with the thoughts that led to it. The call that carries JSON by schema is the text of the answer, not a call. */
function toToolCalls(blocks: readonly JsonObject[], model: string): ToolCall[] {
  const calls: ToolCall[] = [];
  let thoughts: JsonObject[] = [];
  for (const block of blocks) {
    const thought = toThought(block);
    if (thought) thoughts.push(thought);
    if (block['type'] !== 'tool_use' || block['name'] === answerTool) continue;
    calls.push({
      id: packThoughts(textOf(block['id']) ?? '', thoughts, model),
      type: 'function',
      function: { name: textOf(block['name']) ?? '', arguments: JSON.stringify(block['input'] ?? {}) },
    });
    thoughts = [];
  }
  return calls;
}

function visibleText(block: JsonObject): string {
  if (block['type'] === 'text') return textOf(block['text']) ?? '';
  const answered = block['type'] === 'tool_use' && block['name'] === answerTool;
  return answered ? JSON.stringify(block['input'] ?? {}) : '';
}

/** `calls` are those of the caller’s own tools: where the only tool used was ours, the answer simply ended. */
export function toFinish(reason: unknown, calls: number): FinishReason {
  switch (reason) {
    case 'tool_use':
      return calls > 0 ? 'tool_calls' : 'stop';
    case 'max_tokens':
    case 'model_context_window_exceeded':
      return 'length';
    case 'refusal':
      return 'content_filter';
    default:
      return 'stop';
  }
}

/** Why the model was stopped from answering; the text is a classifier’s, not the model’s. */
export function refusalOf(holder: JsonObject): string | undefined {
  if (holder['stop_reason'] !== 'refusal') return undefined;
  return textOf(objectOf(holder['stop_details'])['explanation']);
}

/** Anthropic counts cached tokens beside the input, OpenAI within the prompt. */
export function toUsage(usage: JsonObject): Usage | undefined {
  const input = countOf(usage['input_tokens']);
  const completion = countOf(usage['output_tokens']);
  if (input === undefined && completion === undefined) return undefined;
  const cached = countOf(usage['cache_read_input_tokens']);
  const written = countOf(usage['cache_creation_input_tokens']);
  return usageOf({
    prompt: (input ?? 0) + (cached ?? 0) + (written ?? 0),
    completion: completion ?? 0,
    cached,
    written,
    reasoning: countOf(objectOf(usage['output_tokens_details'])['thinking_tokens']),
  });
}
