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
import type { FinishReason, StreamChunk } from '../openai-shapes.ts';
import type { Failure, WireContext, WireEvent } from '../provider.ts';
import { brokenAnswer } from '../readable-answers.ts';
import { isObject, type JsonObject, objectOf, parseJson, textOf } from '../wire-values.ts';
import { failureInBody } from './errors.ts';
import { answerTool } from './request.ts';
import { refusalOf, toFinish, toUsage } from './response.ts';

export interface MessageStream {
  head: ChunkHead;
  /** Of `message_start`; undefined until it came. */
  messageId: string | undefined;
  roleSent: boolean;
  /** Tool blocks by their place in the content. Places count every block, OpenAI’s index only calls. */
  blocks: Map<unknown, ToolBlock>;
  calls: number;
  usage: JsonObject;
  finish: FinishReason | undefined;
}

interface ToolBlock {
  /** Undefined for the call that carries the answer as JSON: its bytes are text. */
  call: number | undefined;
  input: JsonObject;
  written: boolean;
}

export function beginMessageStream(context: WireContext): MessageStream {
  return {
    head: headOf(context),
    messageId: undefined,
    roleSent: false,
    blocks: new Map(),
    calls: 0,
    usage: {},
    finish: undefined,
  };
}

/** The `event:` line only repeats the data’s `type`, and hosts other than Anthropic’s own leave it out. */
export function decodeMessageEvent(state: MessageStream, event: WireEvent): Decoded {
  if (event.data.trim() === '') return none;
  const data = parseJson(event.data);
  if (!isObject(data)) return failed(brokenAnswer('An event is not a JSON object.'));
  switch (data['type']) {
    case 'message_start':
      return startMessage(state, objectOf(data['message']));
    case 'content_block_start':
      return send(state, startBlock(state, data));
    case 'content_block_delta':
      return continueBlock(state, data);
    case 'content_block_stop':
      return send(state, endBlock(state, data));
    case 'message_delta':
      return send(state, finishMessage(state, data));
    case 'message_stop':
      if (!state.roleSent) return failed(brokenAnswer('The stream ended before it began.'));
      return { chunks: endMessage(state), done: true };
    default: {
      const failure = failureInBody(data);
      return failure ? failed(failure) : none;
    }
  }
}

const none: Decoded = { chunks: [], done: false };

function failed(failure: Failure): Decoded {
  return { chunks: [], done: false, failed: failure };
}

/** The role comes once, before anything else. */
function send(state: MessageStream, chunks: StreamChunk[]): Decoded {
  if (chunks.length === 0) return none;
  if (state.roleSent) return { chunks, done: false };
  state.roleSent = true;
  return { chunks: [roleChunk(state.head), ...chunks], done: false };
}

/** Proxies repeat the first event; one with another id is the answer to another call, spliced in. */
function startMessage(state: MessageStream, message: JsonObject): Decoded {
  const id = textOf(message['id']) ?? state.head.id;
  if (state.messageId !== undefined) {
    return state.messageId === id ? none : failed(brokenAnswer('A second message began within the stream.'));
  }
  state.messageId = id;
  state.head = { ...state.head, id, model: textOf(message['model']) ?? state.head.model };
  state.usage = { ...objectOf(message['usage']) };
  state.roleSent = true;
  return { chunks: [roleChunk(state.head)], done: false };
}

function startBlock(state: MessageStream, data: JsonObject): StreamChunk[] {
  const block = objectOf(data['content_block']);
  if (block['type'] === 'text') return textChunks(state, block['text']);
  if (block['type'] !== 'tool_use') return [];
  const name = textOf(block['name']) ?? '';
  const call = name === answerTool ? undefined : state.calls++;
  state.blocks.set(data['index'], { call, input: objectOf(block['input']), written: false });
  if (call === undefined) return [];
  return [callStartChunk(state.head, { index: call, id: textOf(block['id']) ?? '', name })];
}

function continueBlock(state: MessageStream, data: JsonObject): Decoded {
  const delta = objectOf(data['delta']);
  if (delta['type'] === 'text_delta') return send(state, textChunks(state, delta['text']));
  if (delta['type'] === 'thinking_delta') {
    const reasoning = textOf(delta['thinking']);
    return send(state, reasoning ? [deltaChunk(state.head, { reasoning_content: reasoning })] : []);
  }
  if (delta['type'] !== 'input_json_delta') return none;
  const block = state.blocks.get(data['index']);
  const text = textOf(delta['partial_json']);
  if (!text) return none;
  // Bytes of arguments without their call: leaving them out would change what the tool is told.
  if (!block) return failed(brokenAnswer('Arguments came for a call that never began.'));
  return send(state, blockText(state, block, text));
}

/**
 * A call without arguments has only an empty fragment (BerriAI/litellm#5063); servers that imitate this API put the
 * whole input into the block’s start and send no fragments at all (Yeachan-Heo/gajae-code#1895).
 */
function endBlock(state: MessageStream, data: JsonObject): StreamChunk[] {
  const block = state.blocks.get(data['index']);
  return block && !block.written ? blockText(state, block, JSON.stringify(block.input)) : [];
}

function blockText(state: MessageStream, block: ToolBlock, text: string): StreamChunk[] {
  block.written = true;
  return block.call === undefined
    ? textChunks(state, text)
    : [callArgumentsChunk(state.head, block.call, text)];
}

function textChunks(state: MessageStream, text: unknown): StreamChunk[] {
  return typeof text === 'string' && text !== '' ? [deltaChunk(state.head, { content: text })] : [];
}

/** Counts here are running totals: what they name replaces what `message_start` said. */
function finishMessage(state: MessageStream, data: JsonObject): StreamChunk[] {
  const counts = Object.entries(objectOf(data['usage'])).filter(([, value]) => value !== null);
  state.usage = { ...state.usage, ...Object.fromEntries(counts) };
  const delta = objectOf(data['delta']);
  const reason = delta['stop_reason'];
  if (typeof reason !== 'string' || state.finish) return [];
  state.finish = toFinish(reason, state.calls);
  const refusal = refusalOf(delta);
  return [deltaChunk(state.head, refusal === undefined ? {} : { refusal }, state.finish)];
}

/** `message_stop` is a clean end, also from servers that gave no reason for it before. */
function endMessage(state: MessageStream): StreamChunk[] {
  const usage = toUsage(state.usage);
  const owed = state.finish ? [] : [deltaChunk(state.head, {}, toFinish('tool_use', state.calls))];
  return usage ? [...owed, usageChunk(state.head, usage)] : owed;
}
