import { isObject, type JsonObject, parseJson, textOf } from '../../kernel/json-values.ts';
import type { Draft, Sentence } from './draft.ts';

/** What a key file is read for, and what identifies it; all else in it is left behind. */
const kept = [
  ...[
    'type',
    'project_id',
    'private_key_id',
    'private_key',
    'client_email',
    'client_id',
    'auth_uri',
    'token_uri',
  ],
  ...['auth_provider_x509_cert_url', 'client_x509_cert_url', 'universe_domain'],
];

const otherTypes: Readonly<Record<string, string>> = {
  authorized_user:
    'is the sign-in of a person (gcloud auth application-default login), which is bound to that person',
  external_account:
    'names addresses and commands that would be fetched and run to get a token, which is never done here',
  external_account_authorized_user:
    'is the sign-in of a person from another directory, which is bound to that person',
  impersonated_service_account: 'is a person’s right to act as a service account, not that account’s own key',
  gdch_service_account: 'belongs to an air-gapped Google cloud',
};

/** What kind of Google file this is, and why it cannot be used; undefined where it is none or the right one. */
export function findGoogleRefusal(file: JsonObject): string | undefined {
  const why = otherTypes[textOf(file['type']) ?? ''];
  if (why !== undefined) return `This Google file ${why}. Paste the JSON key file of a service account.`;
  if (isObject(file['installed']) || isObject(file['web'])) {
    return 'This is an OAuth client for signing people in, not a service account. Paste the JSON key file of a service account.';
  }
  return undefined;
}

export function isGoogleKeyFile(file: JsonObject): boolean {
  const isMarked = file['type'] === 'service_account';
  return isMarked || (typeof file['private_key'] === 'string' && typeof file['client_email'] === 'string');
}

/** Parses text that may be a key file, in quotes or escaped as it comes out of environment files and other JSON. */
export function findJsonObject(text: string): JsonObject | undefined {
  for (const candidate of spellingsOf(text.trim())) {
    const once = parseJson(candidate);
    const value = typeof once === 'string' ? parseJson(once) : once;
    if (isObject(value)) return value;
  }
  return undefined;
}

function spellingsOf(text: string): string[] {
  const start = text.indexOf('{');
  const end = text.lastIndexOf('}');
  if (start === -1 || end < start) return [];
  const inside = text.slice(start, end + 1);
  return [
    text,
    inside,
    inside.replaceAll('\\"', '"'),
    inside.replaceAll('\\"', '"').replaceAll('\\\\n', '\\n'),
    // A key that was unfolded has line ends inside its quotes, which JSON forbids.
    inside.replaceAll('\n', '\\n').replaceAll('{\\n', '{').replaceAll(',\\n', ',').replaceAll('\\n}', '}'),
  ];
}

export function applyGoogleKeyFile(draft: Draft, file: JsonObject, from: Sentence): void {
  draft.provider = 'google';
  draft.credsType = 'GCP';
  draft.title = 'Vertex AI';
  const project = textOf(file['project_id']);
  if (project !== undefined) draft.titleDetail = project;
  for (const value of Object.values(file)) if (isLong(value)) draft.hide(value);
  const email = textOf(file['client_email']);
  const text = JSON.stringify(
    Object.fromEntries(kept.filter((name) => isText(file[name])).map((name) => [name, file[name]])),
    null,
    2,
  );
  draft.hide(textOf(file['private_key']));
  if (!textOf(file['private_key'])?.includes('PRIVATE KEY')) {
    draft.miss('gcp_service_account', 'The file holds no private key: download it again.');
  } else {
    draft.set(
      'gcp_service_account',
      text,
      (show) => `Key file of ${email === undefined ? 'a service account' : show(email)}`,
      from,
    );
  }
  draft.set('gcp_project', project, (show) => `Project ${show(project ?? '')}`, 'project_id of the key file');
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

/** Any long text of the file may be its key, wherever somebody put it; addresses and names are not. */
function isLong(value: unknown): value is string {
  return typeof value === 'string' && value.length > 200;
}
