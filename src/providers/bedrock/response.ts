import { headOf, usageOf } from '../chunk-writer.ts';
import type { ChatResponse, FinishReason, ToolCall, Usage } from '../openai-shapes.ts';
import type { Answer, WireContext } from '../provider.ts';
import { answerTool } from '../wire-anthropic/request.ts';
import { countOf, type JsonObject, listOf, objectOf, textOf } from '../wire-values.ts';

/** An answer of Converse in OpenAI's shape. It names no model and no time; its id is in a header. */
export function fromConverse(answer: Answer, context: WireContext): ChatResponse {
  const body = objectOf(answer.body);
  const head = headOf(context);
  const blocks = listOf(objectOf(objectOf(body['output'])['message'])['content']).map(objectOf);
  const uses = blocks.map((block) => objectOf(block['toolUse']));
  const calls = uses.filter(isCall).map(toToolCall);
  const text = blocks.map(visibleText).join('');
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

function isCall(use: JsonObject): boolean {
  return typeof use['name'] === 'string' && use['name'] !== answerTool;
}

/** Blocks are joined without a separator: text may be cut anywhere. */
function visibleText(block: JsonObject): string {
  const use = objectOf(block['toolUse']);
  if (use['name'] === answerTool) return JSON.stringify(use['input'] ?? {});
  return textOf(block['text']) ?? '';
}

function reasoningText(block: JsonObject): string {
  return textOf(objectOf(objectOf(block['reasoningContent'])['reasoningText'])['text']) ?? '';
}

function toToolCall(use: JsonObject): ToolCall {
  return {
    id: textOf(use['toolUseId']) ?? '',
    type: 'function',
    function: { name: textOf(use['name']) ?? '', arguments: JSON.stringify(use['input'] ?? {}) },
  };
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
  return usageOf({ prompt, completion: output ?? 0, total: countOf(usage['totalTokens']), cached });
}
