import type { Clock } from '../../kernel/clock.ts';
import type {
  AnswerRecord,
  AnswerState,
  ConversationRecord,
  MessageRecord,
} from '../../kernel/conversation.ts';
import { type ErrorCode, errorRegistry, PlugboardError } from '../../kernel/errors.ts';
import { uuidV7 } from '../../kernel/ids.ts';
import { limits } from '../../kernel/limits.ts';
import type { Page, PageOf } from '../../kernel/paging.ts';
import type { StandingModelConfig } from '../../snapshot/ports.ts';
import type { ContentSealer } from '../conversation-ports.ts';
import type { Store, TenantRepositories } from '../ports.ts';
import { openAnswer, openQuestion, openTitle, sealTitle } from './sealed-texts.ts';
import type { Viewer } from './viewer.ts';

export interface ConversationParts {
  store: Store;
  sealer: ContentSealer;
  clock: Clock;
}

/** With its title opened. */
export type Conversation = ConversationRecord & { title: string | null };

/** A message and its answer, with their texts. */
export interface Turn extends Pick<MessageRecord, 'id' | 'position' | 'createdAt'> {
  content: string;
  answer: AnswerRecord & { text: string; failure: string | null };
}

const { perOwnerMax, unkeptMs, retentionDaysDefault } = limits.conversations;
const dayMs = 24 * 60 * 60_000;

export async function createConversation(
  { store, sealer, clock }: ConversationParts,
  viewer: Viewer,
  agentId: string | null,
  config: StandingModelConfig,
  title: string | null,
): Promise<Conversation> {
  const { tenantId, environment, owner } = viewer;
  const now = clock();
  const begun = { tenantId, environment, owner, id: uuidV7(now) };
  const sealedTitle = await sealTitle(sealer, begun, title, 1);
  return store.noteInTenant(viewer, async (tenant) => {
    const retention = await holdRetention(tenant);
    if (retention === 0 && title !== null) throw titleNotKept();
    if ((await tenant.conversations.countAlone({ ...viewer, now })) >= perOwnerMax) {
      throw new PlugboardError('too_many_conversations');
    }
    const conversation: ConversationRecord = {
      ...begun,
      agentId,
      configId: config.id,
      configName: config.name,
      modelName: config.modelName,
      isKept: retention > 0,
      sealedTitle,
      titleVersion: 1,
      createdAt: now,
      updatedAt: now,
      expiresAt: now + (retention > 0 ? retention * dayMs : unkeptMs),
    };
    await tenant.conversations.insert(conversation);
    return { ...conversation, title };
  });
}

export async function listConversations(
  { store, sealer, clock }: ConversationParts,
  viewer: Viewer,
  page: Page,
): Promise<PageOf<Conversation>> {
  const found = await store.readInTenant(viewer, ({ conversations }) =>
    conversations.list({ ...viewer, now: clock() }, page),
  );
  const items = await Promise.all(
    found.items.map(async (one) => ({ ...one, title: await openTitle(sealer, one) })),
  );
  return { ...found, items };
}

export async function getConversation(
  parts: ConversationParts,
  viewer: Viewer,
  id: string,
): Promise<{ conversation: Conversation; turns: Turn[] }> {
  const { store, sealer, clock } = parts;
  const { conversation, messages } = await store.readInTenant(viewer, async ({ conversations }) => {
    const found = await conversations.find({ ...viewer, now: clock() }, id);
    if (!found) throw new PlugboardError('conversation_not_found');
    return { conversation: found, messages: await conversations.listMessages(id) };
  });
  const title = await openTitle(sealer, conversation);
  const turns = await Promise.all(messages.map((message) => openTurn(parts, conversation, message)));
  return { conversation: { ...conversation, title }, turns };
}

export async function renameConversation(
  { store, sealer, clock }: ConversationParts,
  viewer: Viewer,
  id: string,
  title: string | null,
): Promise<Conversation> {
  const view = { ...viewer, now: clock() };
  const before = await store.readInTenant(viewer, ({ conversations }) => conversations.find(view, id));
  if (!before) throw new PlugboardError('conversation_not_found');
  if (!before.isKept && title !== null) throw titleNotKept();
  const titleVersion = before.titleVersion + 1;
  const sealedTitle = await sealTitle(sealer, before, title, titleVersion);
  const after = { ...before, titleVersion, sealedTitle };
  const isSet = await store.noteInTenant(viewer, ({ conversations }) =>
    conversations.setTitle(after, before.titleVersion),
  );
  if (!isSet) throw new PlugboardError('changed_meanwhile');
  return { ...after, title };
}

export async function deleteConversation(
  { store, clock }: Pick<ConversationParts, 'store' | 'clock'>,
  viewer: Viewer,
  id: string,
): Promise<void> {
  await store.noteInTenant(viewer, async ({ conversations }) => {
    if (!(await conversations.find({ ...viewer, now: clock() }, id))) {
      throw new PlugboardError('conversation_not_found');
    }
    await conversations.delete(id);
  });
}

/** How many days texts are kept, and nobody changes it before this transaction is over. */
export async function holdRetention({
  conversationSettings,
}: Pick<TenantRepositories, 'conversationSettings'>): Promise<number> {
  await conversationSettings.hold('share');
  return (await conversationSettings.find())?.retentionDays ?? retentionDaysDefault;
}

/** Each message gives a conversation its whole time anew. */
export function expiryAfter(now: number, retentionDays: number): { updatedAt: number; expiresAt: number } {
  return { updatedAt: now, expiresAt: now + retentionDays * dayMs };
}

/** One whose process died goes on running in its row; the queue sees to it where its call is there. */
export function stateAt({ state, leaseUntil, sealed, queueId }: AnswerRecord, now: number): AnswerState {
  if (state !== 'running' || leaseUntil > now) return state;
  if (queueId !== null) return 'waiting';
  return sealed === null ? 'failed' : 'incomplete';
}

async function openTurn(
  { sealer, clock }: Pick<ConversationParts, 'sealer' | 'clock'>,
  conversation: ConversationRecord,
  message: MessageRecord,
): Promise<Turn> {
  const { id, position, createdAt, answer } = message;
  const [content, texts] = await Promise.all([
    openQuestion(sealer, conversation, message),
    openAnswer(sealer, conversation, id, answer),
  ]);
  const state = stateAt(answer, clock());
  const isCutOff = state !== answer.state && state !== 'waiting';
  // What ended while nobody was at it has a code alone.
  const failure = texts.failure ?? findMessage(answer.errorCode);
  return {
    id,
    position,
    createdAt,
    content,
    answer: {
      ...answer,
      ...texts,
      failure,
      state,
      ...(isCutOff && { errorCode: 'aborted', failure: cutOff }),
    },
  };
}

const cutOff = 'The answer was cut off.';

function findMessage(code: string | null): string | null {
  return code !== null && Object.hasOwn(errorRegistry, code)
    ? errorRegistry[code as ErrorCode].message
    : null;
}

function titleNotKept(): PlugboardError {
  return new PlugboardError('invalid_request', {
    errors: [{ field: 'title', detail: 'is text, and no texts are kept here' }],
  });
}
