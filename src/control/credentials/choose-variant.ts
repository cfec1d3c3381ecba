import type { CreateCredentialBody } from '../../contract/credentials.ts';
import { PlugboardError } from '../../kernel/errors.ts';
import type { Variant } from '../../providers/catalogue.ts';
import type { Provider, ProviderName } from '../../providers/provider.ts';
import { findProviderById } from '../../providers/registry.ts';

export interface Chosen {
  provider: Provider;
  variant: Variant;
}

type Fields = Partial<CreateCredentialBody> & Pick<CreateCredentialBody, 'creds_type'>;

/**
 * Which way of authenticating the fields describe. `unbound`: a key with nothing that says whose it is; the first
 * call that names a provider binds it.
 */
export function chooseVariant(fields: Fields): Chosen | 'unbound' {
  const chosen = choose(fields);
  if (chosen !== 'unbound' && fields.provider !== undefined && fields.provider !== chosen.provider.provider) {
    throw wrongProvider(fields.creds_type, fields.provider);
  }
  return chosen;
}

/**
 * Whether nothing but the address says whose wire it is: it is called as OpenAI’s until a call names a provider, which
 * may be another one that takes the same fields.
 */
export function isAssumed({ creds_type, provider, aws_service }: Fields, chosen: Chosen): boolean {
  const isForOpenaiAlone = creds_type === 'OAUTH2' || aws_service !== undefined;
  return provider === undefined && chosen.provider.id === 'openai_compatible' && !isForOpenaiAlone;
}

function choose(fields: Fields): Chosen | 'unbound' {
  switch (fields.creds_type) {
    case 'API_KEY':
      return chooseApiKey(fields);
    case 'OAUTH2':
      return pick('openai_compatible', 'oauth2');
    case 'AWS':
      return chooseAws(fields);
    case 'AZURE':
      return pick('azure_openai', isServicePrincipal(fields) ? 'azure_service_principal' : 'azure_key');
    case 'GCP':
      return isServiceAccount(fields) ? pick('vertex', 'service_account') : pick('google', 'gemini_key');
  }
}

function chooseApiKey({ provider, base_url }: Fields): Chosen | 'unbound' {
  switch (provider) {
    case undefined:
      return base_url === undefined ? 'unbound' : pick('openai_compatible', 'api_key');
    case 'openai':
      return base_url === undefined ? pick('openai', 'api_key') : pick('openai_compatible', 'api_key');
    case 'anthropic':
      return pick('anthropic', 'api_key');
    case 'ollama':
      return pick('ollama', 'api_key');
    case 'sandbox':
      return pick('sandbox', 'no_key');
    default:
      throw wrongProvider('API_KEY', provider);
  }
}

function chooseAws({ base_url, provider, api_key, aws_role_arn }: Fields): Chosen {
  const hasKeysAlone = api_key === undefined && aws_role_arn === undefined;
  const isGateway = provider === undefined && base_url !== undefined && hasKeysAlone;
  if (provider === 'openai' || isGateway) return pick('openai_compatible', 'sigv4');
  if (api_key !== undefined) return pick('bedrock', 'bedrock_api_key');
  return pick('bedrock', aws_role_arn === undefined ? 'aws_keys' : 'aws_role');
}

function isServicePrincipal({ azure_client_id, azure_client_secret, azure_token_url }: Fields): boolean {
  return azure_client_id !== undefined || azure_client_secret !== undefined || azure_token_url !== undefined;
}

function isServiceAccount({ gcp_service_account, gcp_project, gcp_location }: Fields): boolean {
  return gcp_service_account !== undefined || gcp_project !== undefined || gcp_location !== undefined;
}

/** Stored rows name their variant; a catalogue that no longer knows one is a fault of ours. */
export function pick(catalogueId: string, variantId: string): Chosen {
  const provider = findProviderById(catalogueId);
  const variant = provider?.variants.find((known) => known.id === variantId);
  if (!provider || !variant) throw new Error(`The catalogue has no ${catalogueId}/${variantId}`);
  return { provider, variant };
}

function wrongProvider(credsType: string, provider: ProviderName): PlugboardError {
  return new PlugboardError('invalid_request', {
    errors: [{ field: 'provider', detail: `${provider} does not take credentials of type ${credsType}` }],
  });
}
