import { isObject, type JsonObject, listOf, objectOf, parseJson, textOf } from '../../kernel/json-values.ts';
import { type ChunkHead, usageChunk } from '../chunk-writer.ts';
import type { FinishReason, Logprobs, StreamChunk, StreamDelta, Usage } from '../openai-shapes.ts';
import type { Decoded, WireContext, WireEvent } from '../provider.ts';
import { brokenAnswer } from '../readable-answers.ts';
import { countOf } from '../wire-values.ts';
import { type CallStream, closeCalls, decodeCalls, hasNamelessCall } from './call-stream.ts';
import { classifyOpenai, failureInBody, failureInChoice } from './errors.ts';
import { toCreated, toFinish, toLogprobs, toReasoning, toText, toUsage } from './response.ts';

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
  if (!isObject(body)) return passOver(state, event);
  const decoded = decodeChunk(state, body);
  const usage = toUsage(body);
  if (!usage) return decoded;
  state.usage = usage;
  return { ...decoded, usage };
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
  const choices = listOf(body['choices']);
  for (let position = 0; position < choices.length; position += 1) {
    const choice = objectOf(choices[position]);
    const failed = failureInChoice(choice);
    if (failed) return { chunks, done: false, failed };
    const stream = choiceOf(state, countOf(choice['index']) ?? position);
    // The first reason counts: OpenRouter sends two, and clients would run the tools twice.
    if (stream.finished) continue;
    state.head ??= headOf(state.context, body);
    const { head } = state;
    // Azure's asynchronous filter sends choices without a delta. A server that does not stream sends a message.
    const delta = choice['delta'] ?? choice['message'];
    if (isObject(delta)) decodeDelta(stream, head, delta, toLogprobs(choice['logprobs']), chunks);
    const finish = toFinish(choice['finish_reason'], stream.calls.length > 0);
    if (finish === undefined) continue;
    if (hasNamelessCall(stream.calls)) {
      return { chunks, done: false, failed: brokenAnswer('A tool call came without its name.') };
    }
    finishChoice(stream, head, finish, chunks);
  }
  return { chunks, done: false };
}

function chunkOf(
  head: ChunkHead,
  { index }: ChoiceStream,
  delta: StreamDelta,
  finish: FinishReason | null = null,
  logprobs: Logprobs | null = null,
): StreamChunk {
  return {
    id: head.id,
    object: 'chat.completion.chunk',
    created: head.created,
    model: head.model,
    choices: [{ index, delta, finish_reason: finish, logprobs }],
  };
}

/** Runs for every token: what a delta does not hold costs no more than a look. */
function decodeDelta(
  stream: ChoiceStream,
  head: ChunkHead,
  delta: JsonObject,
  logprobs: Logprobs | null,
  chunks: StreamChunk[],
): void {
  const text = toText(delta['content']);
  const reasoning = toReasoning(delta);
  const refusal = textOf(delta['refusal']);
  const calls = delta['tool_calls'] ? decodeCalls(stream.calls, head.id, delta['tool_calls']) : [];
  if (!stream.roleSent) {
    stream.roleSent = true;
    chunks.push(chunkOf(head, stream, { role: 'assistant', content: stream.calls.length > 0 ? null : '' }));
  }
  if (reasoning) chunks.push(chunkOf(head, stream, { reasoning_content: reasoning }));
  // Probabilities may come for tokens that are no text yet.
  if (text || logprobs) chunks.push(chunkOf(head, stream, text ? { content: text } : {}, null, logprobs));
  if (refusal) chunks.push(chunkOf(head, stream, { refusal }));
  const annotations = listOf(delta['annotations']);
  if (annotations.length > 0) chunks.push(chunkOf(head, stream, { annotations }));
  for (const call of calls) chunks.push(chunkOf(head, stream, { tool_calls: [call] }));
  if (reasoning || text || refusal || stream.calls.length > 0) stream.spoken = true;
}

function finishChoice(
  stream: ChoiceStream,
  head: ChunkHead,
  finish: FinishReason,
  chunks: StreamChunk[],
): void {
  if (!stream.roleSent) chunks.push(chunkOf(head, stream, { role: 'assistant', content: '' }));
  for (const call of closeCalls(stream.calls)) chunks.push(chunkOf(head, stream, { tool_calls: [call] }));
  stream.roleSent = true;
  stream.finished = true;
  chunks.push(chunkOf(head, stream, {}, finish));
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
  const chunks: StreamChunk[] = [];
  for (const stream of open) {
    finishChoice(stream, head, stream.calls.length > 0 ? 'tool_calls' : 'stop', chunks);
  }
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
