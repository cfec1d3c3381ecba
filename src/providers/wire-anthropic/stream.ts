import { isObject, type JsonObject, listOf, objectOf, parseJson, textOf } from '../../kernel/json-values.ts';
import {
  type ChunkHead,
  callArgumentsChunk,
  callStartChunk,
  deltaChunk,
  headOf,
  roleChunk,
  usageChunk,
} from '../chunk-writer.ts';
import type { FinishReason, StreamChunk } from '../openai-shapes.ts';
import type { Decoded, Failure, WireContext, WireEvent } from '../provider.ts';
import { brokenAnswer } from '../readable-answers.ts';
import { failureInBody } from './errors.ts';
import { answerTool } from './request.ts';
import { refusalOf, toFinish, toUsage } from './response.ts';
import { packThoughts, toThought } from './thinking.ts';

export interface MessageStream {
  head: ChunkHead;
  /** Under which thoughts are remembered: an answer may name its model otherwise. */
  asked: string;
  /** Of `message_start`; undefined until it came. */
  messageId: string | undefined;
  roleSent: boolean;
  /** Blocks of arguments by their place in the content. Places count every block, OpenAI’s index only calls. */
  blocks: Map<unknown, InputBlock>;
  calls: number;
  /** Since the last call, complete ones. */
  thoughts: JsonObject[];
  /** What is being thought. */
  open: OpenThought | undefined;
  usage: JsonObject;
  finish: FinishReason | undefined;
}

/** `call`: the arguments of this one. `text`: the answer as JSON. `skipped`: the provider’s own tools. */
interface InputBlock {
  of: 'call' | 'text' | 'skipped';
  call: number;
  input: JsonObject;
  written: boolean;
}

interface OpenThought {
  block: JsonObject;
  text: string;
  signature: string;
}

export function beginMessageStream(context: WireContext): MessageStream {
  return {
    head: headOf(context),
    asked: context.model,
    messageId: undefined,
    roleSent: false,
    blocks: new Map(),
    calls: 0,
    thoughts: [],
    open: undefined,
    usage: {},
    finish: undefined,
  };
}

