import { type JsonObject, listOf, objectOf, textOf } from '../../../kernel/json-values.ts';
import { usageOf } from '../../chunk-writer.ts';
import type { ChatResponse, FinishReason, ToolCall, Usage } from '../../openai-shapes.ts';
import type { Answer, Failure, WireContext } from '../../provider.ts';
import { brokenAnswer, brokenText } from '../../readable-answers.ts';
import { countOf } from '../../wire-values.ts';
import { failureInBody } from '../errors.ts';
import { makeCallId, toCreated } from '../response.ts';
import { memoryKeyOf, type Remembered, toCallerId, toRemembered } from './memory.ts';

/** Between two texts that the model gave apart from each other. */
export const paragraph = '\n\n';

export function fromResponse({ body }: Answer, context: WireContext, place: string): ChatResponse {
  const answer = objectOf(body);
  const id = textOf(answer['id']) || context.id;
  const items = listOf(answer['output']).map(objectOf);
  const calls = toCalls(items, id, memoryKeyOf(context.model, place));
  const reasoning = joined(
    items.filter(isOf('reasoning')).flatMap((item) => textsOf(item['summary'], 'summary_text')),
  );
  const messages = items.filter(isOf('message'));
  const usage = toUsage(answer['usage']);
  return {
    id,
    object: 'chat.completion',
    created: toCreated(answer['created_at']) ?? context.createdSeconds,
    model: textOf(answer['model']) || context.model,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: joined(messages.map((item) => textsOf(item['content'], 'output_text').join(''))) ?? null,
          refusal: joined(messages.map((item) => textsOf(item['content'], 'refusal').join(''))) ?? null,
          ...(calls.length > 0 && { tool_calls: calls }),
          ...(reasoning !== undefined && { reasoning_content: reasoning }),
        },
        finish_reason: toFinish(answer, calls.length > 0),
        logprobs: null,
      },
    ],
    ...(usage && { usage }),
  };
}

function isOf(type: string): (item: JsonObject) => boolean {
  return (item) => item['type'] === type;
}

function textsOf(parts: unknown, type: string): string[] {
  return listOf(parts)
    .map(objectOf)
    .filter(isOf(type))
    .map((part) => textOf(part[type === 'refusal' ? 'refusal' : 'text']) ?? '');
}

function joined(texts: readonly string[]): string | undefined {
  const said = texts.filter((text) => text !== '');
  return said.length > 0 ? said.join(paragraph) : undefined;
}

function toCalls(items: readonly JsonObject[], answerId: string, memoryKey: string): ToolCall[] {
  const calls: ToolCall[] = [];
  let before: Remembered[] = [];
  for (const item of items) {
    if (item['type'] === 'function_call') {
      const id = textOf(item['call_id']) || makeCallId(answerId, calls.length);
      calls.push({
        id: toCallerId(id, before, memoryKey),
        type: 'function',
        function: { name: textOf(item['name']) ?? '', arguments: textOf(item['arguments']) || '{}' },
      });
      before = [];
    } else before.push(...[toRemembered(item) ?? []].flat());
  }
  return calls;
}

/** A response that was cut says why; of one that was not, calls are the reason to end. */
export function toFinish(answer: JsonObject, calledTools: boolean): FinishReason {
  if (answer['status'] === 'incomplete') {
    const reason = objectOf(answer['incomplete_details'])['reason'];
    return reason === 'content_filter' ? 'content_filter' : 'length';
  }
  return calledTools ? 'tool_calls' : 'stop';
}

export function toUsage(value: unknown): Usage | undefined {
  const usage = objectOf(value);
  const prompt = countOf(usage['input_tokens']);
  const completion = countOf(usage['output_tokens']);
  if (prompt === undefined && completion === undefined) return undefined;
  return usageOf({
    prompt: prompt ?? 0,
    completion: completion ?? 0,
    total: countOf(usage['total_tokens']),
    cached: countOf(objectOf(usage['input_tokens_details'])['cached_tokens']),
    reasoning: countOf(objectOf(usage['output_tokens_details'])['reasoning_tokens']),
  });
}

/** What is wrong with an answer of status 200 that was to be a response. */
export function failureInResponse({ body, headers }: Answer): Failure | undefined {
  if (typeof body === 'string') return brokenText(body);
  const failure = failureInBody(body, headers);
  if (failure) return failure;
  const { status, output } = objectOf(body);
  if (!Array.isArray(output)) return brokenAnswer('The answer holds no completion.');
  const ended = status === undefined || status === 'completed' || status === 'incomplete';
  return ended ? undefined : brokenAnswer('The provider ended the answer before it was whole.');
}
