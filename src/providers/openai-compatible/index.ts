import type { Field, Variant } from '../catalogue.ts';
import {
  baseUrlField,
  commonFields,
  connectionTo,
  keyInHeader,
  takeCommonOptions,
} from '../common-options.ts';
import { takeBaseUrl } from '../heal-url.ts';
import { takeKey } from '../key-shapes.ts';
import type { Provider } from '../provider.ts';
import { DraftFields } from '../read-fields.ts';
import { classifyOpenai } from './errors.ts';
import { compatibleListing } from './listing.ts';
import { oauth2Auth, oauth2Fields, takeOauth2 } from './oauth2-fields.ts';
import { knownBases, presets } from './presets.ts';
import { signedHeaders, sigv4Auth, sigv4Fields, takeSigv4 } from './sigv4-fields.ts';
import { compatibleChat, compatibleChatAt, compatibleEmbeddings } from './wire.ts';

const base: Field = {
  ...baseUrlField,
  required: true,
  advanced: false,
  help: 'Up to /v1: what stands before /chat/completions.',
};
const keyField: Field = {
  name: 'api_key',
  label: 'API key',
  required: false,
  secret: true,
  help: 'Leave it empty where the server wants none.',
};
/** A signature says where it stands and what it covers. */
const unsignedOptions = commonFields.filter(({ name }) => name !== 'auth_header' && name !== 'auth_prefix');

const variants: readonly Variant[] = [
  { id: 'api_key', credsType: 'API_KEY', auth: 'API key', fields: [base, keyField, ...commonFields] },
  {
    id: 'oauth2',
    credsType: 'OAUTH2',
    auth: 'OAuth2 client credentials',
    fields: [base, ...oauth2Fields, ...commonFields],
  },
  {
    id: 'sigv4',
    credsType: 'AWS',
    auth: 'AWS signature',
    fields: [base, ...sigv4Fields, ...unsignedOptions],
  },
];

export const openaiCompatible: Provider = {
  id: 'openai_compatible',
  name: 'OpenAI-compatible',
  provider: 'openai',
  variants,
  presets,
  read(variant, fields) {
    const draft = new DraftFields(fields);
    takeBaseUrl(draft, 'base_url', { required: true, knownBases });
    switch (variant.id) {
      case 'sigv4':
        takeSigv4(draft);
        takeCommonOptions(draft, { reserved: signedHeaders });
        break;
      case 'oauth2':
        takeOauth2(draft);
        takeCommonOptions(draft, { authHeader: 'Authorization' });
        break;
      default: {
        const key = takeKey(draft, 'api_key', { owner: 'any', required: false });
        takeCommonOptions(draft, { authHeader: 'Authorization', holdsKey: key !== undefined });
      }
    }
    return draft.toReading();
  },
  connect(variantId, settings) {
    const baseUrl = settings['base_url'] ?? '';
    switch (variantId) {
      case 'sigv4':
        return connectionTo(settings, { auth: sigv4Auth(settings), baseUrl });
      case 'oauth2': {
        const elsewhere = { client_secret: [settings['token_url'] ?? ''] };
        return connectionTo(settings, { auth: oauth2Auth(settings), baseUrl, elsewhere });
      }
      default: {
        const auth = keyInHeader(settings, 'api_key', { header: 'Authorization', prefix: 'Bearer ' });
        return connectionTo(settings, { auth, baseUrl });
      }
    }
  },
  listing: compatibleListing,
  chat: compatibleChat,
  chatFor: (settings, model, _chat, extras) =>
    compatibleChatAt(settings['base_url'] ?? '', extras?.family ?? model),
  embeddings: compatibleEmbeddings,
  classify: classifyOpenai,
};
