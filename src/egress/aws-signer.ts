import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Secret } from '../kernel/secret.ts';

export interface AwsCredentials {
  accessKeyId: string;
  secretAccessKey: Secret;
  sessionToken?: Secret;
}

export interface SignableRequest {
  method: 'GET' | 'POST';
  url: string;
  contentType?: string;
  /** The exact bytes: the signature covers their hash. */
  body?: Uint8Array;
}

/**
 * Signature Version 4: the headers to add. Signed are the host, the date, the content type and the session token;
 * everything else a proxy may change. The path is signed as it stands in the URL, encoded once more, as every
 * service but S3 wants it: that is where model ids with a colon and ARNs fail elsewhere.
 */
export async function signForAws(
  request: SignableRequest,
  scope: { service: string; region: string },
  credentials: AwsCredentials,
  now: Date,
): Promise<Record<string, string>> {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const signer = new SignatureV4({
    ...scope,
    sha256: NativeSha256,
    // The header with the body's hash is S3's; others take it from the canonical request.
    applyChecksum: false,
    credentials: {
      accessKeyId,
      secretAccessKey: secretAccessKey.reveal(),
      ...(sessionToken && { sessionToken: sessionToken.reveal() }),
    },
  });
  const url = new URL(request.url);
  const signed = await signer.sign(
    {
      method: request.method,
      protocol: url.protocol,
      hostname: url.hostname,
      path: url.pathname,
      query: queryOf(url.search),
      headers: {
        host: url.host,
        ...(request.contentType !== undefined && { 'content-type': request.contentType }),
      },
      body: request.body,
    },
    { signingDate: now },
  );
  const { host: _, ...headers } = signed.headers;
  return headers;
}

/** A plus stays a plus: in a query that is signed only %20 is a space. */
function queryOf(search: string): Record<string, string[]> {
  const query: Record<string, string[]> = Object.create(null);
  for (const pair of search.slice(1).split('&')) {
    if (pair === '') continue;
    const [name = '', ...value] = pair.split('=');
    const decoded = decodeURIComponent(name);
    query[decoded] = [...(query[decoded] ?? []), decodeURIComponent(value.join('='))];
  }
  return query;
}

type KeyMaterial = string | ArrayBuffer | ArrayBufferView;

/** The library brings a hash in plain JavaScript; prompts may be megabytes. */
class NativeSha256 {
  readonly #begin: () => { update(data: Uint8Array): unknown; digest(): Buffer };
  #hash: { update(data: Uint8Array): unknown; digest(): Buffer };

  constructor(secret?: KeyMaterial) {
    const key = secret === undefined ? undefined : bytesOf(secret);
    this.#begin = () => (key === undefined ? createHash('sha256') : createHmac('sha256', key));
    this.#hash = this.#begin();
  }

  update(chunk: Uint8Array): void {
    this.#hash.update(chunk);
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  reset(): void {
    this.#hash = this.#begin();
  }
}

function bytesOf(data: KeyMaterial): Uint8Array {
  if (typeof data === 'string') return Buffer.from(data, 'utf8');
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}
