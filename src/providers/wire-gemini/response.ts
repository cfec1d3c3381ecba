import { type ChunkHead, headOf, usageOf } from '../chunk-writer.ts';
import type { ChatResponse, FinishReason, ToolCall, Usage } from '../openai-shapes.ts';
import type { Answer, WireContext } from '../provider.ts';
import { countOf, type JsonObject, listOf, objectOf, textOf } from '../wire-values.ts';

/** An answer of `generateContent` in OpenAI’s shape. A blocked prompt is an empty answer that says so. */
export function fromGenerateContent(answer: Answer, context: WireContext): ChatResponse {
  const body = objectOf(answer.body);
  const head = headWith(headOf(context), body);
  const candidate = candidateOf(body);
  const parts = partsOf(candidate);
  const calls = parts.filter(isCall).map((part, index) => toToolCall(part, index, head));
  const text = parts.map((part) => textOfPart(part, false)).join('');
  const reasoning = parts.map((part) => textOfPart(part, true)).join('');
  const usage = toUsage(objectOf(body['usageMetadata']));
  const refusal = refusalOf(body);
  return {
    id: head.id,
    object: 'chat.completion',
    created: head.created,
    model: head.model,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: text === '' && calls.length > 0 ? null : text,
          refusal: refusal ?? null,
          ...(calls.length > 0 && { tool_calls: calls }),
          ...(reasoning !== '' && { reasoning_content: reasoning }),
        },
        finish_reason: toFinish(body, calls.length),
        logprobs: null,
      },
    ],
    ...(usage && { usage }),
  };
}

export function candidateOf(body: JsonObject): JsonObject {
  return objectOf(listOf(body['candidates'])[0]);
}

export function partsOf(candidate: JsonObject): JsonObject[] {
  return listOf(objectOf(candidate['content'])['parts']).map(objectOf);
}

export function headWith(head: ChunkHead, body: JsonObject): ChunkHead {
  const id = textOf(body['responseId']) || head.id;
  return { ...head, id, model: textOf(body['modelVersion']) || head.model };
}

export function isCall(part: JsonObject): boolean {
  return typeof objectOf(part['functionCall'])['name'] === 'string';
}

/** Thoughts are never part of the answer’s text. */
export function textOfPart(part: JsonObject, thought: boolean): string {
  return (part['thought'] === true) === thought ? (textOf(part['text']) ?? '') : '';
}

/** Most models give a call no id, and OpenAI’s clients need one to answer it. */
export function toToolCall(part: JsonObject, index: number, head: ChunkHead): ToolCall {
  const call = objectOf(part['functionCall']);
  const made = `call_${head.id.replace(/[^a-zA-Z0-9_-]/g, '')}_${index}`;
  return {
    id: textOf(call['id']) || made,
    type: 'function',
    function: { name: textOf(call['name']) ?? '', arguments: JSON.stringify(call['args'] ?? {}) },
  };
}

const filtered = new Set([
  'SAFETY',
  'RECITATION',
  'BLOCKLIST',
  'PROHIBITED_CONTENT',
  'SPII',
  'LANGUAGE',
  'IMAGE_SAFETY',
  'IMAGE_PROHIBITED_CONTENT',
  'IMAGE_RECITATION',
]);

/** The model failed to write an answer; taking these for an end would hide that (Portkey does). */
export const faultyFinishes: ReadonlySet<unknown> = new Set([
  'MALFORMED_FUNCTION_CALL',
  'UNEXPECTED_TOOL_CALL',
  'TOO_MANY_TOOL_CALLS',
  'MALFORMED_RESPONSE',
  'NO_IMAGE',
  'IMAGE_OTHER',
]);

/** Gemini never says that it stopped for a call: `calls` are those seen in the whole answer. */
export function toFinish(body: JsonObject, calls: number): FinishReason {
  const reason = candidateOf(body)['finishReason'];
  if (isBlocked(body) || (typeof reason === 'string' && filtered.has(reason))) return 'content_filter';
  if (reason === 'MAX_TOKENS') return 'length';
  return calls > 0 ? 'tool_calls' : 'stop';
}

/** The prompt itself was refused: status 200 and no candidates. */
export function isBlocked(body: JsonObject): boolean {
  return textOf(objectOf(body['promptFeedback'])['blockReason']) !== undefined;
}

/** What Google says about a block, where it says anything. */
export function refusalOf(body: JsonObject): string | undefined {
  if (isBlocked(body)) return textOf(objectOf(body['promptFeedback'])['blockReasonMessage']);
  const candidate = candidateOf(body);
  const reason = candidate['finishReason'];
  return typeof reason === 'string' && filtered.has(reason) ? textOf(candidate['finishMessage']) : undefined;
}

/** Cached tokens are within the prompt already; thoughts are beside the candidates. */
export function toUsage(metadata: JsonObject): Usage | undefined {
  const prompt = countOf(metadata['promptTokenCount']);
  const total = countOf(metadata['totalTokenCount']);
  // Vertex AI's chunks in between hold nothing but the kind of traffic.
  if (prompt === undefined && total === undefined) return undefined;
  const thoughts = countOf(metadata['thoughtsTokenCount']);
  return usageOf({
    prompt: (prompt ?? 0) + (countOf(metadata['toolUsePromptTokenCount']) ?? 0),
    completion: (countOf(metadata['candidatesTokenCount']) ?? 0) + (thoughts ?? 0),
    total,
    cached: countOf(metadata['cachedContentTokenCount']),
    reasoning: thoughts,
  });
}
