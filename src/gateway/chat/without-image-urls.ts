import { PlugboardError } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import { isHostLocked } from '../../kernel/lock.ts';
import type { ChatMessage, ChatRequest, UserPart } from '../../providers/openai-shapes.ts';
import type { ChatWire } from '../../providers/provider.ts';
import type { Inbound } from '../inbound.ts';
import type { GatewayParts } from '../parts.ts';
import type { Account, InferenceCaller } from '../ports.ts';
import { refuseField } from '../read-json.ts';
import { imageUrlOf } from './image-url.ts';
import type { ChatCall } from './parse-chat.ts';
import type { Sending } from './sending.ts';

const { imageUrlsMax, imagesBytesMax, imagesAtOnce } = limits.gateway;

/** What of a call on its way this needs to know. */
interface Call extends Pick<Sending, 'asked' | 'images'> {
  wire: Pick<ChatWire, 'takesImageUrls'>;
  account: Pick<Account, 'settings'>;
  caller: Pick<InferenceCaller, 'tenantId' | 'environment'>;
  inbound: Pick<Inbound, 'whenOver'>;
  parts: Pick<GatewayParts, 'fetchImage' | 'snapshot'>;
}

/** An image that a call names, and how often: every place takes its room in what is sent. */
interface NamedImage {
  url: string;
  /** The first place. */
  field: string;
  count: number;
}

/** Where the provider fetches no images itself, they are fetched here, through the guard, and go as data. */
export async function withoutImageUrls(call: Call): Promise<ChatCall> {
  const { asked, wire, account, images } = call;
  if (wire.takesImageUrls?.(account.settings)) return asked;
  const named = listImages(asked.chat.messages);
  checkHosts(call, named);
  await fetchImages(call, named);
  const messages = asked.chat.messages.map((message) => withData(message, images));
  const chat: ChatRequest = { ...asked.chat, messages };
  return { ...asked, chat };
}

function listImages(messages: readonly ChatMessage[]): NamedImage[] {
  const named = new Map<string, NamedImage>();
  let places = 0;
  for (const [at, { role, content }] of messages.entries()) {
    if (role !== 'user' || typeof content === 'string') continue;
    for (const [index, part] of content.entries()) {
      const url = imageUrlOf(part);
      if (url === undefined) continue;
      const field = `messages[${at}].content[${index}]`;
      places += 1;
      if (places > imageUrlsMax) {
        refuseField(field, `is one image too many: this model takes at most ${imageUrlsMax} by their URLs`);
      }
      const known = named.get(url);
      if (known) known.count += 1;
      else named.set(url, { url, field, count: 1 });
    }
  }
  return [...named.values()];
}

/** Whoever locks the hosts that may be reached means ours as well: a URL says something to whoever it is asked of. */
function checkHosts({ parts, caller }: Call, named: readonly NamedImage[]): void {
  const { lock } = parts.snapshot.pluggedIn(caller.tenantId, caller.environment);
  for (const { url, field } of named) {
    if (!isHostLocked(lock, URL.parse(url)?.hostname ?? '')) continue;
    const detail = 'names an image on a host that the lock of this environment forbids';
    throw new PlugboardError('target_locked', {
      detail: `${field} ${detail}.`,
      errors: [{ field, detail }],
    });
  }
}

/** Some at a time; none goes on once one failed or the caller left. Those that an earlier try fetched are there. */
async function fetchImages(call: Call, named: readonly NamedImage[]): Promise<void> {
  const { inbound, images } = call;
  const stop = new AbortController();
  inbound.whenOver((why) => stop.abort(why));
  const waiting = named.filter(({ url }) => !images.has(url));
  let bytesLeft = imagesBytesMax;
  const fetchNext = async (): Promise<void> => {
    for (let image = waiting.shift(); image; image = waiting.shift()) {
      const data = await fetchImage(call, image, stop.signal);
      bytesLeft -= data.length * image.count;
      if (bytesLeft < 0) {
        refuseField(image.field, `brings the images to more than ${imagesBytesMax} bytes together`);
      }
      images.set(image.url, data);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(imagesAtOnce, waiting.length) }, fetchNext));
  } finally {
    stop.abort();
  }
}

/** By the rules of who calls, whoever’s account the model is on: the platform’s own network is not for tenants. */
async function fetchImage(
  { parts, caller }: Call,
  { url, field }: NamedImage,
  signal: AbortSignal,
): Promise<string> {
  const rules = parts.snapshot.egressRules(caller.tenantId, caller.environment);
  const fetched = await parts.fetchImage(url, { rules, signal });
  signal.throwIfAborted();
  // One answer for every reason: it must not tell what is inside of a network.
  if (!fetched) refuseField(field, 'names an image that cannot be fetched');
  return `data:${fetched.mediaType};base64,${fetched.base64}`;
}

function withData(message: ChatMessage, images: ReadonlyMap<string, string>): ChatMessage {
  if (message.role !== 'user' || typeof message.content === 'string') return message;
  return { ...message, content: message.content.map((part) => inPart(part, images)) };
}

function inPart(part: UserPart, images: ReadonlyMap<string, string>): UserPart {
  const data = images.get(imageUrlOf(part) ?? '');
  if (data === undefined || part.type !== 'image_url') return part;
  return { ...part, image_url: { ...detailOf(part), url: data } };
}

function detailOf(part: UserPart): { detail?: 'auto' | 'low' | 'high' } {
  if (part.type !== 'image_url' || typeof part.image_url !== 'object') return {};
  const { detail } = part.image_url;
  return detail === undefined ? {} : { detail };
}