/** The `event:` line only repeats the data’s `type`, and hosts other than Anthropic’s own leave it out. */
export function decodeMessageEvent(state: MessageStream, event: WireEvent): Decoded {
  const text = findPlainText(event.data);
  if (text !== undefined) return send(state, textChunks(state, text));
  const data = parseJson(event.data);
  if (!isObject(data)) {
    return event.data.trim() === '' ? none : failed(failureInOther(data));
  }
  switch (data['type']) {
    case 'content_block_delta':
      return continueBlock(state, data);
    case 'message_start':
      return startMessage(state, objectOf(data['message']));
    case 'content_block_start':
      return send(state, startBlock(state, data));
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

/** Google’s platform, which stands before Claude on Vertex AI, puts its errors into a list. */
function failureInOther(data: unknown): Failure {
  const failure = failureInBody(objectOf(listOf(data)[0]));
  return failure ?? brokenAnswer('An event is not a JSON object.');
}

const deltaStart = '{"type":"content_block_delta","index":';
const textStart = ',"delta":{"type":"text_delta","text":"';
const textEnd = '"}}';
const indexLengthMax = 4;

/**
 * Nearly every event is a piece of text, written the same way; those whose text needs no unescaping are read without
 * parsing, which is most of what a stream costs. Anything else about the event, and it is parsed.
 */
function findPlainText(data: string): string | undefined {
  if (!data.startsWith(deltaStart) || !data.endsWith(textEnd)) return undefined;
  const at = data.indexOf(textStart, deltaStart.length);
  if (at === -1 || at > deltaStart.length + indexLengthMax) return undefined;
  const text = data.slice(at + textStart.length, -textEnd.length);
  return text.includes('"') || text.includes('\\') ? undefined : text;
}

/** The same where it stands among others: a run of them is told anew without a look at each. */
export const textEvent =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON text has none, and what has some is refused by its reader.
  /(?:event: content_block_delta\n)?data: \{"type":"content_block_delta","index":\d{1,4},"delta":\{"type":"text_delta","text":"([^"\\\x00-\x1f]+)"\}\}\n\n/;

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
  const usage = toUsage(state.usage);
  return { chunks: [roleChunk(state.head)], done: false, ...(usage && { usage }) };
}

function startBlock(state: MessageStream, data: JsonObject): StreamChunk[] {
  endThought(state);
  const block = objectOf(data['content_block']);
  switch (block['type']) {
    case 'text':
      return textChunks(state, block['text']);
    case 'thinking':
    case 'redacted_thinking':
      state.open = {
        block,
        text: textOf(block['thinking']) ?? '',
        signature: textOf(block['signature']) ?? '',
      };
      return state.open.text === '' ? [] : [deltaChunk(state.head, { reasoning_content: state.open.text })];
    case 'tool_use':
      return startInput(state, data['index'], block);
    default:
      // The provider’s own tools have arguments too, which are nobody’s business here.
      state.blocks.set(data['index'], { of: 'skipped', call: 0, input: {}, written: true });
      return [];
  }
}

function startInput(state: MessageStream, place: unknown, block: JsonObject): StreamChunk[] {
  const name = textOf(block['name']) ?? '';
  const input = { call: state.calls, input: objectOf(block['input']), written: false };
  if (name === answerTool) {
    state.blocks.set(place, { of: 'text', ...input });
    return [];
  }
  state.blocks.set(place, { of: 'call', ...input });
  const id = packThoughts(textOf(block['id']) ?? '', state.thoughts, state.asked);
  state.thoughts = [];
  return [callStartChunk(state.head, { index: state.calls++, id, name })];
}

function continueBlock(state: MessageStream, data: JsonObject): Decoded {
  const delta = data['delta'];
  if (!isObject(delta)) return none;
  switch (delta['type']) {
    case 'text_delta':
      return send(state, textChunks(state, delta['text']));
    case 'input_json_delta':
      return continueInput(state, data['index'], textOf(delta['partial_json']));
    case 'thinking_delta': {
      const text = textOf(delta['thinking']);
      if (!text) return none;
      if (state.open) state.open.text += text;
      return send(state, [deltaChunk(state.head, { reasoning_content: text })]);
    }
    case 'signature_delta':
      if (state.open) state.open.signature += textOf(delta['signature']) ?? '';
      return none;
    default:
      return none;
  }
}

function continueInput(state: MessageStream, place: unknown, text: string | undefined): Decoded {
  if (!text) return none;
  const block = state.blocks.get(place);
  // Bytes of arguments without their call: leaving them out would change what the tool is told.
  if (!block) return failed(brokenAnswer('Arguments came for a call that never began.'));
  return send(state, inputChunks(state, block, text));
}

/**
 * A call without arguments has only an empty fragment (BerriAI/litellm#5063); servers that imitate this API put the
 * whole input into the block’s start and send no fragments at all (Yeachan-Heo/gajae-code#1895).
 */
function endBlock(state: MessageStream, data: JsonObject): StreamChunk[] {
  endThought(state);
  const block = state.blocks.get(data['index']);
  return block ? owedInput(state, block) : [];
}

function owedInput(state: MessageStream, block: InputBlock): StreamChunk[] {
  return block.written ? [] : inputChunks(state, block, JSON.stringify(block.input));
}

/**
 * Servers that imitate this API end the message without having ended its blocks: a call without arguments is `{}` all
 * the same. Not where the limit cut it, as nobody knows what it was to be told.
 */
function finishWith(state: MessageStream, reason: string, refusal?: string): StreamChunk[] {
  state.finish = toFinish(reason, state.calls);
  const open = state.finish === 'length' ? [] : [...state.blocks.values()];
  const owed = open.flatMap((block) => owedInput(state, block));
  return [...owed, deltaChunk(state.head, refusal === undefined ? {} : { refusal }, state.finish)];
}

function endThought(state: MessageStream): void {
  if (!state.open) return;
  const { block, text, signature } = state.open;
  const thought = toThought({ ...block, thinking: text, signature });
  if (thought) state.thoughts.push(thought);
  state.open = undefined;
}

function inputChunks(state: MessageStream, block: InputBlock, text: string): StreamChunk[] {
  block.written = true;
  if (block.of === 'skipped') return [];
  return block.of === 'text' ? textChunks(state, text) : [callArgumentsChunk(state.head, block.call, text)];
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
  return finishWith(state, reason, refusalOf(delta));
}

/** `message_stop` is a clean end, also from servers that gave no reason for it before. */
function endMessage(state: MessageStream): StreamChunk[] {
  const usage = toUsage(state.usage);
  const owed = state.finish ? [] : finishWith(state, 'tool_use');
  return usage ? [...owed, usageChunk(state.head, usage)] : owed;
}
