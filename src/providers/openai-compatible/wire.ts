import { endpointUrl, postJson } from '../common-options.ts';
import type { ChatWire, Connection, EmbeddingWire } from '../provider.ts';
import { fromEmbeddingResponse, toEmbeddingBody } from './embeddings.ts';
import { failureInAnswer, failureInBody } from './errors.ts';
import { quirksOf } from './quirks.ts';
import { echoReading } from './reasoning-echo.ts';
import { toChatBody } from './request.ts';
import { fromChatResponse } from './response.ts';
import { beginChatStream, type ChatStream, decodeChatEvent, endChatStream } from './stream.ts';

/** How OpenAI's answers are read, wherever they come from. */
export const openaiReading: Omit<ChatWire<ChatStream>, 'request'> = {
  framing: 'sse',
  response: fromChatResponse,
  failureIn: failureInAnswer,
  beginStream: beginChatStream,
  decode: decodeChatEvent,
  endStream: endChatStream,
};

export const compatibleChat: ChatWire<ChatStream> = {
  ...openaiReading,
  takesImageUrls: (settings) => quirksOf(settings['base_url'] ?? '').fetchesImages !== false,
  request(connection, settings, model, chat, extras) {
    const body = toChatBody(model, chat, quirksOf(connection.baseUrl), extras);
    const url = endpointUrl(connection, settings['chat_path'], '/chat/completions', model);
    return postJson(url, body, chat.stream ? 'text/event-stream' : undefined);
  },
};

const relayedChat: ChatWire<ChatStream> = { ...compatibleChat, relaysBytes: true };
const echoingChat = { ...compatibleChat, ...echoReading };

/** Names that only OpenAI gives; its open models (`gpt-oss`) run anywhere. */
const openaiModel = /^(openai\/)?(gpt-\d|chatgpt-|o\d+(-|$))/;

/**
 * How a model's answers are read at one server. OpenAI's are handed on as they come, also out of a gateway that
 * nobody knows; of the other models there, run by vLLM, TGI and their like, answers need putting in order.
 */
export function compatibleChatAt(baseUrl: string, model = ''): ChatWire {
  const { reasoning, rebuilt, ownParameters } = quirksOf(baseUrl);
  if (reasoning === 'echoed') return echoingChat;
  return !rebuilt && (ownParameters || openaiModel.test(model)) ? relayedChat : compatibleChat;
}

/** Servers differ widely; 32 is what Hugging Face's takes unless it is set up otherwise. */
const compatibleBatchMax = 32;

/** How OpenAI's vectors are read, wherever they come from. */
export const vectorReading: Pick<EmbeddingWire, 'failureIn' | 'response'> = {
  failureIn: ({ body, headers }) => failureInBody(body, headers),
  response: fromEmbeddingResponse,
};

export function embeddingsAt(limits: Pick<EmbeddingWire, 'batchMax' | 'takesTokens'>): EmbeddingWire {
  return {
    ...limits,
    request(connection: Connection, settings, model, input, dimensions) {
      const url = endpointUrl(connection, settings['embeddings_path'], '/embeddings', model);
      return postJson(url, toEmbeddingBody(model, input, dimensions));
    },
    ...vectorReading,
  };
}

export const compatibleEmbeddings: EmbeddingWire = embeddingsAt({ batchMax: compatibleBatchMax });
