import { listOf, objectOf, textOf } from '../../kernel/json-values.ts';
import {
  baseUrlField,
  commonFields,
  connectionTo,
  endpointUrl,
  getJson,
  keyInHeader,
  postJson,
  takeCommonOptions,
} from '../common-options.ts';
import { takeBaseUrl } from '../heal-url.ts';
import { takeKey } from '../key-shapes.ts';
import { fitToOwnRule } from '../openai-compatible/model-rules.ts';
import type { Provider } from '../provider.ts';
import { DraftFields } from '../read-fields.ts';
import { wholeVectors } from '../readable-answers.ts';
import { joinUrl } from '../url-parts.ts';
import { countOf, numbersOf } from '../wire-values.ts';
import { classifyOllama, failureInBody, failureInOllama } from './errors.ts';
import { readShown, readTags } from './models.ts';
import { toOllamaChat } from './request.ts';
import { fromOllamaChat } from './response.ts';
import { beginOllamaStream, decodeOllamaLine } from './stream.ts';

/** Longest first. `/v1` is the other protocol on the same server: openai_compatible speaks that one. */
const endings = ['/v1/chat/completions', '/v1/models', '/api/chat', '/api/tags', '/api/embed', '/api', '/v1'];
/** A model is loaded once for all of them; more would only make one answer very long. */
const batchMax = 64;

export const ollama: Provider = {
  id: 'ollama',
  name: 'Ollama',
  provider: 'ollama',
  variants: [
    {
      id: 'api_key',
      credsType: 'API_KEY',
      auth: 'API key',
      fields: [
        {
          ...baseUrlField,
          required: true,
          advanced: false,
          help: 'Such as http://ollama.internal:11434. A private address needs the operator’s leave.',
        },
        {
          name: 'api_key',
          label: 'API key',
          required: false,
          secret: true,
          help: 'Leave it empty unless the server, or a proxy before it, wants one.',
        },
        ...commonFields,
      ],
    },
  ],
  presets: [{ id: 'ollama_cloud', name: 'Ollama’s cloud', baseUrl: 'https://ollama.com' }],
  read(_variant, fields) {
    const draft = new DraftFields(fields);
    takeBaseUrl(draft, 'base_url', { required: true, endings });
    const key = takeKey(draft, 'api_key', { owner: 'ollama', required: false });
    takeCommonOptions(draft, { authHeader: 'Authorization', holdsKey: key !== undefined });
    return draft.toReading();
  },
  connect(_variantId, settings) {
    const auth = keyInHeader(settings, 'api_key', { header: 'Authorization', prefix: 'Bearer ' });
    return connectionTo(settings, { auth, baseUrl: settings['base_url'] ?? '' });
  },
  listing: {
    request: ({ baseUrl }, settings) => getJson(joinUrl(baseUrl, settings['models_path'] ?? '/api/tags')),
    read: readTags,
    // Open on a server of one's own, and on Ollama's cloud as well.
    provesKey: false,
  },
  lookup: {
    request: ({ baseUrl }, _settings, model) => postJson(joinUrl(baseUrl, '/api/show'), { model }),
    read: readShown,
  },
  chat: {
    framing: 'ndjson',
    request(connection, settings, model, asked, extras) {
      const chat = fitToOwnRule(model, asked, extras);
      const url = endpointUrl(connection, settings['chat_path'], '/api/chat', model);
      const body = toOllamaChat(model, chat, extras);
      return postJson(url, body, chat.stream ? 'application/x-ndjson' : undefined);
    },
    response: fromOllamaChat,
    failureIn: failureInOllama,
    beginStream: beginOllamaStream,
    decode: decodeOllamaLine,
  },
  embeddings: {
    request(connection, settings, model, input, dimensions) {
      const url = endpointUrl(connection, settings['embeddings_path'], '/api/embed', model);
      // Without `truncate: false` a text that is too long would be cut, and its vector be that of another text.
      const body = { model, input, truncate: false, ...(dimensions !== undefined && { dimensions }) };
      return postJson(url, body);
    },
    failureIn: ({ body, headers }) => failureInBody(body, headers),
    response({ body }) {
      const { embeddings, prompt_eval_count: tokens, model: reported } = objectOf(body);
      const model = textOf(reported);
      const vectors = wholeVectors(listOf(embeddings).map(numbersOf));
      return { vectors, promptTokens: countOf(tokens) ?? null, ...(model && { model }) };
    },
    batchMax,
  },
  classify: classifyOllama,
};
