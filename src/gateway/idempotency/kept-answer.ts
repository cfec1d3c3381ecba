import type { OutgoingHttpHeaders } from 'node:http';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { ContentContext, ContentSealer, KeyClaim } from '../ports.ts';

/** An answer as it left, for whoever asks for it again. */
export interface KeptAnswer {
  status: number;
  isStream: boolean;
  /** Those that tell of this answer; what every answer carries is not among them. */
  headers: OutgoingHttpHeaders;
  body: Buffer;
  /** The answer is not there yet: it is, or will be, with this call in the queue. */
  queueId?: string;
}

const compress = promisify(gzip);
const expand = promisify(gunzip);
const lineFeed = 0x0a;

/** Events repeat themselves: compressed first, a long stream takes a tenth of the room. */
export async function sealAnswer(
  sealer: ContentSealer,
  claim: KeyClaim,
  { body, ...head }: KeptAnswer,
): Promise<Uint8Array> {
  const content = await compress(Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), body]));
  return sealer.sealContent(contextOf(claim, claim.requestId), content);
}

/** `requestId`: of the call that was answered. */
export async function openAnswer(
  sealer: ContentSealer,
  claim: KeyClaim,
  requestId: string,
  sealed: Uint8Array,
): Promise<KeptAnswer> {
  const content = await expand(await sealer.openContent(contextOf(claim, requestId), sealed));
  const headEnd = content.indexOf(lineFeed);
  const head = JSON.parse(content.toString('utf8', 0, headEnd)) as Omit<KeptAnswer, 'body'>;
  return { ...head, body: content.subarray(headEnd + 1) };
}

function contextOf(claim: KeyClaim, requestId: string): ContentContext {
  const { tenantId, environment, actorKind, actorId, keyHash, fingerprint } = claim;
  const place = [environment, actorKind, actorId, toHex(keyHash), toHex(fingerprint), requestId];
  return {
    tenantId,
    record: `idempotency/${place.map(encodeURIComponent).join('/')}`,
    field: 'answer',
    version: 1,
    origins: [],
  };
}

const toHex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
