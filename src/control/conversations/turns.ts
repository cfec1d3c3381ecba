import type {
  AnswerRecord,
  ConversationRecord,
  MessageRecord,
  QueuedTurn,
  TurnRecorder,
} from '../../kernel/conversation.ts';
import { PlugboardError } from '../../kernel/errors.ts';
import { uuidV7 } from '../../kernel/ids.ts';
import { limits } from '../../kernel/limits.ts';
import type { ConversationRepository } from '../conversation-ports.ts';
import { AnswerWriter, type Asked } from './answer-writer.ts';
import {
  type Conversation,
  type ConversationParts,
  expiryAfter,
  getConversation,
  holdRetention,
  type Turn,
} from './conversations.ts';
import { type PromptMessage, toPrompt } from './prompt.ts';
import { sealQuestion } from './sealed-texts.ts';
import type { Viewer } from './viewer.ts';

/** A turn that can be taken: what is asked of which model, and what writes it down. Nothing is stored yet. */
export interface OpenTurn {
  conversation: ConversationRecord;
  prompt: PromptMessage[];
  /** Absent where nothing is kept, and so nothing can wait. */
  place?: QueuedTurn;
  recorder: TurnRecorder;
}

export interface Said {
  content: string;
  /** What was said before, from a caller whose texts are not kept here. */
  history: PromptMessage[] | undefined;
}

const { messagesMax, leaseMs, unkeptMs } = limits.conversations;

export async function openTurn(
  parts: ConversationParts,
  viewer: Viewer,
  id: string,
  { content, history }: Said,
  requestId: string,
): Promise<OpenTurn> {
  const { conversation, turns } = await getConversation(parts, viewer, id);
  if (!conversation.isKept) {
    const said = [...(history ?? []), { role: 'user', content } as const];
    return { conversation, prompt: toPrompt(said), recorder: unkept(parts, conversation) };
  }
  if (history !== undefined) throw historyIsKept();
  const last = turns.at(-1);
  refuseWhileWaiting(last);
  if (turns.length >= messagesMax) throw new PlugboardError('conversation_full');
  const prompt = toPrompt([...turns.flatMap(saidIn), { role: 'user', content }]);
  const now = parts.clock();
  const messageId = uuidV7(now);
  const message: MessageRecord = {
    conversationId: id,
    id: messageId,
    position: (last?.position ?? 0) + 1,
    sealedContent: await sealQuestion(parts.sealer, conversation, messageId, content),
    createdAt: now,
    answer: newAnswer(now, requestId),
  };
  const after = last?.answer.id;
  return keptTurn(parts, conversation, message, prompt, after, (rows) => rows.insertMessage(message));
}

/** The last message once more, with what came before it. Its answer takes the place of the one before. */
export async function reopenTurn(
  parts: ConversationParts,
  viewer: Viewer,
  id: string,
  messageId: string,
  requestId: string,
): Promise<OpenTurn> {
  const { conversation, turns } = await getConversation(parts, viewer, id);
  const isMeant = (turn: Turn) => turn.id === messageId || turn.answer.id === messageId;
  const meant = turns.find(isMeant);
  if (!meant) throw new PlugboardError('message_not_found');
  if (meant !== turns.at(-1)) throw new PlugboardError('message_not_last');
  refuseWhileRunning(meant);
  const prompt = toPrompt([...turns.slice(0, -1).flatMap(saidIn), { role: 'user', content: meant.content }]);
  const { position, answer: before } = meant;
  const answer = newAnswer(parts.clock(), requestId);
  const message = { conversationId: id, id: meant.id, position, answer };
  return keptTurn(parts, conversation, message, prompt, before.id, (rows) => rows.replaceAnswer(message));
}

function keptTurn(
  parts: ConversationParts,
  conversation: Conversation,
  message: Asked,
  prompt: PromptMessage[],
  after: string | undefined,
  write: (rows: ConversationRepository) => Promise<void>,
): OpenTurn {
  const writer = new AnswerWriter(parts, conversation, message);
  const begin = () => beginTurn(parts, conversation, after, write);
  return {
    conversation,
    prompt,
    place: toQueuedTurn(conversation, message),
    recorder: {
      begin,
      wait: async (queueId) => void (await writer.wait(queueId)),
      save: (spoken) => writer.save(spoken),
      settle: (spoken, failure) => writer.settle(spoken, failure),
    },
  };
}

