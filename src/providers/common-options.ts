import type { Field } from './catalogue.ts';
import { isAuthHeaderName } from './header-rules.ts';
import { takeBaseUrl } from './heal-url.ts';
import type { AuthScheme, Connection, RequestPlan, Settings, Warning } from './provider.ts';
import { type DraftFields, listSecretNames } from './read-fields.ts';
import { fillModel, isDotSegment, joinUrl, originOf } from './url-parts.ts';

/** What every kind of credential may carry beside its own fields: `POST /llm_credentials` takes it for each. */

const option = (name: string, label: string, help: string, more: Partial<Field> = {}): Field => ({
  name,
  label,
  required: false,
  secret: false,
  help,
  advanced: true,
  ...more,
});

export const baseUrlField = option(
  'base_url',
  'Base URL',
  'Replaces the provider’s own address: a regional host, a proxy or a gateway that speaks the same protocol.',
);

/** Without `base_url`, which some kinds require and others name differently. */
export const commonFields: readonly Field[] = [
  option('chat_path', 'Path of chat calls', 'After the base URL. {model} stands for the model’s name.'),
  option(
    'embeddings_path',
    'Path of embedding calls',
    'After the base URL. {model} stands for the model’s name.',
  ),
  option('models_path', 'Path of the model list', 'After the base URL.'),
  option('headers', 'Further headers', 'Sent with every call; their values are kept as secrets.', {
    secret: true,
    multiline: true,
  }),
  option(
    'auth_header',
    'Header of the credential',
    'Where the key or token goes, if not where this provider expects it.',
  ),
  option('auth_prefix', 'Word before the credential', 'Such as Bearer. Empty: nothing stands before it.'),
  option(
    'tls.ca_pem',
    'Certificate authority',
    'PEM, for a server with a certificate of your own authority.',
    {
      multiline: true,
    },
  ),
  option('tls.client_cert_pem', 'Client certificate', 'PEM, where the server wants one.', {
    multiline: true,
  }),
  option('tls.client_key_pem', 'Key of the client certificate', 'PEM, without a passphrase.', {
    multiline: true,
    secret: true,
  }),
];

interface OptionRules {
  /** The header that the credential goes into when the tenant names none; absent where no header can be chosen. */
  authHeader?: string;
  /** False where the credential holds no key: its header is free for one of the tenant's own. */
  holdsKey?: boolean;
  /** Headers that signing or the protocol itself sets. */
  reserved?: readonly string[];
}

/** Reads the common options except `base_url`. */
export function takeCommonOptions(draft: DraftFields, rules: OptionRules): void {
  const { authHeader, holdsKey = true, reserved = [] } = rules;
  for (const name of ['chat_path', 'embeddings_path', 'models_path']) takePath(draft, name);
  let header = authHeader;
  if (authHeader !== undefined) {
    const typed = draft.takeText('auth_header');
    if (typed !== undefined && !isAuthHeaderName(typed)) {
      draft.refuse('auth_header', 'auth_header must be the name of a header that a credential may go into');
    }
    header = typed ?? authHeader;
    takeAuthPrefix(draft);
  }
  draft.takeHeaders(header === undefined || !holdsKey ? reserved : [...reserved, header]);
  draft.takeTls();
}

/** Empty text is a choice here: the key stands alone in its header. */
function takeAuthPrefix(draft: DraftFields): void {
  const typed = draft.raw('auth_prefix');
  if (typed === '') draft.keep('auth_prefix', '');
  else draft.takeText('auth_prefix', { lengthMax: 100 });
}

const pathCharacters = /^\/[A-Za-z0-9\-._~!$&'()*+,;=:@%/{}]*(\?[A-Za-z0-9\-._~!$&'()*+,;=:@%/?]*)?$/;

function takePath(draft: DraftFields, name: string): void {
  const typed = draft.takeText(name, { lengthMax: 500 });
  if (typed === undefined) return;
  const path = typed.startsWith('/') ? typed : `/${typed}`;
  const [folders = ''] = path.split('?');
  const plain = folders.replaceAll('{model}', 'm');
  if (
    !pathCharacters.test(path) ||
    folders.includes('//') ||
    /[{}]/.test(plain) ||
    /%(2f|5c|0)/i.test(plain) ||
    plain.split('/').some(isDotSegment)
  ) {
    draft.refuse(
      name,
      `${name} must be a plain path such as /chat/completions; {model} is the only placeholder`,
    );
  } else draft.keep(name, path);
}

/** `base_url` where it is optional: a provider with an address of its own. */
export function takeOptionalBaseUrl(
  draft: DraftFields,
  rules: { endings?: readonly string[]; knownBases?: readonly string[] } = {},
): string | undefined {
  return takeBaseUrl(draft, 'base_url', rules);
}

/**
 * The credential in a header, where the tenant wants it: a header other than Authorization carries it bare unless a
 * word was given.
 */
export function headerPlace(
  settings: Settings,
  standard: { header: string; prefix: string },
): { header: string; prefix: string } {
  const header = settings['auth_header'] ?? standard.header;
  const given = settings['auth_prefix'];
  if (given !== undefined) return { header, prefix: /[A-Za-z0-9]$/.test(given) ? `${given} ` : given };
  const sameHeader = header.toLowerCase() === standard.header.toLowerCase();
  if (sameHeader) return { header, prefix: standard.prefix };
  return { header, prefix: header.toLowerCase() === 'authorization' ? 'Bearer ' : '' };
}

/** A key in a header, or nothing where the credential holds no key. */
export function keyInHeader(
  settings: Settings,
  secret: string,
  standard: { header: string; prefix: string },
): AuthScheme {
  if (!listSecretNames(settings).includes(secret)) return { kind: 'none' };
  return { kind: 'header', ...headerPlace(settings, standard), secret };
}

/**
 * A connection with every secret bound to where it may go: to the base's origin, unless `elsewhere` names more
 * origins for it (a client secret also goes where tokens are asked for).
 */
export function connectionTo(
  settings: Settings,
  {
    auth,
    baseUrl,
    elsewhere = {},
    warnings = [],
  }: {
    auth: AuthScheme;
    baseUrl: string;
    elsewhere?: Readonly<Record<string, readonly string[]>>;
    warnings?: readonly Warning[];
  },
): Connection {
  const base = originOf(baseUrl);
  const origins: Record<string, string[]> = {};
  for (const name of listSecretNames(settings)) {
    origins[name] = [...new Set([base, ...(elsewhere[name] ?? []).map(originOf)])].sort();
  }
  return { auth, baseUrl, origins, warnings };
}

/** Where an operation goes: the tenant's path in place of the usual one. */
export function endpointUrl(
  connection: Connection,
  path: string | undefined,
  otherwise: string,
  model: string,
): string {
  return joinUrl(connection.baseUrl, fillModel(path ?? otherwise, model));
}

export function getJson(url: string): RequestPlan {
  return { method: 'GET', url, headers: { accept: 'application/json' } };
}

/** A JSON body; `stream` only decides what is asked for in return. */
export function postJson(url: string, body: unknown, accept = 'application/json'): RequestPlan {
  return { method: 'POST', url, headers: { 'content-type': 'application/json', accept }, body };
}
