import { isObject, type JsonObject, objectOf, parseJson, textOf } from '../../kernel/json-values.ts';
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
import { failureInBody } from './errors.ts';
import { toCalls, toFinish, toLogprobs, toUsage } from './response.ts';

export interface OllamaStream {
  head: ChunkHead;
  begun: boolean;
  calls: number;
}

export function beginOllamaStream(context: WireContext): OllamaStream {
  return { head: headOf(context), begun: false, calls: 0 };
}

/** One line. Each is whole JSON, and the last says `done`: a stream that ends before was cut. */
export function decodeOllamaLine(state: OllamaStream, { data }: WireEvent): Decoded {
  const line = parseJson(data);
  if (!isObject(line)) {
    if (data.trim() === '') return { chunks: [], done: false };
    const failed: Failure = { class: 'upstream_bug', message: 'The stream holds a line that is not JSON.' };
    return { chunks: [], done: false, failed };
  }
  const failed = failureInBody(line);
  if (failed) return { chunks: [], done: false, failed };
  const chunks: StreamChunk[] = [];
  if (!state.begun) {
    state.begun = true;
    state.head = { ...state.head, model: textOf(line['model']) || state.head.model };
    chunks.push(roleChunk(state.head));
  }
  addMessage(state, line, chunks);
  if (line['done'] !== true) return { chunks, done: false };
  chunks.push(deltaChunk(state.head, {}, toFinish(line['done_reason'], state.calls > 0)));
  chunks.push(usageChunk(state.head, toUsage(line)));
  return { chunks, done: true };
}

function addMessage(state: OllamaStream, line: JsonObject, chunks: StreamChunk[]): void {
  const { head } = state;
  const message = objectOf(line['message']);
  const thinking = textOf(message['thinking']);
  const text = textOf(message['content']);
  if (thinking) chunks.push(deltaChunk(head, { reasoning_content: thinking }));
  const logprobs = toLogprobs(line['logprobs']);
  // Probabilities may come for tokens that are no text yet.
  if (text || logprobs) {
    const delta = text ? { content: text } : {};
    const choice = { index: 0, delta, finish_reason: null, logprobs };
    chunks.push({ ...deltaChunk(head, delta), choices: [choice] });
  }
  for (const call of toCalls(message['tool_calls'], head.id, state.calls)) {
    const { name, arguments: whole } = call.function;
    chunks.push(callStartChunk(head, { index: state.calls, id: call.id, name, text: whole }));
    state.calls += 1;
  }
}
