import {
  type ChunkHead,
  callStartChunk,
  deltaChunk,
  headOf,
  roleChunk,
  usageChunk,
} from '../chunk-writer.ts';
import type { StreamChunk } from '../openai-shapes.ts';
import type { Failure, WireContext, WireEvent } from '../provider.ts';
import { isRecord } from '../read-fields.ts';
import { objectOf, parseJson, textOf } from '../wire-values.ts';
import { classifyOllama } from './errors.ts';
import { toCalls, toFinish, toUsage } from './response.ts';

export interface OllamaStream {
  head: ChunkHead;
  begun: boolean;
  calls: number;
}

interface Decoded {
  chunks: StreamChunk[];
  done: boolean;
  failed?: Failure;
}

export function beginOllamaStream(context: WireContext): OllamaStream {
  return { head: headOf(context), begun: false, calls: 0 };
}

/** One line. Each is whole JSON, and the last says `done`: a stream that ends before was cut. */
export function decodeOllamaLine(state: OllamaStream, { data }: WireEvent): Decoded {
  if (data.trim() === '') return { chunks: [], done: false };
  const line = parseJson(data);
  if (!isRecord(line)) {
    const failed: Failure = { class: 'upstream_bug', message: 'The stream holds a line that is not JSON.' };
    return { chunks: [], done: false, failed };
  }
  if (line['error']) {
    return { chunks: [], done: false, failed: classifyOllama({ status: 500, headers: {}, body: line }) };
  }
  const chunks: StreamChunk[] = [];
  if (!state.begun) {
    state.begun = true;
    state.head = { ...state.head, model: textOf(line['model']) || state.head.model };
    chunks.push(roleChunk(state.head));
  }
  const message = objectOf(line['message']);
  const thinking = textOf(message['thinking']);
  const text = textOf(message['content']);
  if (thinking) chunks.push(deltaChunk(state.head, { reasoning_content: thinking }));
  if (text) chunks.push(deltaChunk(state.head, { content: text }));
  for (const call of toCalls(message['tool_calls'], state.head.id, state.calls)) {
    const { name, arguments: whole } = call.function;
    chunks.push(callStartChunk(state.head, { index: state.calls, id: call.id, name, text: whole }));
    state.calls += 1;
  }
  if (line['done'] !== true) return { chunks, done: false };
  chunks.push(deltaChunk(state.head, {}, toFinish(line['done_reason'], state.calls > 0)));
  chunks.push(usageChunk(state.head, toUsage(line)));
  return { chunks, done: true };
}
