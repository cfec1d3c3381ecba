import { isObject, type JsonObject, parseJson, textOf } from '../../kernel/json-values.ts';
import type { DraftFields } from '../read-fields.ts';
import { unfoldLines } from '../read-fields.ts';

export const accountField = 'gcp_service_account';
export const tokenUrl = 'https://oauth2.googleapis.com/token';

/** Where Google’s key files ever sent people. Whatever a file says, tokens are asked for at `tokenUrl`. */
const ownTokenUris: readonly unknown[] = [
  undefined,
  tokenUrl,
  'https://accounts.google.com/o/oauth2/token',
  'https://www.googleapis.com/oauth2/v4/token',
];

/**
 * Reads a key file, as an object or as its text. Three things of it are kept: who signs, with which key, and the key
 * itself as the secret. URLs and commands in such files are how `external_account` ones make a server fetch and run
 * things (S10), so no other kind is read at all.
 */
export function takeServiceAccount(draft: DraftFields): void {
  const value = draft.raw(accountField);
  const problem = takeFileOrKey(draft, value);
  if (problem !== undefined) draft.refuse(accountField, `${accountField} ${problem}`);
}

/** What is wrong, to follow the field's name; undefined where nothing is. */
function takeFileOrKey(draft: DraftFields, value: unknown): string | undefined {
  if (!draft.has(accountField)) return 'is required';
  if (typeof value === 'string' && isKeyText(value)) return takeStored(draft, value);
  draft.raw('gcp_client_email');
  draft.raw('gcp_private_key_id');
  const file = typeof value === 'string' ? parseFile(value) : value;
  if (!isObject(file)) return 'must be the JSON of a service-account key file';
  const problem = findFileProblem(file);
  if (problem !== undefined) return problem;
  const typed = textOf(file['private_key']) ?? '';
  const key = healKey(typed);
  if (key === undefined) return 'holds no whole private_key: download the key again';
  if (key.trimEnd() !== typed.trimEnd())
    draft.heal(accountField, 'put the lines of the private key in order');
  warnIfCut(draft, key);
  draft.keep('gcp_client_email', textOf(file['client_email']) ?? '');
  draft.keep('gcp_private_key_id', textOf(file['private_key_id']) ?? '');
  draft.keepSecret(accountField, key);
  return undefined;
}

/** What was kept is read again when another field of the credential changes: then the key stands alone. */
function takeStored(draft: DraftFields, text: string): string | undefined {
  const email = draft.takeText('gcp_client_email');
  const keyId = draft.takeText('gcp_private_key_id');
  const key = healKey(text);
  if (email === undefined || keyId === undefined || key === undefined) {
    return 'must be the whole JSON of the key file, not its private key alone';
  }
  draft.keepSecret(accountField, key);
  return undefined;
}

function isKeyText(text: string): boolean {
  return text.trimStart().startsWith('-----BEGIN ');
}

/** Text of a file that went through an environment file or a form may stand in quotes. */
function parseFile(text: string): unknown {
  const bare = text.trim();
  const parsed = parseJson(bare) ?? parseJson(bare.replace(/^(['"`])([\s\S]*)\1$/, '$2'));
  return typeof parsed === 'string' ? parseJson(parsed) : parsed;
}

function findFileProblem(file: JsonObject): string | undefined {
  if (file['type'] !== 'service_account') {
    return 'must be of type service_account; user, external and impersonated credentials are not taken';
  }
  if (!ownTokenUris.includes(file['token_uri'])) return 'names a token_uri that is not Google’s';
  const universe = file['universe_domain'];
  if (universe !== undefined && universe !== 'googleapis.com')
    return 'belongs to another cloud than Google’s';
  if (!/^[\x21-\x3f\x41-\x7e]{1,200}@[a-z0-9.-]{1,200}$/.test(textOf(file['client_email']) ?? '')) {
    return 'has no client_email';
  }
  if (!/^[A-Za-z0-9_-]{1,128}$/.test(textOf(file['private_key_id']) ?? '')) return 'has no private_key_id';
  return undefined;
}

const keyPattern = /-----BEGIN ((?:RSA )?PRIVATE KEY)-----([A-Za-z0-9+/=\s]+)-----END \1-----/;

/** Line ends get lost, doubled or written out on the way here; the key is written anew from what is inside. */
function healKey(text: string): string | undefined {
  const [, label, inside = ''] = keyPattern.exec(unfoldLines(text)) ?? [];
  const bytes = inside.replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(bytes)) return undefined;
  const lines = bytes.match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

/** Base64 comes in fours, and an RSA key in DER begins so. A hint: whoever signs with it will know. */
function warnIfCut(draft: DraftFields, key: string): void {
  const bytes = key.replace(/-----[^-]+-----|\n/g, '');
  if (bytes.startsWith('MII') && bytes.length % 4 === 0) return;
  draft.warn(accountField, `${accountField} holds a private_key that does not look whole`);
}
