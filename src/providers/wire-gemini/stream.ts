import {
  type ChunkHead,
  callStartChunk,
  type Decoded,
  deltaChunk,
  headOf,
  roleChunk,
  usageChunk,
} from '../chunk-writer.ts';
import type { FinishReason, StreamChunk, Usage } from '../openai-shapes.ts';
import type { Failure, WireContext, WireEvent } from '../provider.ts';
import { brokenAnswer } from '../readable-answers.ts';
import { isObject, type JsonObject, listOf, objectOf, parseJson } from '../wire-values.ts';
import { failureInBody } from './errors.ts';
import {
  candidateOf,
  headWith,
  isBlocked,
  isCall,
  partsOf,
  refusalOf,
  textOfPart,
  toFinish,
  toToolCall,
  toUsage,
} from './response.ts';

export interface ContentStream {
  head: ChunkHead;
  begun: boolean;
  calls: number;
  /** Totals so far; every chunk repeats them. */
  usage: Usage | undefined;
  /** Held back until the end: newer models send it in a chunk of its own, after the calls that decide it. */
  finish: { reason: FinishReason; refusal: string | undefined } | undefined;
}

export function beginContentStream(context: WireContext): ContentStream {
  return { head: headOf(context), begun: false, calls: 0, usage: undefined, finish: undefined };
}

export function decodeContentEvent(state: ContentStream, event: WireEvent): Decoded {
  if (event.data.trim() === '') return { chunks: [], done: false };
  const parsed = parseJson(event.data);
  // Errors come wrapped in a list now and then.
  const data = Array.isArray(parsed) ? listOf(parsed)[0] : parsed;
  if (!isObject(data)) return fail(brokenAnswer('An event is not a JSON object.'));
  const failure = failureInBody(data);
  if (failure) return fail(failure);
  const chunks: StreamChunk[] = [];
  if (!state.begun) {
    state.begun = true;
    state.head = headWith(state.head, data);
    chunks.push(roleChunk(state.head));
  }
  const candidate = candidateOf(data);
  for (const part of partsOf(candidate)) chunks.push(...partChunks(state, part));
  state.usage = toUsage(objectOf(data['usageMetadata'])) ?? state.usage;
  if (typeof candidate['finishReason'] === 'string' || isBlocked(data)) {
    state.finish = { reason: toFinish(data, state.calls), refusal: refusalOf(data) };
  }
  return { chunks, done: false };
}

/** These streams have no mark of their end: a body that ends after a finish reason is whole. */
export function endContentStream(state: ContentStream): { chunks: StreamChunk[]; done: boolean } {
  if (!state.finish) return { chunks: [], done: false };
  const { reason, refusal } = state.finish;
  const chunks = [deltaChunk(state.head, refusal === undefined ? {} : { refusal }, reason)];
  if (state.usage) chunks.push(usageChunk(state.head, state.usage));
  return { chunks, done: true };
}

function fail(failed: Failure): Decoded {
  return { chunks: [], done: false, failed };
}

/** A call arrives whole, in one part. Its index counts over the stream: parts are numbered anew in each chunk. */
function partChunks(state: ContentStream, part: JsonObject): StreamChunk[] {
  if (isCall(part)) {
    const index = state.calls++;
    const { id, function: called } = toToolCall(part, index, state.head);
    return [callStartChunk(state.head, { index, id, name: called.name, text: called.arguments })];
  }
  const text = textOfPart(part, false);
  if (text !== '') return [deltaChunk(state.head, { content: text })];
  const reasoning = textOfPart(part, true);
  return reasoning === '' ? [] : [deltaChunk(state.head, { reasoning_content: reasoning })];
}
