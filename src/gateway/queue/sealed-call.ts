import type { OutgoingHttpHeaders } from 'node:http';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { QueuedTurn } from '../../kernel/conversation.ts';
import type { ContentContext, ContentSealer, InferenceCaller } from '../ports.ts';
import type { QueuedPlace } from '../queue-ports.ts';
import type { Operation } from '../routing/route.ts';
import type { Named } from '../routing/to-question.ts';

/** All that making a call again takes. Who makes it is sealed too: a row that was tampered with is nobody else’s. */
export interface CallContent {
  operation: Operation;
  caller: InferenceCaller;
  named: { providerId?: string | undefined; featureId?: string | undefined };
  text: string;
  turn?: QueuedTurn | undefined;
}

/** An answer, or the refusal that stands in its place. */
export interface AnswerContent {
  status: number;
  headers: OutgoingHttpHeaders;
  body: string;
}

type Place = QueuedPlace & { id: string };

const compress = promisify(gzip);
const expand = promisify(gunzip);

export function sealCall(sealer: ContentSealer, place: Place, content: CallContent): Promise<Uint8Array> {
  return seal(sealer, place, 'call', content);
}

export async function openCall(
  sealer: ContentSealer,
  place: Place,
  sealed: Uint8Array,
): Promise<CallContent & { named: Named }> {
  const { named, ...content } = (await open(sealer, place, 'call', sealed)) as CallContent;
  return { ...content, named: { providerId: named.providerId, featureId: named.featureId } };
}

export function sealAnswer(sealer: ContentSealer, place: Place, answer: AnswerContent): Promise<Uint8Array> {
  return seal(sealer, place, 'answer', answer);
}

export async function openAnswer(
  sealer: ContentSealer,
  place: Place,
  sealed: Uint8Array,
): Promise<AnswerContent> {
  return (await open(sealer, place, 'answer', sealed)) as AnswerContent;
}

async function seal(
  sealer: ContentSealer,
  place: Place,
  field: string,
  content: unknown,
): Promise<Uint8Array> {
  return sealer.sealContent(contextOf(place, field), await compress(JSON.stringify(content)));
}

async function open(
  sealer: ContentSealer,
  place: Place,
  field: string,
  sealed: Uint8Array,
): Promise<unknown> {
  const content = await expand(await sealer.openContent(contextOf(place, field), sealed));
  return JSON.parse(content.toString('utf8'));
}

function contextOf({ tenantId, environment, id }: Place, field: string): ContentContext {
  return { tenantId, record: `queue/${environment}/${id}`, field, version: 1, origins: [] };
}
