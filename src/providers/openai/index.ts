import {
  baseUrlField,
  commonFields,
  connectionTo,
  endpointUrl,
  getJson,
  keyInHeader,
  takeCommonOptions,
  takeOptionalBaseUrl,
} from '../common-options.ts';
import { takeKey } from '../key-shapes.ts';
import { classifyOpenai } from '../openai-compatible/errors.ts';
import { compatibleListing, readModelList } from '../openai-compatible/listing.ts';
import { knownBases } from '../openai-compatible/presets.ts';
import { isOpenai } from '../openai-compatible/quirks.ts';
import { findResponsesWire } from '../openai-compatible/responses/wire.ts';
import { compatibleChatAt, embeddingsAt } from '../openai-compatible/wire.ts';
import type { Connection, Provider, Settings } from '../provider.ts';
import { DraftFields } from '../read-fields.ts';
import { encodeSegment, joinUrl } from '../url-parts.ts';
import { isNeverChat, kindOfModel, withKind } from './models.ts';

const officialBase = 'https://api.openai.com/v1';
/** What one request may carry; 300,000 tokens in all. */
const batchMax = 2_048;

export const openai: Provider = {
  id: 'openai',
  name: 'OpenAI',
  provider: 'openai',
  variants: [
    {
      id: 'api_key',
      credsType: 'API_KEY',
      auth: 'API key',
      fields: [
        {
          name: 'api_key',
          label: 'API key',
          required: true,
          secret: true,
          pattern: '^sk-(proj|svcacct)-.+$',
          help: 'A project or service-account key: sk-proj-… or sk-svcacct-….',
        },
        baseUrlField,
        ...commonFields,
      ],
    },
  ],
  presets: [],
  read(_variant, fields) {
    const draft = new DraftFields(fields);
    const baseUrl = takeOptionalBaseUrl(draft, { knownBases });
    takeKey(draft, 'api_key', {
      owner: baseUrl === undefined ? 'openai' : 'any',
      required: 'api_key is required for API_KEY creds type',
    });
    takeCommonOptions(draft, { authHeader: 'Authorization' });
    return draft.toReading();
  },
  connect(_variantId, settings) {
    const auth = keyInHeader(settings, 'api_key', { header: 'Authorization', prefix: 'Bearer ' });
    return connectionTo(settings, { auth, baseUrl: baseOf(settings) });
  },
  listing: {
    request: compatibleListing.request,
    read: (answer) => ({ models: readModelList(answer).models.map(withKind) }),
    provesKey: true,
  },
  lookup: {
    request(connection, settings, model) {
      const models = joinUrl(connection.baseUrl, settings['models_path'] ?? '/models');
      return getJson(joinUrl(models, encodeSegment(model)));
    },
    read: (_answer, model) => ({ id: model, kind: kindOfModel(model) }),
  },
  neverChat: (settings, model) => isOpenai(baseOf(settings)) && isNeverChat(model),
  chat: { ...compatibleChatAt(officialBase), takesImageUrls: () => true },
  chatFor(settings, model, chat, extras) {
    const place = baseOf(settings);
    // Behind another base stands somebody else’s server, whatever its models are called.
    if (!isOpenai(place)) return compatibleChatAt(place, extras?.family ?? model);
    if (settings['chat_path'] !== undefined) return undefined;
    const urlAt = (connection: Connection) => endpointUrl(connection, undefined, '/responses', model);
    return findResponsesWire(extras?.family ?? model, chat, extras, { place, urlAt });
  },
  embeddings: embeddingsAt({ batchMax, takesTokens: true }),
  classify: classifyOpenai,
};

function baseOf(settings: Settings): string {
  return settings['base_url'] ?? officialBase;
}
