import { isObject, type JsonObject, listOf, objectOf, textOf } from '../../kernel/json-values.ts';
import { headOf, usageOf } from '../chunk-writer.ts';
import type { ChatResponse, FinishReason, ToolCall, Usage } from '../openai-shapes.ts';
import type { Answer, WireContext } from '../provider.ts';
import { answerTool } from '../wire-anthropic/request.ts';
import { countOf } from '../wire-values.ts';
import { callIdWith } from './reasoning-blocks.ts';

/** An answer of Converse in OpenAI's shape. It names no model and no time; its id is in a header. */
export function fromConverse(answer: Answer, context: WireContext): ChatResponse {
  const body = objectOf(answer.body);
  const head = headOf(context);
  const blocks = listOf(objectOf(objectOf(body['output'])['message'])['content']).map(objectOf);
  const calls = toToolCalls(blocks, context.model);
  const text = visibleText(blocks);
  const reasoning = blocks.map(reasoningText).join('');
  const usage = toUsage(objectOf(body['usage']));
  return {
    id: answer.headers['x-amzn-requestid'] ?? head.id,
    object: 'chat.completion',
    created: head.created,
    model: head.model,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: text === '' && calls.length > 0 ? null : text,
          refusal: null,
          ...(calls.length > 0 && { tool_calls: calls }),
          ...(reasoning !== '' && { reasoning_content: reasoning }),
        },
        finish_reason: toFinish(body['stopReason'], calls.length),
        logprobs: null,
      },
    ],
    ...(usage && { usage }),
  };
}

/** Blocks are joined without a separator: text may be cut anywhere. Two answers by schema would be no JSON. */
function visibleText(blocks: readonly JsonObject[]): string {
  const answer = blocks.find((block) => objectOf(block['toolUse'])['name'] === answerTool);
  const texts = blocks.map((block) =>
    block === answer
      ? JSON.stringify(objectOf(block['toolUse'])['input'] ?? {})
      : (textOf(block['text']) ?? ''),
  );
  return texts.join('');
}

function reasoningText(block: JsonObject): string {
  return textOf(objectOf(objectOf(block['reasoningContent'])['reasoningText'])['text']) ?? '';
}

/** The call that carries JSON by schema is the text of the answer, not a call. */
function toToolCalls(blocks: readonly JsonObject[], model: string): ToolCall[] {
  const calls: ToolCall[] = [];
  let reasoning: JsonObject[] = [];
  for (const block of blocks) {
    if (isObject(block['reasoningContent'])) reasoning.push(block['reasoningContent']);
    const { name, toolUseId, input } = objectOf(block['toolUse']);
    if (typeof name !== 'string' || name === answerTool) continue;
    const id = callIdWith(textOf(toolUseId) ?? '', model, reasoning);
    calls.push({ id, type: 'function', function: { name, arguments: JSON.stringify(input ?? {}) } });
    reasoning = [];
  }
  return calls;
}

/** `calls` are those of the caller's own tools: where the only tool used was ours, the answer simply ended. */
export function toFinish(reason: unknown, calls: number): FinishReason {
  switch (reason) {
    case 'tool_use':
      return calls > 0 ? 'tool_calls' : 'stop';
    case 'max_tokens':
    case 'model_context_window_exceeded':
      return 'length';
    case 'guardrail_intervened':
    case 'content_filtered':
    case 'refusal':
      return 'content_filter';
    default:
      return 'stop';
  }
}

/** Cached tokens are counted beside the input, but within the total. */
export function toUsage(usage: JsonObject): Usage | undefined {
  const input = countOf(usage['inputTokens']);
  const output = countOf(usage['outputTokens']);
  if (input === undefined && output === undefined) return undefined;
  const cached = countOf(usage['cacheReadInputTokens']);
  const written = countOf(usage['cacheWriteInputTokens']);
  const prompt = (input ?? 0) + (cached ?? 0) + (written ?? 0);
  return usageOf({ prompt, completion: output ?? 0, total: countOf(usage['totalTokens']), cached, written });
}
