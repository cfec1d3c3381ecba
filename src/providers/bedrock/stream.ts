import { isObject, type JsonObject, objectOf, parseJson, textOf } from '../../kernel/json-values.ts';
import {
  type ChunkHead,
  callArgumentsChunk,
  callStartChunk,
  deltaChunk,
  headOf,
  roleChunk,
  usageChunk,
} from '../chunk-writer.ts';
import type { StreamChunk } from '../openai-shapes.ts';
import type { Decoded, Failure, WireContext, WireEvent } from '../provider.ts';
import { brokenAnswer } from '../readable-answers.ts';
import { answerTool } from '../wire-anthropic/request.ts';
import { failureInEvent, faultyStop } from './errors.ts';
import { addPiece, callIdWith, type ReasoningPieces, toReasoning } from './reasoning-blocks.ts';
import { toFinish, toUsage } from './response.ts';

export interface ConverseStream {
  head: ChunkHead;
  roleSent: boolean;
  /** Tool blocks by their place in the content. Places count every block, OpenAI’s index only calls. */
  blocks: Map<unknown, ToolBlock>;
  calls: number;
  /** Whether the answer by schema has begun: a second one would leave no JSON. */
  answered: boolean;
  /** Thoughts since the last call, by block. */
  reasoning: Map<unknown, ReasoningPieces>;
  stopped: boolean;
  /** `metadata` usually follows `messageStop`, and comes before it now and then: either may be the last. */
  metadata: JsonObject | undefined;
}

interface ToolBlock {
  /** Undefined for the call that carries the answer by schema: its bytes are text. */
  call: number | undefined;
  written: boolean;
  silent: boolean;
}

export function beginConverseStream(context: WireContext): ConverseStream {
  return {
    head: headOf(context),
    roleSent: false,
    blocks: new Map(),
    calls: 0,
    answered: false,
    reasoning: new Map(),
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
  const answer = name === answerTool;
  const call = answer ? undefined : state.calls++;
  state.blocks.set(data['contentBlockIndex'], { call, written: false, silent: answer && state.answered });
  if (call === undefined) {
    state.answered = true;
    return send(state, []);
  }
  const id = callIdWith(textOf(use['toolUseId']) ?? '', state.head.model, takeReasoning(state));
  return send(state, [callStartChunk(state.head, { index: call, id, name })]);
}

function takeReasoning(state: ConverseStream): JsonObject[] {
  const taken = [...state.reasoning.values()].map(toReasoning);
  state.reasoning.clear();
  return taken;
}

function continueBlock(state: ConverseStream, data: JsonObject): Decoded {
  const delta = objectOf(data['delta']);
  const text = textOf(delta['text']);
  if (text) return send(state, [deltaChunk(state.head, { content: text })]);
  if (isObject(delta['reasoningContent'])) return continueReasoning(state, data, delta['reasoningContent']);
  const input = textOf(objectOf(delta['toolUse'])['input']);
  if (!input) return none;
  const block = state.blocks.get(data['contentBlockIndex']);
  // Bytes of arguments without their call: leaving them out would change what the tool is told.
  if (!block) return fail(brokenAnswer('Arguments came for a call that never began.'));
  block.written = true;
  return block.silent ? none : send(state, [blockChunk(state, block.call, input)]);
}

function continueReasoning(state: ConverseStream, data: JsonObject, delta: JsonObject): Decoded {
  const place = data['contentBlockIndex'];
  const pieces = state.reasoning.get(place) ?? { text: '', signature: '', redacted: '' };
  state.reasoning.set(place, pieces);
  addPiece(pieces, delta);
  const text = textOf(delta['text']);
  return text ? send(state, [deltaChunk(state.head, { reasoning_content: text })]) : none;
}

/** A call without arguments has no bytes at all, and OpenAI's clients parse what they get. */
function endBlock(state: ConverseStream, data: JsonObject): Decoded {
  const block = state.blocks.get(data['contentBlockIndex']);
  if (!block || block.written || block.silent) return none;
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
