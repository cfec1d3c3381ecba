import { type ChunkHead, usageChunk } from '../chunk-writer.ts';
import type { FinishReason, StreamChunk, StreamDelta, Usage } from '../openai-shapes.ts';
import type { Failure, WireContext, WireEvent } from '../provider.ts';
import { isRecord } from '../read-fields.ts';
import { countOf, type JsonObject, listOf, objectOf, parseJson, textOf } from '../wire-values.ts';
import { type CallStream, closeCalls, decodeCalls, hasNamelessCall } from './call-stream.ts';
import { brokenAnswer, classifyOpenai, cutAnswer, failureInBody } from './errors.ts';
import { cutReason, toCreated, toFinish, toReasoning, toText, toUsage } from './response.ts';

/** Brings any OpenAI-shaped stream into the one form that clients rely on (section 1.3). */
export interface ChatStream {
  context: WireContext;
  /** Fixed by the first chunk that goes out: some servers change the id with every chunk, Azure leaves it empty. */
  head: ChunkHead | undefined;
  choices: Map<number, ChoiceStream>;
  usage: Usage | undefined;
  malformed: number;
}

interface ChoiceStream {
  index: number;
  roleSent: boolean;
  /** Whether anything was said that is more than a role. */
  spoken: boolean;
  finished: boolean;
  calls: CallStream[];
}

interface Decoded {
  chunks: StreamChunk[];
  done: boolean;
  failed?: Failure;
}

export function beginChatStream(context: WireContext): ChatStream {
  return { context, head: undefined, choices: new Map(), usage: undefined, malformed: 0 };
}

export function decodeChatEvent(state: ChatStream, event: WireEvent): Decoded {
  const data = event.data.trim();
  if (data === '') return { chunks: [], done: false };
  if (data === '[DONE]') return finishStream(state);
  const body = parseJson(data);
  const failed =
    failureInBody(body) ??
    (event.type === 'error' ? classifyOpenai({ status: 500, headers: {}, body: body ?? data }) : undefined);
  if (failed) return { chunks: [], done: false, failed };
  if (!isRecord(body)) return passOver(state, event);
  state.usage = toUsage(body) ?? state.usage;
  return decodeChunk(state, body);
}

/** One damaged event between good ones loses a few letters; a second one, or one inside of a call, loses the answer. */
function passOver(state: ChatStream, event: WireEvent): Decoded {
  // Events of another name are not part of the answer: Hugging Face's router sends `ping`.
  if (event.type !== '' && event.type !== 'message') return { chunks: [], done: false };
  state.malformed += 1;
  const calling = [...state.choices.values()].some(({ calls, finished }) => calls.length > 0 && !finished);
  if (state.malformed === 1 && !calling) return { chunks: [], done: false };
  return { chunks: [], done: false, failed: brokenAnswer('The stream holds an event that is not JSON.') };
}

function decodeChunk(state: ChatStream, body: JsonObject): Decoded {
  const chunks: StreamChunk[] = [];
  // Azure's first chunk and usage alone come without choices, or without the key.
  for (const [position, item] of listOf(body['choices']).entries()) {
    const choice = objectOf(item);
    const reason = choice['finish_reason'];
    if (reason === cutReason) return { chunks, done: false, failed: cutAnswer() };
    const stream = choiceOf(state, countOf(choice['index']) ?? position);
    // The first reason counts: OpenRouter sends two, and clients would run the tools twice.
    if (stream.finished) continue;
    state.head ??= headOf(state.context, body);
    const write = writer(state.head, stream);
    // Azure's asynchronous filter sends choices without a delta. A server that does not stream sends a message.
    const delta = choice['delta'] ?? choice['message'];
    if (isRecord(delta)) chunks.push(...decodeDelta(stream, state.head.id, delta, write));
    const finish = toFinish(reason, stream.calls.length > 0);
    if (finish === undefined) continue;
    if (hasNamelessCall(stream.calls)) {
      return { chunks, done: false, failed: brokenAnswer('A tool call came without its name.') };
    }
    chunks.push(...finishChoice(stream, finish, write));
  }
  return { chunks, done: false };
}

