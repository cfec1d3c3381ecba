import { parseJson } from '../../kernel/json-values.ts';
import { findUrlPieces } from './url-pieces.ts';

/** What a curl command would send. */
export interface CurlRequest {
  url: string;
  headers: [string, string][];
  data: string[];
  /** Sent as a form or in the address rather than as JSON. */
  isForm: boolean;
  user?: string;
  sigv4?: string;
  /** Options that name files or change how the connection is made. */
  files: Set<string>;
  isUnchecked: boolean;
  hasProxy: boolean;
}

/** Short options that take a value. */
const shortWithValue = 'XHduoAebcFTxmwKEyYzCDrQPtU';
const longWithValue = new Set([
  ...[
    'request',
    'header',
    'data',
    'data-raw',
    'data-binary',
    'data-ascii',
    'data-urlencode',
    'json',
    'url',
    'user',
  ],
  ...['aws-sigv4', 'cert', 'cert-type', 'key', 'key-type', 'pass', 'cacert', 'capath', 'proxy', 'proxy-user'],
  ...[
    'proxy-header',
    'max-time',
    'connect-timeout',
    'output',
    'output-dir',
    'user-agent',
    'referer',
    'cookie',
  ],
  ...['cookie-jar', 'form', 'form-string', 'retry', 'retry-delay', 'retry-max-time', 'resolve', 'connect-to'],
  ...[
    'write-out',
    'interface',
    'dump-header',
    'config',
    'upload-file',
    'oauth2-bearer',
    'limit-rate',
    'range',
  ],
  ...[
    'ciphers',
    'tls-max',
    'trace',
    'trace-ascii',
    'unix-socket',
    'dns-servers',
    'noproxy',
    'url-query',
    'stderr',
  ],
]);
const shortNames: Readonly<Record<string, string>> = {
  X: 'request',
  H: 'header',
  d: 'data',
  u: 'user',
  F: 'form',
  E: 'cert',
  x: 'proxy',
  k: 'insecure',
  G: 'get',
};

interface Option {
  name: string;
  value: string;
}

/** Reads a command's words after `curl`; undefined where no address is among them. */
export function readCurl(words: readonly string[]): CurlRequest | undefined {
  const options: Option[] = [];
  const positional: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word.startsWith('--') && word.length > 2) at += readLong(word.slice(2), words[at + 1], options);
    else if (/^-[A-Za-z#0-9]/.test(word)) at += readShort(word.slice(1), words[at + 1], options);
    else positional.push(word);
  }
  return toRequest(options, positional);
}

/** Answers how many further words were used. */
function readLong(text: string, next: string | undefined, options: Option[]): number {
  const equals = text.indexOf('=');
  const name = equals === -1 ? text : text.slice(0, equals);
  if (equals !== -1 && longWithValue.has(name)) {
    options.push({ name, value: text.slice(equals + 1) });
    return 0;
  }
  const takes = longWithValue.has(name);
  options.push({ name, value: takes ? (next ?? '') : '' });
  return takes ? 1 : 0;
}

function readShort(letters: string, next: string | undefined, options: Option[]): number {
  for (let at = 0; at < letters.length; at += 1) {
    const letter = letters.charAt(at);
    const name = shortNames[letter] ?? letter;
    if (!shortWithValue.includes(letter)) options.push({ name, value: '' });
    else {
      const rest = letters.slice(at + 1);
      options.push({ name, value: rest === '' ? (next ?? '') : rest });
      return rest === '' ? 1 : 0;
    }
  }
  return 0;
}

function toRequest(options: readonly Option[], positional: readonly string[]): CurlRequest | undefined {
  const named = options.find(({ name }) => name === 'url')?.value;
  const url = [named, ...positional].find((word) => word !== undefined && isAddress(word));
  if (url === undefined) return undefined;
  const request: CurlRequest = {
    url: withScheme(url),
    headers: [],
    data: [],
    isForm: false,
    files: new Set(),
    isUnchecked: false,
    hasProxy: false,
  };
  for (const option of options) applyOption(request, option);
  return request;
}

function applyOption(request: CurlRequest, { name, value }: Option): void {
  switch (name) {
    case 'header': {
      const colon = value.indexOf(':');
      if (colon > 0) request.headers.push([value.slice(0, colon).trim(), value.slice(colon + 1).trim()]);
      break;
    }
    case 'oauth2-bearer':
      request.headers.push(['Authorization', `Bearer ${value}`]);
      break;
    case 'user':
      request.user = value;
      break;
    case 'aws-sigv4':
      request.sigv4 = value;
      break;
    case 'cert':
    case 'key':
    case 'cacert':
      request.files.add(name);
      break;
    case 'insecure':
      request.isUnchecked = true;
      break;
    case 'proxy':
      request.hasProxy = true;
      break;
    case 'form':
    case 'data-urlencode':
      request.isForm = true;
      request.data.push(value);
      break;
    default:
      if (name === 'json' || name.startsWith('data')) request.data.push(value);
  }
}

function isAddress(word: string): boolean {
  return findUrlPieces(withScheme(word)) !== undefined && /[.:]|localhost/.test(word);
}

function withScheme(word: string): string {
  if (/^https?:\/\//i.test(word) || findUrlPieces(word)) return word;
  return /^[a-z0-9-]+\.[a-z0-9.-]+(:\d+)?(\/|\?|$)/i.test(word) ? `https://${word}` : word;
}

/** The fields of a form that was sent, whether it was given whole or field by field. */
export function formOf({ data }: CurlRequest): Map<string, string> {
  return new Map(new URLSearchParams(data.join('&')));
}

/** The model of a JSON body, also of one that a shell would still have to put together. */
export function modelOf({ data }: CurlRequest): string | undefined {
  const text = data.join('&');
  const body = parseJson(text);
  if (typeof body === 'object' && body !== null) {
    return 'model' in body && typeof body.model === 'string' ? body.model : undefined;
  }
  const match = /"model"\s{0,9}:\s{0,9}"([^"\\]{1,256})"/.exec(text);
  return match?.[1];
}
