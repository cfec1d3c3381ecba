import { endpointUrl, postJson } from '../common-options.ts';
import type { ChatWire, Connection, EmbeddingWire } from '../provider.ts';
import { fromEmbeddingResponse, toEmbeddingBody } from './embeddings.ts';
import { failureInAnswer } from './errors.ts';
import { type Quirks, quirksOf } from './quirks.ts';
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
  request(connection, settings, model, chat) {
    const quirks: Quirks = quirksOf(connection.baseUrl);
    const url = endpointUrl(connection, settings['chat_path'], '/chat/completions', model);
    return postJson(url, toChatBody(model, chat, quirks), chat.stream ? 'text/event-stream' : undefined);
  },
};

/** Servers differ widely; 32 is what Hugging Face's takes unless it is set up otherwise. */
const compatibleBatchMax = 32;

export function embeddingsAt(batchMax: number): EmbeddingWire {
  return {
    request(connection: Connection, settings, model, input, dimensions) {
      const url = endpointUrl(connection, settings['embeddings_path'], '/embeddings', model);
      return postJson(url, toEmbeddingBody(model, input, dimensions));
    },
    response: fromEmbeddingResponse,
    batchMax,
  };
}

export const compatibleEmbeddings: EmbeddingWire = embeddingsAt(compatibleBatchMax);
