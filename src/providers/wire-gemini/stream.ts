import { isObject, type JsonObject, parseJson } from '../../kernel/json-values.ts';
import {
  type ChunkHead,
  callStartChunk,
  deltaChunk,
  headOf,
  roleChunk,
  usageChunk,
} from '../chunk-writer.ts';
import type { StreamChunk } from '../openai-shapes.ts';
import type { Decoded, Failure, WireContext, WireEvent } from '../provider.ts';
import { brokenAnswer } from '../readable-answers.ts';
import { failureInBody, failureOfError } from './errors.ts';
import { toLogprobs } from './logprobs.ts';
import {
  candidatesOf,
  type Finish,
  findFinish,
  headWith,
  isBlocked,
  isCall,
  madeCallId,
  partsOf,
  textOfPart,
  toFinish,
  toToolCall,
  toUsage,
} from './response.ts';
import type { GeminiHost, Signer } from './signatures.ts';

export interface ContentStream {
  head: ChunkHead;
  signer: Signer;
  begun: boolean;
  candidates: Map<number, Candidate>;
  /** Running totals, which a later chunk repeats in part: what it leaves out still counts. */
  usage: JsonObject;
}

interface Candidate {
  index: number;
  calls: number;
  /** Held back until the end: newer models send it in a chunk of its own, after the calls that decide it. */
  finish: Finish | undefined;
}

export function beginContentStream(context: WireContext, host: GeminiHost): ContentStream {
  const signer = { host, model: context.model };
  return { head: headOf(context), signer, begun: false, candidates: new Map(), usage: {} };
}

export function decodeContentEvent(state: ContentStream, event: WireEvent): Decoded {
  if (event.data.trim() === '') return { chunks: [], done: false };
  const data = parseJson(event.data);
  // Errors come wrapped in a list now and then.
  if (!isObject(data)) return fail(failureOfError(data) ?? brokenAnswer('An event is not a JSON object.'));
  const failure = failureInBody(data);
  if (failure) return fail(failure);
  if (!state.begun) {
    state.begun = true;
    state.head = headWith(state.head, data);
  }
  const listed = candidatesOf(data);
  // A blocked prompt has no candidates, and the first chunk may have counts alone.
  const empty = listed.length === 0 && (state.candidates.size === 0 || isBlocked(data));
  const chunks = (empty ? [{ index: 0, candidate: {} }] : listed).flatMap(({ index, candidate }) =>
    candidateChunks(state, data, index, candidate),
  );
  if (!isObject(data['usageMetadata'])) return { chunks, done: false };
  state.usage = { ...state.usage, ...data['usageMetadata'] };
  const usage = toUsage(state.usage);
  return { chunks, done: false, ...(usage && { usage }) };
}

/** These streams have no mark of their end: a body that ends after a finish reason is whole. */
export function endContentStream(state: ContentStream): { chunks: StreamChunk[]; done: boolean } {
  const candidates = [...state.candidates.values()];
  if (candidates.length === 0 || candidates.some(({ finish }) => finish === undefined)) {
    return { chunks: [], done: false };
  }
  const chunks = candidates.map(({ index, calls, finish }) => {
    const refusal = finish?.refusal;
    const delta = refusal === undefined ? {} : { refusal };
    return placed(deltaChunk(state.head, delta, toFinish(finish?.reason, calls)), index);
  });
  const usage = toUsage(state.usage);
  if (usage) chunks.push(usageChunk(state.head, usage));
  return { chunks, done: true };
}

function fail(failed: Failure): Decoded {
  return { chunks: [], done: false, failed };
}

function candidateChunks(
  state: ContentStream,
  data: JsonObject,
  index: number,
  part: JsonObject,
): StreamChunk[] {
  const chunks: StreamChunk[] = [];
  let candidate = state.candidates.get(index);
  if (!candidate) {
    candidate = { index, calls: 0, finish: undefined };
    state.candidates.set(index, candidate);
    chunks.push(roleChunk(state.head));
  }
  for (const each of partsOf(part)) {
    const chunk = partChunk(state, candidate, each);
    if (chunk) chunks.push(chunk);
  }
  addLogprobs(chunks, part);
  candidate.finish = findFinish(data, part) ?? candidate.finish;
  return index === 0 ? chunks : chunks.map((chunk) => placed(chunk, index));
}

/** A call arrives whole, in one part. Its index counts over the stream: parts are numbered anew in each chunk. */
function partChunk(state: ContentStream, candidate: Candidate, part: JsonObject): StreamChunk | undefined {
  const { head } = state;
  if (isCall(part)) {
    const index = candidate.calls++;
    const made = madeCallId(head, candidate.index, index);
    const { id, function: called } = toToolCall(part, made, state.signer);
    return callStartChunk(head, { index, id, name: called.name, text: called.arguments });
  }
  const text = textOfPart(part, false);
  if (text !== '') return deltaChunk(head, { content: text });
  const reasoning = textOfPart(part, true);
  return reasoning === '' ? undefined : deltaChunk(head, { reasoning_content: reasoning });
}

function addLogprobs(chunks: readonly StreamChunk[], candidate: JsonObject): void {
  const choice = chunks.at(-1)?.choices[0];
  if (choice) choice.logprobs = toLogprobs(candidate);
}

function placed(chunk: StreamChunk, index: number): StreamChunk {
  for (const choice of chunk.choices) choice.index = index;
  return chunk;
}
