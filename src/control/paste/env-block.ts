import { presets } from '../../providers/openai-compatible/presets.ts';
import { isPlaceholder } from '../secret-shapes/placeholders.ts';
import { applyAddress } from './address.ts';
import { entraTokenUrl } from './address-azure.ts';
import { type Draft, secretFields, type TextField, textFields } from './draft.ts';
import { adoptStrays, type Families, type Value, type Values } from './env-families.ts';
import type { Family, Role } from './env-variables.ts';
import { applyGoogleKeyFile, findGoogleRefusal, findJsonObject, isGoogleKeyFile } from './google-key-file.ts';
import { applyKeyByShape, findKeyOwner } from './key-hints.ts';

/** Takes one account out of the block: the first that has a secret, or the first at all. */
export function applyFamilies(draft: Draft, families: Families, otherLines: number): boolean {
  hideAll(draft, families);
  adoptStrays(families);
  const chosen = choose(families);
  if (chosen === undefined) return false;
  const values = families.get(chosen) ?? new Map<Role, Value[]>();
  applyFamily(draft, chosen, values);
  const others = [...families.keys()].filter((family) => family !== chosen);
  if (others.length > 0) {
    draft.note(
      `Taken: ${titleOf(chosen)}. Left out: ${others.map(titleOf).join(', ')}. Paste each on its own.`,
    );
  }
  if (otherLines > 0) draft.note(`${otherLines} other line${otherLines === 1 ? ' was' : 's were'} not read.`);
  return true;
}

function hideAll(draft: Draft, families: Families): void {
  for (const values of families.values()) {
    for (const [role, found] of values) {
      if (secretFields.has(role)) for (const { value } of found) draft.hide(value);
    }
  }
}

function choose(families: Families): Family | undefined {
  const hasSecret = ([, values]: [Family, Values]) =>
    [...values].some(
      ([role, found]) => secretFields.has(role) && found.some(({ value }) => !isPlaceholder(value)),
    );
  return (
    [...families].find(hasSecret)?.[0] ??
    [...families].find(([family]) => family !== 'plain')?.[0] ??
    [...families].find(([, values]) => values.has('address') || values.has('api_key'))?.[0]
  );
}

function titleOf(family: Family): string {
  const preset = presets.find(({ id }) => family === `preset:${id}`);
  return preset?.name ?? titles[family] ?? 'another account';
}

const titles: Partial<Record<Family, string>> = {
  openai: 'OpenAI',
  anthropic: 'Anthropic',
  azure: 'Azure OpenAI',
  aws: 'AWS Bedrock',
  gemini: 'Gemini',
  vertex: 'Vertex AI',
  ollama: 'Ollama',
  oauth2: 'OAuth2 gateway',
  plain: 'an account without a provider’s name',
};

function applyFamily(draft: Draft, family: Family, values: Values): void {
  draft.title = family === 'plain' ? undefined : titleOf(family);
  if (family === 'plain') {
    applyPlain(draft, values);
    return;
  }
  const [provider, credsType] = natureOf(family);
  draft.provider = provider;
  draft.credsType = credsType;
  const preset = presets.find(({ id }) => family === `preset:${id}`);
  applyAddresses(draft, values);
  if (preset)
    draft.set(
      'base_url',
      values.has('address') ? undefined : preset.baseUrl,
      `Base URL of ${preset.name}`,
      `the name of the variable`,
    );
  if (family === 'azure') applyAzureTenant(draft, values);
  if (family === 'vertex') applyKeyFiles(draft, values);
  applyRest(draft, family, values);
  if (family === 'vertex') draft.titleDetail ??= draft.get('gcp_project');
  if (family === 'aws') draft.titleDetail ??= draft.get('aws_region');
}

function natureOf(family: Family): [NonNullable<Draft['provider']>, NonNullable<Draft['credsType']>] {
  switch (family) {
    case 'anthropic':
    case 'ollama':
      return [family, 'API_KEY'];
    case 'azure':
      return ['azure_openai', 'AZURE'];
    case 'aws':
      return ['bedrock', 'AWS'];
    case 'gemini':
    case 'vertex':
      return ['google', 'GCP'];
    case 'oauth2':
      return ['openai', 'OAUTH2'];
    default:
      return ['openai', 'API_KEY'];
  }
}

/** Addresses first: they may say that the key is somebody else's than the variable's name does. */
function applyAddresses(draft: Draft, values: Values): void {
  for (const { known, value } of values.get('address') ?? []) {
    if (isPlaceholder(value)) {
      draft.miss(
        draft.provider === 'azure_openai' ? 'azure_endpoint' : 'base_url',
        'A placeholder stands in its place.',
      );
      continue;
    }
    if (draft.provider === 'azure_openai' && !value.includes('azure.')) {
      // Behind API Management the host is the company's own.
      draft.set('azure_endpoint', value, 'Endpoint', known);
      continue;
    }
    const given = draft.provider;
    if (given === 'anthropic')
      draft.set('base_url', value.includes('api.anthropic.com') ? undefined : value, 'Base URL', known);
    else if (given === 'ollama') draft.set('base_url', ollamaUrl(value), 'Base URL', known);
    else if (!applyTelling(draft, value, known)) draft.note(`${known} holds no address that can be used.`);
  }
}

