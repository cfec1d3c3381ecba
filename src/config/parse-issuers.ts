import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { isObject } from '../kernel/json-values.ts';
import type { EnvironmentReader } from './environment-reader.ts';
import { JsonFields, parseJson } from './json-fields.ts';
import { problemOfTrustedUrl } from './parse-urls.ts';

/** A platform whose signed JWTs are accepted. */
export interface TrustedIssuer {
  issuer: string;
  audience: string;
  key: { kind: 'jwks'; url: string } | { kind: 'public_key'; key: KeyObject };
}

const variable = 'PLUGBOARD_ISSUERS';
const expected =
  'a JSON array of {"issuer", "audience", and "jwks_url" (https) or "public_key" (PEM or JWK; RSA of 2048 bits or more, P-256, P-384, P-521 or Ed25519)}';
const rsaBitsMin = 2048;
const curves = new Set(['prime256v1', 'secp384r1', 'secp521r1']);

export function parseIssuers(reader: EnvironmentReader): TrustedIssuer[] {
  const entries = parseJson(reader, variable, expected);
  if (entries === undefined) return [];
  if (!Array.isArray(entries)) {
    reader.report(variable, 'is not a JSON array', expected);
    return [];
  }
  const issuers: TrustedIssuer[] = [];
  for (const [index, entry] of entries.entries()) {
    const fields = new JsonFields(reader, { variable, expected, path: `[${index}]` }, entry);
    const issuer = parseIssuer(fields);
    if (issuer === undefined) continue;
    // Two entries would leave open which key and audience count for a token.
    if (issuer.issuer !== '' && issuers.some((other) => other.issuer === issuer.issuer))
      fields.refuse('issuer', 'is there twice');
    issuers.push(issuer);
  }
  return issuers;
}

function parseIssuer(fields: JsonFields): TrustedIssuer | undefined {
  fields.refuseUnknown(['issuer', 'audience', 'jwks_url', 'public_key']);
  const issuer = fields.text('issuer');
  const audience = fields.text('audience');
  const hasUrl = fields.raw('jwks_url') !== undefined;
  if (hasUrl === (fields.raw('public_key') !== undefined)) {
    fields.refuse('jwks_url', hasUrl ? 'stands beside public_key' : 'is missing, and so is public_key');
    return undefined;
  }
  if (hasUrl) {
    const url = fields.text('jwks_url');
    const problem = url === '' ? undefined : problemOfTrustedUrl(url);
    if (problem !== undefined) fields.refuse('jwks_url', problem);
    return { issuer, audience, key: { kind: 'jwks', url } };
  }
  const key = parsePublicKey(fields);
  return key && { issuer, audience, key: { kind: 'public_key', key } };
}

function parsePublicKey(fields: JsonFields): KeyObject | undefined {
  const raw = fields.raw('public_key');
  // Node would quietly derive the public half; but a private key has no business in this variable.
  if (isObject(raw) ? 'd' in raw || 'k' in raw : /PRIVATE KEY/.test(String(raw))) {
    fields.refuse('public_key', 'holds a private or symmetric key');
    return undefined;
  }
  const key = readPublicKey(raw);
  if (key === undefined) fields.refuse('public_key', 'is neither a PEM nor a JWK public key');
  else if (!isStrong(key)) fields.refuse('public_key', 'is of a kind or size that is not accepted');
  else return key;
  return undefined;
}

function readPublicKey(raw: unknown): KeyObject | undefined {
  try {
    if (isObject(raw)) return createPublicKey({ key: raw as JsonWebKey, format: 'jwk' });
    return typeof raw === 'string' ? createPublicKey(raw) : undefined;
  } catch {
    return undefined;
  }
}

function isStrong({ asymmetricKeyType: type, asymmetricKeyDetails: details }: KeyObject): boolean {
  if (type === 'ed25519') return true;
  if (type === 'ec') return curves.has(details?.namedCurve ?? '');
  return (type === 'rsa' || type === 'rsa-pss') && (details?.modulusLength ?? 0) >= rsaBitsMin;
}
