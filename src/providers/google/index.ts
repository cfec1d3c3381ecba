import type { Variant } from '../catalogue.ts';
import {
  baseUrlField,
  commonFields,
  connectionTo,
  endpointUrl,
  keyInHeader,
  postJson,
  takeCommonOptions,
  takeOptionalBaseUrl,
} from '../common-options.ts';
import { takeKey } from '../key-shapes.ts';
import { fitToOwnRule } from '../openai-compatible/model-rules.ts';
import type { ChatWire, Connection, DraftReading, Provider, Settings } from '../provider.ts';
import { DraftFields } from '../read-fields.ts';
import { classifyGoogle, failureInContent } from '../wire-gemini/errors.ts';
import { verbPath } from '../wire-gemini/paths.ts';
import { toGenerateContent } from '../wire-gemini/request.ts';
import { fromGenerateContent } from '../wire-gemini/response.ts';
import {
  beginContentStream,
  type ContentStream,
  decodeContentEvent,
  endContentStream,
} from '../wire-gemini/stream.ts';
import { embeddings } from './embeddings.ts';
import { listing, lookup } from './listing.ts';
import { bareModel, folderOf } from './model-names.ts';

const officialUrl = 'https://generativelanguage.googleapis.com/v1beta';
/** `/openai` is Google’s own OpenAI layer, which this wire has no use for. */
const endings = ['/openai/chat/completions', '/openai', '/models'];
/** The header rather than `?key=`, which ends up in everybody’s logs. */
const keyHeader = { header: 'x-goog-api-key', prefix: '' };

const variant: Variant = {
  id: 'gemini_key',
  credsType: 'GCP',
  auth: 'API key',
  fields: [
    {
      name: 'api_key',
      label: 'API key',
      required: true,
      secret: true,
      pattern: '^(AIza|AQ\\.).+$',
      help: 'From Google AI Studio. It usually begins with AIza or AQ.',
    },
    baseUrlField,
    ...commonFields,
  ],
};

function read(_variant: Variant, fields: Readonly<Record<string, unknown>>): DraftReading {
  const draft = new DraftFields(fields);
  const baseUrl = takeOptionalBaseUrl(draft, { endings, knownBases: [officialUrl] });
  // A server of one's own that speaks this protocol may want no key.
  const official = baseUrl === undefined || baseUrl === officialUrl;
  takeKey(draft, 'api_key', { owner: official ? 'google' : 'any', required: official });
  takeCommonOptions(draft, { authHeader: keyHeader.header });
  return draft.toReading();
}

function connect(_variantId: string, settings: Settings): Connection {
  const baseUrl = settings['base_url'] ?? officialUrl;
  return connectionTo(settings, { auth: keyInHeader(settings, 'api_key', keyHeader), baseUrl });
}

const host = 'gemini_api';

const chat: ChatWire<ContentStream> = {
  framing: 'sse',
  request(connection, settings, model, asked, extras) {
    const request = fitToOwnRule(model, asked, extras);
    const stream = request.stream === true;
    const path = settings['chat_path'] ?? `/${folderOf(model)}/{model}:generateContent`;
    const url = endpointUrl(connection, undefined, verbPath(path, stream), bareModel(model));
    const body = toGenerateContent(request, model, host, extras);
    return postJson(url, body, stream ? 'text/event-stream' : 'application/json');
  },
  response: (answer, context) => fromGenerateContent(answer, context, host),
  failureIn: failureInContent,
  beginStream: (context) => beginContentStream(context, host),
  decode: decodeContentEvent,
  endStream: endContentStream,
};

export const google: Provider = {
  id: 'google',
  name: 'Google Gemini',
  provider: 'google',
  variants: [variant],
  presets: [],
  read,
  connect,
  listing,
  lookup,
  chat,
  embeddings,
  classify: classifyGoogle,
};
