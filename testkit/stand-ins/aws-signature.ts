import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { KeyServiceRequest } from './key-service-server.ts';

export interface ExpectedSignature {
  service: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string | undefined;
  nowMs: number;
  /** What must be signed besides the session token; without it, what KMS wants. */
  signedHeaders?: readonly string[];
}

const skewMaxMs = 5 * 60_000;

/**
 * Checks a Signature Version 4 from the published description of the algorithm, without the library that made it.
 * Answers the type of the error that AWS would give, or nothing.
 */
export function findSignatureProblem(
  request: KeyServiceRequest,
  expected: ExpectedSignature,
): string | undefined {
  const { headers } = request;
  const pattern =
    /^AWS4-HMAC-SHA256 Credential=([^,\s]+), ?SignedHeaders=([^,\s]+), ?Signature=([0-9a-f]{64})$/;
  const [, credential = '', signedHeaders = '', signature = ''] =
    pattern.exec(headers.authorization ?? '') ?? [];
  if (credential === '') return 'MissingAuthenticationTokenException';
  const timestamp = String(headers['x-amz-date'] ?? '');
  const scope = `${timestamp.slice(0, 8)}/${expected.region}/${expected.service}/aws4_request`;
  if (!credential.startsWith(`${expected.accessKeyId}/`)) return 'UnrecognizedClientException';
  if (credential !== `${expected.accessKeyId}/${scope}`) return 'InvalidSignatureException';
  const names = signedHeaders.split(';');
  const required = [...(expected.signedHeaders ?? ['host', 'x-amz-date', 'x-amz-target', 'content-type'])];
  if (expected.sessionToken !== undefined) required.push('x-amz-security-token');
  if (required.some((name) => !names.includes(name))) return 'IncompleteSignatureException';
  if (headers['x-amz-security-token'] !== expected.sessionToken) return 'UnrecognizedClientException';
  if (isSkewed(request, expected.nowMs)) return 'InvalidSignatureException';

  const canonicalHeaders = names.map((name) => `${name}:${String(headers[name] ?? '').trim()}\n`).join('');
  const [path = '', query = ''] = request.path.split('?');
  // Every service but S3 takes the path as it stands in the URL and encodes it once more.
  const canonicalPath = path.split('/').map(encodeURIComponent).join('/');
  const canonical = [
    request.method,
    canonicalPath,
    query,
    canonicalHeaders,
    signedHeaders,
    sha256(request.body),
  ].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', timestamp, scope, sha256(canonical)].join('\n');
  const key = scope
    .split('/')
    .reduce<Buffer>((parent, part) => hmac(parent, part), Buffer.from(`AWS4${expected.secretAccessKey}`));
  return timingSafeEqual(hmac(key, toSign), Buffer.from(signature, 'hex'))
    ? undefined
    : 'InvalidSignatureException';
}

/** Of a refused request: whether its time alone is reason enough. */
export function isSkewed({ headers }: Pick<KeyServiceRequest, 'headers'>, nowMs: number): boolean {
  const signedAt = parseTimestamp(String(headers['x-amz-date'] ?? ''));
  return !(Math.abs(nowMs - signedAt) <= skewMaxMs);
}

function parseTimestamp(text: string): number {
  return Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
