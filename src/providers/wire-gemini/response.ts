import { type JsonObject, listOf, objectOf, textOf } from '../../kernel/json-values.ts';
import { type ChunkHead, headOf, usageOf } from '../chunk-writer.ts';
import type { ChatResponse, FinishReason, ToolCall, Usage } from '../openai-shapes.ts';
import type { Answer, WireContext } from '../provider.ts';
import { countOf } from '../wire-values.ts';
import { fromFunctionName } from './function-names.ts';
import { toLogprobs } from './logprobs.ts';
import { type GeminiHost, rememberSignature, type Signer } from './signatures.ts';

/** An answer of `generateContent` in OpenAI’s shape. A blocked prompt is an empty answer that says so. */
export function fromGenerateContent(answer: Answer, context: WireContext, host: GeminiHost): ChatResponse {
  const body = objectOf(answer.body);
  const head = headWith(headOf(context), body);
  const candidates = candidatesOf(body);
  const signer = { host, model: context.model };
  const usage = toUsage(objectOf(body['usageMetadata']));
  return {
    id: head.id,
    object: 'chat.completion',
    created: head.created,
    model: head.model,
    choices: (candidates.length > 0 ? candidates : [{ index: 0, candidate: {} }]).map(
      ({ index, candidate }) => toChoice(body, candidate, { index, head, signer }),
    ),
    ...(usage && { usage }),
  };
}

function toChoice(
  body: JsonObject,
  candidate: JsonObject,
  { index, head, signer }: { index: number; head: ChunkHead; signer: Signer },
): ChatResponse['choices'][number] {
  const parts = partsOf(candidate);
  const calls = parts.filter(isCall).map((part, at) => toToolCall(part, madeCallId(head, index, at), signer));
  const text = parts.map((part) => textOfPart(part, false)).join('');
  const reasoning = parts.map((part) => textOfPart(part, true)).join('');
  const { reason, refusal } = findFinish(body, candidate) ?? {};
  return {
    index,
    message: {
      role: 'assistant',
      content: text === '' && calls.length > 0 ? null : text,
      refusal: refusal ?? null,
      ...(calls.length > 0 && { tool_calls: calls }),
      ...(reasoning !== '' && { reasoning_content: reasoning }),
    },
    finish_reason: toFinish(reason, calls.length),
    logprobs: toLogprobs(candidate),
  };
}

/** Several where several were asked for, each with the place it says, or else the one it has. */
export function candidatesOf(body: JsonObject): { index: number; candidate: JsonObject }[] {
  return listOf(body['candidates']).map((value, at) => {
    const candidate = objectOf(value);
    const index = countOf(candidate['index']) ?? at;
    return { index: index < 128 ? index : at, candidate };
  });
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
export function madeCallId(head: ChunkHead, candidate: number, call: number): string {
  const place = candidate === 0 ? `${call}` : `${candidate}_${call}`;
  return `call_${head.id.replace(/[^a-zA-Z0-9_-]/g, '').slice(0, 100)}_${place}`;
}

/** The signature of the thought behind a call travels in its id: clients send nothing else back unchanged. */
export function toToolCall(part: JsonObject, madeId: string, signer: Signer): ToolCall {
  const call = objectOf(part['functionCall']);
  return {
    id: rememberSignature(textOf(call['id']) || madeId, part['thoughtSignature'], signer),
    type: 'function',
    function: {
      name: fromFunctionName(textOf(call['name']) ?? ''),
      arguments: JSON.stringify(call['args'] ?? {}),
    },
  };
}

const filtered: ReadonlySet<unknown> = new Set([
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
  'MISSING_THOUGHT_SIGNATURE',
  'MALFORMED_RESPONSE',
  'NO_IMAGE',
  'IMAGE_OTHER',
]);

export interface Finish {
  reason: string;
  /** What Google says about a block, where it says anything. */
  refusal: string | undefined;
}

/** The prompt itself was refused: status 200 and no candidates. */
export function isBlocked(body: JsonObject): boolean {
  return textOf(objectOf(body['promptFeedback'])['blockReason']) !== undefined;
}

/** Undefined while the candidate goes on. */
export function findFinish(body: JsonObject, candidate: JsonObject): Finish | undefined {
  if (isBlocked(body)) {
    return {
      // Any that is filtered: the block's own reasons are others.
      reason: 'SAFETY',
      refusal: textOf(objectOf(body['promptFeedback'])['blockReasonMessage']),
    };
  }
  const reason = textOf(candidate['finishReason']);
  if (reason === undefined) return undefined;
  return { reason, refusal: filtered.has(reason) ? textOf(candidate['finishMessage']) : undefined };
}

/** Gemini never says that it stopped for a call: `calls` are those seen in the whole answer. */
export function toFinish(reason: string | undefined, calls: number): FinishReason {
  if (filtered.has(reason)) return 'content_filter';
  if (reason === 'MAX_TOKENS') return 'length';
  return calls > 0 ? 'tool_calls' : 'stop';
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
