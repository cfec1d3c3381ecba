import { rememberInId } from '../call-memory.ts';
import type { ChatResponse, StreamChunk } from '../openai-shapes.ts';
import type { Answer, ChatWire, Decoded, WireContext, WireEvent } from '../provider.ts';
import { fromChatResponse } from './response.ts';
import { beginChatStream, type ChatStream, decodeChatEvent, endChatStream } from './stream.ts';

/**
 * DeepSeek refuses a later turn without the reasoning that led to its tool calls (reference/wire-protocols.md, section
 * 11.4), and OpenAI's clients drop that field: it goes along in the id of the turn's first call.
 */
interface EchoStream {
  inner: ChatStream;
  model: string;
  /** So far, by choice. */
  reasoning: Map<number, string>;
}

export const echoReading: Pick<ChatWire<EchoStream>, 'response' | 'beginStream' | 'decode' | 'endStream'> = {
  response: fromAnswer,
  beginStream: (context) => ({
    inner: beginChatStream(context),
    model: context.model,
    reasoning: new Map(),
  }),
  decode: decodeEvent,
  endStream(state) {
    const { chunks, done } = endChatStream(state.inner);
    return { chunks: chunks.map((chunk) => withMemory(state, chunk)), done };
  },
};

function fromAnswer(answer: Answer, context: WireContext): ChatResponse {
  const response = fromChatResponse(answer, context);
  for (const { message } of response.choices) {
    const [first] = message.tool_calls ?? [];
    if (first && message.reasoning_content) {
      first.id = rememberInId(first.id, 'reasoning', context.model, message.reasoning_content);
    }
  }
  return response;
}

function decodeEvent(state: EchoStream, event: WireEvent): Decoded {
  const decoded = decodeChatEvent(state.inner, event);
  return { ...decoded, chunks: decoded.chunks.map((chunk) => withMemory(state, chunk)) };
}

function withMemory(state: EchoStream, chunk: StreamChunk): StreamChunk {
  const { reasoning, model } = state;
  for (const { index, delta } of chunk.choices) {
    const thought = reasoning.get(index) ?? '';
    if (delta.reasoning_content) reasoning.set(index, thought + delta.reasoning_content);
    const [call] = delta.tool_calls ?? [];
    if (call?.index === 0 && call.id !== undefined && thought !== '') {
      call.id = rememberInId(call.id, 'reasoning', model, thought);
    }
  }
  return chunk;
}