/** For a turn that waits in the queue: whoever tries it writes its answer down. */
export function resumeTurn(parts: ConversationParts, turn: QueuedTurn, queueId: string): TurnRecorder {
  const { conversation, messageId, position, answerId, requestId } = turn;
  const answer = { id: answerId, requestId };
  const message = { conversationId: conversation.id, id: messageId, position, answer };
  const writer = new AnswerWriter(parts, conversation, message);
  const wait = async () => {
    if (!(await writer.wait(queueId))) throw new PlugboardError('conversation_not_found');
  };
  return {
    begin: wait,
    wait,
    save: (spoken) => writer.save(spoken),
    settle: (spoken, failure) => writer.settle(spoken, failure),
  };
}

function toQueuedTurn({ tenantId, environment, owner, id }: Conversation, message: Asked): QueuedTurn {
  return {
    conversation: { tenantId, environment, owner, id },
    messageId: message.id,
    position: message.position,
    answerId: message.answer.id,
    requestId: message.answer.requestId,
  };
}

/** Between the reading of the conversation and this, nobody may have said anything in it: `after` is still its end. */
async function beginTurn(
  { store, clock }: Pick<ConversationParts, 'store' | 'clock'>,
  conversation: ConversationRecord,
  after: string | undefined,
  write: (rows: ConversationRepository) => Promise<void>,
): Promise<void> {
  await store.noteInTenant(conversation, async (tenant) => {
    const { conversations } = tenant;
    const retention = await holdRetention(tenant);
    if (!(await conversations.hold(conversation.id))) throw new PlugboardError('conversation_not_found');
    const last = await conversations.findLastMessage(conversation.id);
    if (last?.answer.id !== after) throw new PlugboardError('conversation_busy');
    await write(conversations);
    await conversations.setExpiry({ id: conversation.id, ...expiryAfter(clock(), retention) });
  });
}

/** Texts of both sides stay with the caller. Only that the conversation is in use is written down. */
function unkept(
  { store, clock }: Pick<ConversationParts, 'store' | 'clock'>,
  conversation: ConversationRecord,
): TurnRecorder {
  const nothing = async () => undefined;
  return {
    begin: () =>
      store.noteInTenant(conversation, async ({ conversations }) => {
        if (!(await conversations.hold(conversation.id))) throw new PlugboardError('conversation_not_found');
        const now = clock();
        await conversations.setExpiry({ id: conversation.id, updatedAt: now, expiresAt: now + unkeptMs });
      }),
    wait: nothing,
    save: nothing,
    settle: nothing,
  };
}

function refuseWhileRunning(turn: Turn | undefined): void {
  if (turn?.answer.state === 'running') throw new PlugboardError('conversation_busy');
}

/** Until the one before is answered nobody knows what the next one would be told together with. */
function refuseWhileWaiting(turn: Turn | undefined): void {
  refuseWhileRunning(turn);
  if (turn?.answer.state === 'waiting') throw new PlugboardError('conversation_busy');
}

/** A part of an answer was read by the user, too, and belongs to what was said. */
function saidIn({ content, answer }: Turn): PromptMessage[] {
  return [
    { role: 'user', content },
    { role: 'assistant', content: answer.text },
  ];
}

function newAnswer(now: number, requestId: string): AnswerRecord {
  return {
    id: uuidV7(now),
    state: 'running',
    sealed: null,
    version: 0,
    errorCode: null,
    servedBy: null,
    configId: null,
    configName: null,
    modelName: null,
    finishReason: null,
    requestId,
    queueId: null,
    leaseUntil: now + leaseMs,
    updatedAt: now,
  };
}

function historyIsKept(): PlugboardError {
  return new PlugboardError('invalid_request', {
    errors: [
      { field: 'history', detail: 'is kept here, and goes with a conversation that is not kept only' },
    ],
  });
}
