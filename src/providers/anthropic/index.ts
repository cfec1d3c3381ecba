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
import { classifyMessages, failureInMessage } from '../wire-anthropic/errors.ts';
import { toMessages } from '../wire-anthropic/request.ts';
import { fromMessage } from '../wire-anthropic/response.ts';
import {
  beginMessageStream,
  decodeMessageEvent,
  type MessageStream,
  textEvent,
} from '../wire-anthropic/stream.ts';
import { listing } from './listing.ts';
import { versionHeader } from './version.ts';

const officialUrl = 'https://api.anthropic.com';
/** Without `/v1`, which is part of every path. */
const endings = ['/v1/messages', '/v1/models', '/v1'];
const keyHeader = { header: 'x-api-key', prefix: '' };
const host = { structuredOutputs: true, imageUrls: true, serviceTiers: true };

const variant: Variant = {
  id: 'api_key',
  credsType: 'API_KEY',
  auth: 'API key',
  fields: [
    {
      name: 'api_key',
      label: 'API key',
      required: true,
      secret: true,
      pattern: '^sk-ant-api03-.+$',
      help: 'From the Anthropic console, under API keys. It usually begins with sk-ant-api03-.',
    },
    baseUrlField,
    ...commonFields,
  ],
};

function read(_variant: Variant, fields: Readonly<Record<string, unknown>>): DraftReading {
  const draft = new DraftFields(fields);
  const baseUrl = takeOptionalBaseUrl(draft, { endings });
  // A server of one's own that speaks this protocol may want no key.
  const required = baseUrl === undefined && 'api_key is required for API_KEY creds type';
  takeKey(draft, 'api_key', { owner: baseUrl === undefined ? 'anthropic' : 'any', required });
  takeCommonOptions(draft, { authHeader: keyHeader.header, reserved: Object.keys(versionHeader) });
  return draft.toReading();
}

function connect(_variantId: string, settings: Settings): Connection {
  const baseUrl = settings['base_url'] ?? officialUrl;
  return connectionTo(settings, { auth: keyInHeader(settings, 'api_key', keyHeader), baseUrl });
}

const chat: ChatWire<MessageStream> = {
  framing: 'sse',
  takesImageUrls: () => true,
  request(connection, settings, model, asked, extras) {
    const request = fitToOwnRule(model, asked, extras);
    const url = endpointUrl(connection, settings['chat_path'], '/v1/messages', model);
    const stream = request.stream === true;
    const body = { model, ...toMessages(request, model, host, extras), ...(stream && { stream }) };
    const plan = postJson(url, body, stream ? 'text/event-stream' : 'application/json');
    return { ...plan, headers: { ...plan.headers, ...versionHeader } };
  },
  response: fromMessage,
  failureIn: failureInMessage,
  textEvent,
  beginStream: beginMessageStream,
  decode: decodeMessageEvent,
};

export const anthropic: Provider = {
  id: 'anthropic',
  name: 'Anthropic',
  provider: 'anthropic',
  variants: [variant],
  presets: [],
  read,
  connect,
  listing,
  chat,
  // There are none, and Anthropic points to another company for them.
  embeddings: null,
  classify: (answer) => classifyMessages(answer),
};