/** `OLLAMA_HOST` may be a host alone, and `0.0.0.0` in it means where the server listens, not where it is. */
function ollamaUrl(value: string): string {
  const url = value.includes('://') ? value : `http://${value}`;
  return url.replace('//0.0.0.0', '//localhost');
}

/** An address of a known host decides whose account this is. */
function applyTelling(draft: Draft, value: string, known: string): boolean {
  const { provider, credsType, title } = draft;
  if (credsType === 'API_KEY') {
    draft.provider = undefined;
    draft.credsType = undefined;
    draft.title = undefined;
  }
  if (applyAddress(draft, value, known)) return true;
  draft.provider = provider;
  draft.credsType = credsType;
  draft.title = title;
  return false;
}

function applyAzureTenant(draft: Draft, values: Values): void {
  if (values.has('api_key')) {
    if (values.has('azure_client_secret'))
      draft.note('Both a key and a service principal were there: the key was taken.');
    for (const role of ['azure_client_id', 'azure_client_secret', 'azure_token_url', 'tenant'] as const)
      values.delete(role);
    return;
  }
  const [tenant] = values.get('tenant') ?? [];
  if (!tenant) return;
  const url = isPlaceholder(tenant.value)
    ? undefined
    : entraTokenUrl(tenant.value, values.get('authority')?.[0]?.value);
  if (url === undefined) draft.miss('azure_token_url', `${tenant.known} holds no directory’s ID.`);
  else draft.set('azure_token_url', url, 'Token URL of the directory', tenant.known);
}

function applyKeyFiles(draft: Draft, values: Values): void {
  for (const { known, value } of values.get('gcp_service_account') ?? []) {
    const file = findJsonObject(value);
    const refusal = file && findGoogleRefusal(file);
    if (refusal !== undefined) draft.miss('gcp_service_account', refusal);
    else if (file && isGoogleKeyFile(file)) applyGoogleKeyFile(draft, file, known);
    else
      draft.miss('gcp_service_account', `${known} does not hold a key file’s JSON: paste the file itself.`);
  }
  values.delete('gcp_service_account');
  if (values.has('key_file_path')) {
    draft.miss(
      'gcp_service_account',
      'GOOGLE_APPLICATION_CREDENTIALS only says where the key file lies: paste the file itself.',
    );
  }
}

function applyRest(draft: Draft, family: Family, values: Values): void {
  if (family === 'aws') settleAws(draft, values);
  for (const field of textFields) {
    for (const { known, value } of values.get(field) ?? []) {
      if (field === 'api_key') draft.setKey(value, known);
      else setField(draft, field, value, known);
    }
  }
  if (
    draft.provider === 'azure_openai' &&
    draft.get('azure_endpoint')?.endsWith('/openai/v1') &&
    draft.has('api_version')
  ) {
    draft.note('The endpoint ends in /openai/v1, which needs no API version.');
  }
  applyModels(draft, values);
  const headers = [
    ['organization', 'OpenAI-Organization'],
    ['project_header', 'OpenAI-Project'],
  ] as const;
  for (const [role, header] of headers) {
    const [found] = values.get(role) ?? [];
    if (found) draft.setHeader(header, found.value);
  }
}

function setField(draft: Draft, field: TextField, value: string, known: string): void {
  const isSecret = secretFields.has(field);
  draft.set(field, value, isSecret ? 'Secret' : (show) => show(value), known);
}

function applyModels(draft: Draft, values: Values): void {
  for (const { known, value } of values.get('model') ?? []) draft.setModel(value, known);
  for (const { known, value } of values.get('deployment') ?? []) draft.setDeployment(value, known);
}

/** AWS's own libraries prefer the bearer token, and a role is taken only where there are no keys. */
function settleAws(draft: Draft, values: Values): void {
  const keys = ['aws_access_key_id', 'aws_secret_access_key', 'aws_session_token'] as const;
  const dropped: Role[] = [];
  if (values.has('api_key')) dropped.push(...keys, 'aws_role_arn');
  else if (values.has('aws_secret_access_key')) dropped.push('aws_role_arn');
  if (dropped.some((role) => values.has(role))) {
    draft.note(
      `${values.has('api_key') ? 'The Bedrock API key was' : 'The access keys were'} taken; other ways to sign in to AWS were left out.`,
    );
  }
  for (const role of dropped) values.delete(role);
}

/** `api_key` and `base_url` without a provider's name: the address decides, else the key's shape. */
function applyPlain(draft: Draft, values: Values): void {
  for (const { known, value } of values.get('address') ?? []) {
    if (isPlaceholder(value)) draft.miss('base_url', 'A placeholder stands in its place.');
    else applyAddress(draft, value, known.toLowerCase());
  }
  for (const { known, value } of values.get('api_key') ?? []) {
    if (draft.provider === undefined || findKeyOwner(value) === undefined)
      applyKeyByShape(draft, value, known.toLowerCase());
    else draft.setKey(value, known.toLowerCase());
  }
  applyModels(draft, values);
}
