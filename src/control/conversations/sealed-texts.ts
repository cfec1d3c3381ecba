import type { AnswerRecord, ConversationRecord, MessageRecord } from '../../kernel/conversation.ts';
import type { ContentSealer, TextContext } from '../conversation-ports.ts';

type Bound = Pick<ConversationRecord, 'tenantId' | 'environment' | 'owner' | 'id'>;

/** What is sealed of an answer: its text, and what may quote it. */
interface AnswerTexts {
  text: string;
  failure: string | null;
}

const noTexts: AnswerTexts = { text: '', failure: null };

/** Each text is bound to its row and to whom it belongs: in anybody else’s row it does not open. */
function contextOf(
  { tenantId, environment, owner, id }: Bound,
  place: readonly string[],
  field: string,
  version: number,
): TextContext {
  const path = [environment, owner, id, ...place].map(encodeURIComponent).join('/');
  return { tenantId, record: `conversation/${path}`, field, version, origins: [] };
}

export async function sealTitle(
  sealer: ContentSealer,
  conversation: Bound,
  title: string | null,
  version: number,
): Promise<Uint8Array | null> {
  if (title === null) return null;
  return sealer.sealContent(contextOf(conversation, [], 'title', version), Buffer.from(title, 'utf8'));
}

export async function openTitle(
  sealer: ContentSealer,
  conversation: ConversationRecord,
): Promise<string | null> {
  const { sealedTitle, titleVersion } = conversation;
  if (sealedTitle === null) return null;
  const text = await sealer.openContent(contextOf(conversation, [], 'title', titleVersion), sealedTitle);
  return text.toString('utf8');
}

export function sealQuestion(
  sealer: ContentSealer,
  conversation: Bound,
  messageId: string,
  content: string,
): Promise<Uint8Array> {
  return sealer.sealContent(contextOf(conversation, [messageId], 'content', 1), Buffer.from(content, 'utf8'));
}

export async function openQuestion(
  sealer: ContentSealer,
  conversation: Bound,
  { id, sealedContent }: Pick<MessageRecord, 'id' | 'sealedContent'>,
): Promise<string> {
  const text = await sealer.openContent(contextOf(conversation, [id], 'content', 1), sealedContent);
  return text.toString('utf8');
}

export function sealAnswer(
  sealer: ContentSealer,
  conversation: Bound,
  messageId: string,
  { id, version }: Pick<AnswerRecord, 'id' | 'version'>,
  texts: AnswerTexts,
): Promise<Uint8Array> {
  const context = contextOf(conversation, [messageId, id], 'answer', version);
  return sealer.sealContent(context, Buffer.from(JSON.stringify(texts), 'utf8'));
}

export async function openAnswer(
  sealer: ContentSealer,
  conversation: Bound,
  messageId: string,
  { id, version, sealed }: AnswerRecord,
): Promise<AnswerTexts> {
  if (sealed === null) return noTexts;
  const context = contextOf(conversation, [messageId, id], 'answer', version);
  return JSON.parse((await sealer.openContent(context, sealed)).toString('utf8')) as AnswerTexts;
}
