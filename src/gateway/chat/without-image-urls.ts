import type { ChatMessage, ChatRequest, UserPart } from '../../providers/openai-shapes.ts';
import { refuseField } from '../read-json.ts';
import { imageUrlOf } from './image-url.ts';
import type { ChatCall } from './parse-chat.ts';
import type { Sending } from './sending.ts';

/** Where the provider fetches no images itself, they are fetched here, through the guard, and go as data. */
export async function withoutImageUrls(sending: Sending): Promise<ChatCall> {
  const { asked, wire, account } = sending;
  if (wire.takesImageUrls?.(account.settings)) return asked;
  const messages = await Promise.all(
    asked.chat.messages.map((message, at) => inMessage(sending, message, `messages[${at}]`)),
  );
  const chat: ChatRequest = { ...asked.chat, messages };
  return { ...asked, chat };
}

async function inMessage(sending: Sending, message: ChatMessage, field: string): Promise<ChatMessage> {
  if (message.role !== 'user' || typeof message.content === 'string') return message;
  const content = await Promise.all(
    message.content.map((part, at) => inPart(sending, part, `${field}.content[${at}]`)),
  );
  return { ...message, content };
}

async function inPart({ parts, account }: Sending, part: UserPart, field: string): Promise<UserPart> {
  const url = imageUrlOf(part);
  if (url === undefined || part.type !== 'image_url') return part;
  const fetched = await parts.fetchImage(url, account.rules);
  // One answer for every reason: it must not tell what is inside of a network.
  if (!fetched) refuseField(field, 'names an image that cannot be fetched');
  return {
    ...part,
    image_url: { ...detailOf(part), url: `data:${fetched.mediaType};base64,${fetched.base64}` },
  };
}

function detailOf(part: UserPart): { detail?: 'auto' | 'low' | 'high' } {
  if (part.type !== 'image_url' || typeof part.image_url !== 'object') return {};
  const { detail } = part.image_url;
  return detail === undefined ? {} : { detail };
}
