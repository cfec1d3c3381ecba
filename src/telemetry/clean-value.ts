import { type Scrubber, Secret } from '../kernel/secret.ts';

const redacted = '[redacted]';
const depthMax = 8;
const itemsMax = 100;
const textLengthMax = 8_192;

/** Names whose values authenticate somebody, in the spelling of `nameKey`. */
const secretNames = new Set([
  'accesstoken',
  'apikey',
  'authorization',
  'awssecretaccesskey',
  'clientkeypem',
  'clientsecret',
  'cookie',
  'idtoken',
  'password',
  'privatekey',
  'proxyauthorization',
  'refreshtoken',
  'secretaccesskey',
  'setcookie',
  'xamzsecuritytoken',
  'xapikey',
  'xgoogapikey',
  'xvaulttoken',
]);

/** Credentials that can be told by their shape alone: those of callers whom nobody knows are in no scrubber. */
const credentialShapes: [pattern: RegExp, replacement: string][] = [
  [/\b(bearer|basic)\s+[a-z0-9._~+/=-]{8,}/gi, `$1 ${redacted}`],
  [/:\/\/[^\s/]+@/g, `://${redacted}@`],
];

/** JSON leaves these as they are, but terminals and log viewers act on some of them: C1 controls, line and text direction. */
const actingCharacters = /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** What all of the above need. One look instead of three: this runs for every field of every request. */
const suspicious = /[\s@\u007f-\uffff]/;

/**
 * Makes of anything a plain value that may stand in a log line: secrets scrubbed before anything is shortened,
 * errors with their causes, bounded in depth and size. Only what came in is changed, never the line around it:
 * tenants choose their secrets, and one that reads `"level":"info"` must not take the line apart.
 */
export function cleanValue(value: unknown, scrubber: Scrubber): unknown {
  return clean(value, { scrubber, depth: 0, above: [] });
}

export function cleanText(text: string, scrubber: Scrubber): string {
  let cleaned = scrubber.scrub(text);
  if (suspicious.test(cleaned)) {
    for (const [pattern, replacement] of credentialShapes) cleaned = cleaned.replace(pattern, replacement);
    cleaned = cleaned.replace(
      actingCharacters,
      (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
  }
  return cleaned.length > textLengthMax
    ? `${cleaned.slice(0, textLengthMax)}… (${cleaned.length} characters)`
    : cleaned;
}

interface Position {
  scrubber: Scrubber;
  depth: number;
  above: object[];
}

function clean(value: unknown, position: Position): unknown {
  if (typeof value === 'string') return cleanText(value, position.scrubber);
  if (typeof value === 'number' || typeof value === 'bigint') return cleanNumber(value, position.scrubber);
  if (typeof value === 'boolean' || value === null || value === undefined) return value;
  if (typeof value !== 'object') return `[${typeof value}]`;
  try {
    return cleanObject(value, position);
  } catch {
    // A getter or a toJSON that throws must not take the log line with it.
    return '[unreadable]';
  }
}

/** A secret may be all digits. */
function cleanNumber(value: number | bigint, scrubber: Scrubber): number | string {
  const text = String(value);
  if (scrubber.scrub(text) !== text) return redacted;
  return typeof value === 'number' && Number.isFinite(value) ? value : text;
}

function cleanObject(value: object, { scrubber, depth, above }: Position): unknown {
  if (value instanceof Secret) return redacted;
  if (above.includes(value)) return '[circular]';
  if (depth >= depthMax) return '[too deep]';
  const inside = { scrubber, depth: depth + 1, above: [...above, value] };
  if (value instanceof Error) return cleanError(value, inside);
  // Bytes would be listed as numbers, which no scrubber recognises.
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return cleanList(value, inside);
  if (value instanceof Map) return cleanEntries([...value], inside);
  if (value instanceof Set) return cleanList([...value], inside);
  if ('toJSON' in value && typeof value.toJSON === 'function') return clean(value.toJSON(), inside);
  return cleanEntries(Object.entries(value), inside);
}

/** Node's raw headers, and pairs, are lists in which the name stands before the value. */
function cleanList(items: unknown[], inside: Position): unknown[] {
  const cleaned = items
    .slice(0, itemsMax)
    .map((item, index) => (isSecretName(items[index - 1]) ? redacted : clean(item, inside)));
  return items.length > itemsMax ? [...cleaned, `… (${items.length} items)`] : cleaned;
}

function cleanEntries(entries: [unknown, unknown][], inside: Position): Record<string, unknown> {
  const cleaned = entries
    .slice(0, itemsMax)
    .map(([name, value]): [string, unknown] => [
      cleanText(String(name), inside.scrubber),
      isSecretName(name) ? redacted : clean(value, inside),
    ]);
  if (entries.length > itemsMax) cleaned.push(['…', `${entries.length} entries`]);
  return Object.fromEntries(cleaned);
}

function cleanError(error: Error, inside: Position): Record<string, unknown> {
  const { name, message, stack, cause, ...rest } = Object.assign({}, error, {
    name: error.name,
    message: error.message,
    stack: error.stack,
    cause: error.cause,
  });
  const errors = error instanceof AggregateError ? { errors: error.errors } : {};
  return {
    name: clean(name, inside),
    message: clean(message, inside),
    stack: clean(stack, inside),
    ...cleanEntries(Object.entries({ ...rest, ...errors }), inside),
    ...(cause === undefined ? {} : { cause: clean(cause, inside) }),
  };
}

function isSecretName(name: unknown): boolean {
  return typeof name === 'string' && secretNames.has(name.toLowerCase().replace(/[-_]/g, ''));
}
