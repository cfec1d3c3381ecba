import type { Field, Variant } from '../catalogue.ts';
import { baseUrlField, commonFields, takeCommonOptions, takeOptionalBaseUrl } from '../common-options.ts';
import { readUrl, takeTokenUrl } from '../heal-url.ts';
import { takeKey } from '../key-shapes.ts';
import type { DraftReading } from '../provider.ts';
import { DraftFields } from '../read-fields.ts';
import { isHostOf } from '../url-parts.ts';
import { isDatedVersion, isV1Version } from './api-version.ts';
import { isV1, readAzureEndpoint } from './endpoint.ts';

const place: readonly Field[] = [
  {
    name: 'azure_endpoint',
    label: 'Endpoint',
    required: true,
    secret: false,
    help: 'https://<resource>.openai.azure.com, or the same with /openai/v1.',
  },
  {
    name: 'api_version',
    label: 'API version',
    required: false,
    secret: false,
    pattern: '^\\d{4}-\\d{2}-\\d{2}(-preview)?$',
    help: 'Such as 2024-10-21. Not needed where the endpoint ends in /openai/v1.',
  },
];

export const azureKey: Variant = {
  id: 'azure_key',
  credsType: 'AZURE',
  auth: 'API key',
  fields: [
    ...place,
    {
      name: 'api_key',
      label: 'API key',
      required: true,
      secret: true,
      help: 'One of the resource’s two keys.',
    },
    baseUrlField,
    ...commonFields,
  ],
};

export const azureServicePrincipal: Variant = {
  id: 'azure_service_principal',
  credsType: 'AZURE',
  auth: 'Service principal',
  fields: [
    ...place,
    {
      name: 'azure_client_id',
      label: 'Client ID',
      required: true,
      secret: false,
      help: 'Of the application.',
    },
    {
      name: 'azure_client_secret',
      label: 'Client secret',
      required: true,
      secret: true,
      help: 'The secret’s value, not its id.',
    },
    {
      name: 'azure_token_url',
      label: 'Token URL',
      required: true,
      secret: false,
      help: 'https://login.microsoftonline.com/<tenant-id>/oauth2/v2.0/token',
    },
    {
      name: 'scope',
      label: 'Scope',
      required: false,
      secret: false,
      advanced: true,
      help: 'Of the token, if not the usual one of this kind of endpoint.',
    },
    baseUrlField,
    ...commonFields,
  ],
};

const placeMissing = 'azure_endpoint and api_version are required';

export function readAzure(variant: Variant, fields: Readonly<Record<string, unknown>>): DraftReading {
  const draft = new DraftFields(fields);
  takePlace(draft);
  takeOptionalBaseUrl(draft);
  if (variant.id === azureServicePrincipal.id) {
    draft.takeText('azure_client_id', { required: true });
    draft.takeSecret('azure_client_secret', { required: true });
    takeEntraUrl(draft);
    draft.takeText('scope');
    takeCommonOptions(draft, { authHeader: 'Authorization' });
  } else {
    takeKey(draft, 'api_key', { owner: 'azure_openai', required: true });
    takeCommonOptions(draft, { authHeader: 'api-key' });
  }
  return draft.toReading();
}

function takePlace(draft: DraftFields): void {
  const typed = draft.takeText('azure_endpoint', { required: placeMissing });
  const typedVersion = draft.takeText('api_version');
  if (typed === undefined) return;
  const reading = readAzureEndpoint(typed);
  if (!reading.ok) {
    draft.refuse('azure_endpoint', `azure_endpoint ${reading.detail}`);
    return;
  }
  const { endpoint, healed, apiVersion } = reading;
  draft.keep('azure_endpoint', endpoint);
  if (endpoint !== typed) {
    draft.heal('azure_endpoint', healed.join(', ') || 'took the slash at its end away', endpoint);
  }
  if (endpoint.startsWith('http:')) {
    draft.warn('azure_endpoint', 'azure_endpoint is plain http: keys and texts travel unencrypted');
  }
  takeVersion(draft, {
    version: typedVersion ?? apiVersion,
    typed: typedVersion !== undefined,
    v1: isV1(endpoint),
  });
}

function takeVersion(
  draft: DraftFields,
  { version, typed, v1 }: { version: string | undefined; typed: boolean; v1: boolean },
): void {
  if (version === undefined) {
    if (!v1) draft.refuse('api_version', placeMissing);
    return;
  }
  if (v1 && isDatedVersion(version)) {
    draft.drop('api_version');
    draft.heal('api_version', 'took it away: the v1 path takes no dated version');
  } else if (v1 ? isV1Version(version) : isDatedVersion(version)) {
    draft.keep('api_version', version);
    if (!typed) draft.heal('api_version', 'took it from the endpoint’s query', version);
  } else draft.refuse('api_version', 'api_version must be a date such as 2024-10-21 or 2024-12-01-preview');
}

const entraHosts = [
  'login.microsoftonline.com',
  'login.microsoftonline.us',
  'login.partner.microsoftonline.cn',
];

/** The old token endpoint wants a `resource` in place of a scope; and the directory's address alone is a common paste. */
function takeEntraUrl(draft: DraftFields): void {
  const field = 'azure_token_url';
  const url = takeTokenUrl(draft, field);
  if (url === undefined) return;
  if (!entraHosts.some((host) => isHostOf(url, host))) {
    draft.warn(field, `${field} is not one of Microsoft’s own: the client secret is sent there`);
    return;
  }
  const [, directory] = /^(https:\/\/[^/]+\/[^/?]+)(?:\/(?:oauth2(?:\/token)?)?)?$/.exec(url) ?? [];
  if (directory === undefined) return;
  const whole = `${directory}/oauth2/v2.0/token`;
  if (!readUrl(whole).ok) return;
  draft.keep(field, whole);
  draft.heal(field, 'completed it to the v2.0 token endpoint', whole);
}
