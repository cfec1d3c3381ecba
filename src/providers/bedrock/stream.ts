import {
  type ChunkHead,
  callArgumentsChunk,
  callStartChunk,
  type Decoded,
  deltaChunk,
  headOf,
  roleChunk,
  usageChunk,
} from '../chunk-writer.ts';
import type { StreamChunk } from '../openai-shapes.ts';
import type { Failure, WireContext, WireEvent } from '../provider.ts';
import { brokenAnswer } from '../readable-answers.ts';
import { answerTool } from '../wire-anthropic/request.ts';
import { isObject, type JsonObject, objectOf, parseJson, textOf } from '../wire-values.ts';
import { failureInEvent, faultyStop } from './errors.ts';
import { toFinish, toUsage } from './response.ts';

export interface ConverseStream {
  head: ChunkHead;
  roleSent: boolean;
  /** Tool blocks by their place in the content. Places count every block, OpenAI’s index only calls. */
  blocks: Map<unknown, { call: number | undefined; written: boolean }>;
  calls: number;
  stopped: boolean;
  /** `metadata` usually follows `messageStop`, and comes before it now and then: either may be the last. */
  metadata: JsonObject | undefined;
}

export function beginConverseStream(context: WireContext): ConverseStream {
  return {
    head: headOf(context),
    roleSent: false,
    blocks: new Map(),
    calls: 0,
    stopped: false,
    metadata: undefined,
  };
}

/** The event's name is in the frame's header alone; `p` in its payload is padding. */
export function decodeConverseEvent(state: ConverseStream, event: WireEvent): Decoded {
  const handler = handlers.get(event.type);
  if (!handler) {
    const failure = failureInEvent(event);
    return failure ? fail(failure) : none;
  }
  const data = parseJson(event.data);
  if (!isObject(data)) return fail(brokenAnswer('An event is not a JSON object.'));
  return handler(state, data);
}

/** A body that ends after `messageStop` is whole, even if the counts never came. */
export function endConverseStream(state: ConverseStream): { chunks: StreamChunk[]; done: boolean } {
  return { chunks: [], done: state.stopped };
}

const none: Decoded = { chunks: [], done: false };

const handlers: ReadonlyMap<string, (state: ConverseStream, data: JsonObject) => Decoded> = new Map([
  ['messageStart', (state: ConverseStream) => send(state, [])],
  ['contentBlockStart', startBlock],
  ['contentBlockDelta', continueBlock],
  ['contentBlockStop', endBlock],
  ['messageStop', stopMessage],
  ['metadata', takeMetadata],
]);

function fail(failed: Failure): Decoded {
  return { chunks: [], done: false, failed };
}

/** The role comes once, before anything else. */
function send(state: ConverseStream, chunks: StreamChunk[]): Decoded {
  if (state.roleSent) return { chunks, done: false };
  state.roleSent = true;
  return { chunks: [roleChunk(state.head), ...chunks], done: false };
}

/** Most models send none for text, some an empty one. */
function startBlock(state: ConverseStream, data: JsonObject): Decoded {
  const use = objectOf(objectOf(data['start'])['toolUse']);
  const name = textOf(use['name']);
  if (name === undefined) return none;
  const call = name === answerTool ? undefined : state.calls++;
  state.blocks.set(data['contentBlockIndex'], { call, written: false });
  if (call === undefined) return send(state, []);
  return send(state, [callStartChunk(state.head, { index: call, id: textOf(use['toolUseId']) ?? '', name })]);
}

function continueBlock(state: ConverseStream, data: JsonObject): Decoded {
  const delta = objectOf(data['delta']);
  const text = textOf(delta['text']);
  if (text) return send(state, [deltaChunk(state.head, { content: text })]);
  const reasoning = textOf(objectOf(delta['reasoningContent'])['text']);
  if (reasoning) return send(state, [deltaChunk(state.head, { reasoning_content: reasoning })]);
  const input = textOf(objectOf(delta['toolUse'])['input']);
  if (!input) return none;
  const block = state.blocks.get(data['contentBlockIndex']);
  // Bytes of arguments without their call: leaving them out would change what the tool is told.
  if (!block) return fail(brokenAnswer('Arguments came for a call that never began.'));
  block.written = true;
  return send(state, [blockChunk(state, block.call, input)]);
}

/** A call without arguments has no bytes at all, and OpenAI's clients parse what they get. */
function endBlock(state: ConverseStream, data: JsonObject): Decoded {
  const block = state.blocks.get(data['contentBlockIndex']);
  if (!block || block.written) return none;
  block.written = true;
  return send(state, [blockChunk(state, block.call, '{}')]);
}

function blockChunk(state: ConverseStream, call: number | undefined, text: string): StreamChunk {
  return call === undefined
    ? deltaChunk(state.head, { content: text })
    : callArgumentsChunk(state.head, call, text);
}

function stopMessage(state: ConverseStream, data: JsonObject): Decoded {
  const failure = faultyStop(data);
  if (failure) return fail(failure);
  if (state.stopped) return none;
  state.stopped = true;
  const { chunks } = send(state, [deltaChunk(state.head, {}, toFinish(data['stopReason'], state.calls))]);
  return finishWith(state, chunks);
}

function takeMetadata(state: ConverseStream, data: JsonObject): Decoded {
  state.metadata = data;
  return state.stopped ? finishWith(state, []) : none;
}

function finishWith(state: ConverseStream, chunks: StreamChunk[]): Decoded {
  if (!state.metadata) return { chunks, done: false };
  const usage = toUsage(objectOf(state.metadata['usage']));
  return { chunks: usage ? [...chunks, usageChunk(state.head, usage)] : chunks, done: true };
}