type Write = (delta: StreamDelta, finish?: FinishReason) => StreamChunk;

function writer(head: ChunkHead, { index }: ChoiceStream): Write {
  return (delta, finish) => ({
    id: head.id,
    object: 'chat.completion.chunk',
    created: head.created,
    model: head.model,
    choices: [{ index, delta, finish_reason: finish ?? null, logprobs: null }],
  });
}

function decodeDelta(stream: ChoiceStream, answerId: string, delta: JsonObject, write: Write): StreamChunk[] {
  const chunks: StreamChunk[] = [];
  const text = toText(delta['content']);
  const reasoning = toReasoning(delta);
  const refusal = textOf(delta['refusal']);
  const calls = decodeCalls(stream.calls, answerId, delta['tool_calls']);
  if (!stream.roleSent) {
    stream.roleSent = true;
    chunks.push(write({ role: 'assistant', content: stream.calls.length > 0 ? null : '' }));
  }
  if (reasoning) chunks.push(write({ reasoning_content: reasoning }));
  if (text) chunks.push(write({ content: text }));
  if (refusal) chunks.push(write({ refusal }));
  chunks.push(...calls.map((call) => write({ tool_calls: [call] })));
  if (reasoning || text || refusal || stream.calls.length > 0) stream.spoken = true;
  return chunks;
}

function finishChoice(stream: ChoiceStream, finish: FinishReason, write: Write): StreamChunk[] {
  const chunks = closeCalls(stream.calls).map((call) => write({ tool_calls: [call] }));
  if (!stream.roleSent) chunks.unshift(write({ role: 'assistant', content: '' }));
  stream.roleSent = true;
  stream.finished = true;
  return [...chunks, write({}, finish)];
}

/** `[DONE]`. Where the server gave no reason but said something, its own mark of the end is the reason. */
function finishStream(state: ChatStream): Decoded {
  const choices = [...state.choices.values()];
  const open = choices.filter(({ finished }) => !finished);
  if (choices.length === 0 || open.some(({ spoken }) => !spoken)) {
    // vLLM ends so when it fails before the first token (vllm-project/vllm#40986).
    return { chunks: [], done: false, failed: brokenAnswer('The stream ended without an answer.') };
  }
  if (open.some(({ calls }) => hasNamelessCall(calls))) {
    return { chunks: [], done: false, failed: brokenAnswer('A tool call came without its name.') };
  }
  const head = state.head ?? headOf(state.context, {});
  const chunks = open.flatMap((stream) =>
    finishChoice(stream, stream.calls.length > 0 ? 'tool_calls' : 'stop', writer(head, stream)),
  );
  return { chunks: [...chunks, ...usageChunks(state, head)], done: true };
}

/** The body ended without `[DONE]`: whole only if every choice had its reason. */
export function endChatStream(state: ChatStream): { chunks: StreamChunk[]; done: boolean } {
  const choices = [...state.choices.values()];
  const done = choices.length > 0 && choices.every(({ finished }) => finished);
  return { chunks: done && state.head ? usageChunks(state, state.head) : [], done };
}

/** Once, at the end: servers repeat it with every chunk. Whether the client gets it is not decided here. */
function usageChunks(state: ChatStream, head: ChunkHead): StreamChunk[] {
  return state.usage ? [usageChunk(head, state.usage)] : [];
}

function choiceOf(state: ChatStream, index: number): ChoiceStream {
  const known = state.choices.get(index);
  if (known) return known;
  const stream: ChoiceStream = { index, roleSent: false, spoken: false, finished: false, calls: [] };
  state.choices.set(index, stream);
  return stream;
}

function headOf(context: WireContext, body: JsonObject): ChunkHead {
  return {
    id: textOf(body['id']) || context.id,
    created: toCreated(body['created']) ?? context.createdSeconds,
    model: textOf(body['model']) || context.model,
  };
}
