import { providerNames } from '../../contract/credentials.ts';
import { isObject, type JsonObject, textOf } from '../../kernel/json-values.ts';
import { credsTypes } from '../../providers/catalogue.ts';
import { type Draft, secretFields, textFields } from './draft.ts';
import { applyGoogleKeyFile, findJsonObject, isGoogleKeyFile } from './google-key-file.ts';

/** Whether this is what `POST /llm_credentials` takes, or what stands in `credential` of a test of it. */
export function isOwnBody(body: JsonObject): boolean {
  const { creds_type } = fieldsOf(body);
  return credsTypes.some((known) => known === creds_type) || hasOwnFields(fieldsOf(body));
}

function hasOwnFields(body: JsonObject): boolean {
  return textFields.some(
    (field) => typeof body[field] === 'string' && field !== 'scope' && field !== 'client_id',
  );
}

function fieldsOf(body: JsonObject): JsonObject {
  return isObject(body['credential']) ? body['credential'] : body;
}

export function applyOwnBody(draft: Draft, body: JsonObject): void {
  const fields = fieldsOf(body);
  const from = 'the JSON body';
  draft.credsType = credsTypes.find((known) => known === fields['creds_type']);
  draft.provider = providerNames.find((known) => known === (fields['provider'] ?? body['provider']));
  for (const field of secretFields) draft.hide(textOf(fields[field]));
  const name = textOf(fields['name']);
  if (name !== undefined && name.trim() !== '') draft.title = name.trim();
  for (const field of textFields) {
    const value = textOf(fields[field]);
    if (field === 'gcp_service_account') applyKeyFile(draft, fields[field]);
    else if (field === 'api_key' && value !== undefined) draft.setKey(value.trim(), from);
    else draft.set(field, value?.trim(), field, from);
  }
  const headers = fields['headers'];
  if (isObject(headers)) {
    for (const [header, value] of Object.entries(headers)) {
      if (typeof value === 'string') draft.setHeader(header, value);
    }
  }
  draft.setModel(textOf(body['model_name']), from);
  draft.setDeployment(textOf(body['deployment_name']), from);
  draft.credsType ??= guessType(draft);
  noteOthers(draft, fields);
}

function applyKeyFile(draft: Draft, value: unknown): void {
  const file = typeof value === 'string' ? findJsonObject(value) : value;
  if (isObject(file) && isGoogleKeyFile(file)) {
    const { title } = draft;
    applyGoogleKeyFile(draft, file, 'the JSON body');
    if (title !== undefined) {
      draft.title = title;
      draft.titleDetail = undefined;
    }
  } else if (value !== undefined) {
    if (typeof value === 'string') draft.hide(value);
    draft.miss('gcp_service_account', 'What was pasted for it is not the key file of a service account.');
  }
}

/** Bodies that were cut short often begin after the type. */
function guessType(draft: Draft): Draft['credsType'] {
  if (draft.has('azure_endpoint')) return 'AZURE';
  if (draft.has('aws_access_key_id') || draft.has('aws_role_arn') || draft.has('aws_region')) return 'AWS';
  if (draft.has('gcp_service_account') || draft.has('gcp_project')) return 'GCP';
  return draft.has('token_url') ? 'OAUTH2' : 'API_KEY';
}

const known = new Set<string>([
  ...textFields,
  ...[
    'name',
    'creds_type',
    'provider',
    'headers',
    'model_name',
    'deployment_name',
    'is_embedding',
    'credential',
  ],
]);

function noteOthers(draft: Draft, fields: JsonObject): void {
  const others = Object.keys(fields).filter((name) => !known.has(name)).length;
  if (others > 0)
    draft.note(`${others} other field${others === 1 ? ' was' : 's were'} left out: enter them in the form.`);
}
