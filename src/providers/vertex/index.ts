import { isObject } from '../../kernel/json-values.ts';
import type { Variant } from '../catalogue.ts';
import {
  baseUrlField,
  commonFields,
  connectionTo,
  takeCommonOptions,
  takeOptionalBaseUrl,
} from '../common-options.ts';
import type { Connection, DraftReading, Provider, Settings } from '../provider.ts';
import { DraftFields } from '../read-fields.ts';
import { isUrlPart } from '../url-parts.ts';
import { classifyMessages } from '../wire-anthropic/errors.ts';
import { classifyGoogle } from '../wire-gemini/errors.ts';
import { chat } from './chat.ts';
import { embeddings } from './embeddings.ts';
import { openModelChat } from './open-models.ts';
import { accountField, takeServiceAccount, tokenUrl } from './service-account.ts';

const variant: Variant = {
  id: 'service_account',
  credsType: 'GCP',
  auth: 'Service account',
  fields: [
    {
      name: 'gcp_project',
      label: 'Project',
      required: true,
      secret: false,
      pattern: '^[a-z][a-z0-9\\-]{4,61}[a-z0-9]$',
      help: 'The id of the Google Cloud project, not its name.',
    },
    {
      name: 'gcp_location',
      label: 'Location',
      required: true,
      secret: false,
      pattern: '^[a-z0-9\\-]{1,63}$',
      help: 'A region such as us-central1, or global. New models are often in global only.',
    },
    {
      name: accountField,
      label: 'Service account JSON',
      required: true,
      secret: true,
      multiline: true,
      help: 'The whole key file of a service account with the role Vertex AI User.',
    },
    baseUrlField,
    // Google takes its tokens in one place only.
    ...commonFields.filter(({ name }) => !name.startsWith('auth_')),
  ],
};

function read(_variant: Variant, fields: Readonly<Record<string, unknown>>): DraftReading {
  const draft = new DraftFields(fields);
  for (const name of ['gcp_project', 'gcp_location']) {
    const typed = draft.takeText(name, { required: true });
    if (typed !== undefined && !isUrlPart(typed)) {
      draft.refuse(name, `${name} may hold lower-case letters, digits and hyphens only`);
    }
  }
  takeServiceAccount(draft);
  takeOptionalBaseUrl(draft, { endings: [] });
  takeCommonOptions(draft, { reserved: ['authorization'] });
  return draft.toReading();
}

function connect(_variantId: string, settings: Settings): Connection {
  return connectionTo(settings, {
    baseUrl: settings['base_url'] ?? `https://${hostOf(settings['gcp_location'] ?? '')}/v1`,
    auth: {
      kind: 'google_jwt',
      tokenUrl,
      scope: 'https://www.googleapis.com/auth/cloud-platform',
      clientEmail: settings['gcp_client_email'] ?? '',
      keyId: settings['gcp_private_key_id'] ?? '',
      secret: accountField,
    },
    elsewhere: { [accountField]: [tokenUrl] },
  });
}

function hostOf(location: string): string {
  if (location === 'global') return 'aiplatform.googleapis.com';
  if (location === 'us' || location === 'eu') return `aiplatform.${location}.rep.googleapis.com`;
  return `${location}-aiplatform.googleapis.com`;
}

export const vertex: Provider = {
  id: 'vertex',
  name: 'Google Vertex AI',
  provider: 'google',
  variants: [variant],
  presets: [],
  read,
  connect,
  // The catalogue of publishers says nothing about what this project may call, and leaves most Gemini models out.
  listing: null,
  chat,
  chatFor: (_settings, model) => openModelChat(model),
  embeddings,
  // Claude's own errors have Anthropic's shape, the platform's have Google's.
  classify: (answer) =>
    isObject(answer.body) && answer.body['type'] === 'error'
      ? classifyMessages(answer)
      : classifyGoogle(answer),
};
