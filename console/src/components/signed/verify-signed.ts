/** Checks what the service signed, by the browser alone: the same steps as the script in docs/proof.md. */

/** As the API answers it and as it is kept in files. What people read of it stands beside the bytes that were signed. */
export interface SignedFile {
  signed: string;
  signature: string;
  key_id: string;
  readonly [readable: string]: unknown;
}

/** The public key, in PEM, that goes by this id. */
export type FindKey = (keyId: string) => string | undefined;
export type Said = Readonly<Record<string, unknown>>;

export type Verdict =
  /** `said`: what the signed bytes say, whatever else the file holds. */
  | { outcome: 'valid'; keyId: string; said: Said }
  /** The signature is right, but what it signs is no statement that is known here. */
  | { outcome: 'no_statement'; keyId: string }
  /** The signature is right, but these fields of what people read are not what was signed. */
  | { outcome: 'changed'; keyId: string; fields: string[] }
  | { outcome: 'wrong_signature'; keyId: string }
  | { outcome: 'unknown_key'; keyId: string }
  | { outcome: 'unreadable_key' }
  /** This browser has no Ed25519, or the page was not loaded by https. */
  | { outcome: 'unsupported' };

export function parseSignedFile(text: string): SignedFile | undefined {
  const file = parseObject(text);
  if (!file) return undefined;
  const { signed, signature, key_id: keyId } = file;
  if (typeof keyId !== 'string' || !bytesOf(signed) || !bytesOf(signature)) return undefined;
  return file as SignedFile;
}

/** One key in PEM, for whatever it signed, or the answer of `GET /ledger/keys`. */
export function parseKeys(text: string): FindKey | undefined {
  if (/^\s*-----BEGIN PUBLIC KEY-----/.test(text)) return () => text;
  const items = parseObject(text)?.['items'];
  if (!Array.isArray(items)) return undefined;
  const keys = new Map<string, string>();
  for (const { key_id: keyId, public_key_pem: pem } of items.filter(isObject)) {
    if (typeof keyId === 'string' && typeof pem === 'string') keys.set(keyId, pem);
  }
  return keys.size === 0 ? undefined : (keyId) => keys.get(keyId);
}

export async function verifySigned(file: SignedFile, findKey: FindKey): Promise<Verdict> {
  const keyId = file.key_id;
  const pem = findKey(keyId);
  if (pem === undefined) return { outcome: 'unknown_key', keyId };
  const spki = bytesOf(pem.replace(/-----[^-]+-----/g, ''));
  const [bytes, signature] = [bytesOf(file.signed), bytesOf(file.signature)];
  if (!spki || !bytes || !signature) return { outcome: 'unreadable_key' };
  // Browsers keep it from pages that were not loaded by https.
  if ((globalThis.crypto as Partial<typeof crypto>).subtle === undefined) return { outcome: 'unsupported' };
  try {
    const key = await crypto.subtle.importKey('spki', spki, 'Ed25519', false, ['verify']);
    const isRight = await crypto.subtle.verify('Ed25519', key, signature, bytes);
    return isRight ? compare(file, bytes) : { outcome: 'wrong_signature', keyId };
  } catch (error) {
    const isUnknown = error instanceof DOMException && error.name === 'NotSupportedError';
    return { outcome: isUnknown ? 'unsupported' : 'unreadable_key' };
  }
}

/** Nobody looks at the bytes: what stands beside them has to say the same. */
function compare(file: SignedFile, bytes: Uint8Array): Verdict {
  const { signed: _signed, signature: _signature, statement, ...beside } = file;
  const keyId = file.key_id;
  const said = parseSaid(new TextDecoder().decode(bytes));
  if (!said) return { outcome: 'no_statement', keyId };
  const isWhole = statement !== undefined;
  const readable: Said = isWhole ? (isObject(statement) ? statement : {}) : beside;
  // A checkpoint stands among fields that its signature does not cover; a statement is covered as a whole.
  const names = isWhole
    ? [...new Set([...Object.keys(said), ...Object.keys(readable)])]
    : Object.keys(readable).filter((name) => Object.hasOwn(said, name));
  const fields = names.filter((name) => toText(readable[name]) !== toText(said[name]));
  return fields.length > 0 ? { outcome: 'changed', keyId, fields } : { outcome: 'valid', keyId, said };
}

const checkpointFields = ['deployment', 'tenant', 'environment', 'seq', 'hash', 'at', 'kind', 'key_id'];

function parseSaid(text: string): Said | undefined {
  const [title, ...lines] = text.split('\n');
  if (title !== 'plugboard ledger checkpoint v1') return parseObject(text);
  const said = Object.fromEntries(checkpointFields.map((name, index) => [name, lines[index]]));
  return { ...said, seq: Number(said['seq']) };
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The same for the same content, in whichever order its fields stand. */
function toText(value: unknown): string {
  return String(
    JSON.stringify(value, (_name, inner: unknown) =>
      isObject(inner)
        ? Object.fromEntries(Object.entries(inner).toSorted(([one], [other]) => (one < other ? -1 : 1)))
        : inner,
    ),
  );
}

/** Undefined where it is no base64. */
function bytesOf(base64: unknown): Uint8Array<ArrayBuffer> | undefined {
  if (typeof base64 !== 'string' || base64.trim() === '') return undefined;
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
