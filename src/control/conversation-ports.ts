import type {
  AnswerRecord,
  ConversationRecord,
  ConversationSettingsRecord,
  MessageRecord,
} from '../kernel/conversation.ts';

/** What conversations need of storage and vault. */

/** Who looks: one person’s own, and of these the ones with that agent where one is looked from. */
export interface ConversationView {
  owner: string;
  agentId: string | null;
  /** What has expired by then is gone, deleted or not. */
  now: number;
}

export interface ConversationRepository {
  /** The newest first. */
  list(
    view: ConversationView,
    page: { limit: number; after?: string },
  ): Promise<{ items: ConversationRecord[]; next?: string }>;
  find(view: ConversationView, id: string): Promise<ConversationRecord | undefined>;
  /** Nobody else begins one for this owner meanwhile: else two could both be the last that is allowed. */
  countAlone(view: ConversationView): Promise<number>;
  insert(conversation: ConversationRecord): Promise<void>;
  /** False when somebody else gave it another title first. */
  setTitle(conversation: ConversationRecord, expectedVersion: number): Promise<boolean>;
  setExpiry(conversation: Pick<ConversationRecord, 'id' | 'updatedAt' | 'expiresAt'>): Promise<void>;
  delete(id: string): Promise<void>;
  /** Whoever’s they are: how many go on with these models, and the newest of them. Whose and what about is not said. */
  listOfConfigs(
    configIds: readonly string[],
    now: number,
    limit: number,
  ): Promise<{ count: number; newest: Pick<ConversationRecord, 'id' | 'configId' | 'updatedAt'>[] }>;
  /** In their order. */
  listMessages(id: string): Promise<MessageRecord[]>;
  /** Nobody else says anything in it meanwhile. False when it is gone. */
  hold(id: string): Promise<boolean>;
  findLastMessage(id: string): Promise<MessageRecord | undefined>;
  insertMessage(message: MessageRecord): Promise<void>;
  /** Another answer in place of the one before. */
  replaceAnswer(message: Pick<MessageRecord, 'conversationId' | 'position' | 'answer'>): Promise<void>;
  /** This answer waits for that queued call. Answers what was written of it; undefined where it is not to come. */
  waitFor(
    message: Pick<MessageRecord, 'conversationId' | 'position'>,
    answerId: string,
    queueId: string,
  ): Promise<Pick<AnswerRecord, 'version'> | undefined>;
  /** Changes nothing where another answer has taken its place, or it is no longer running. */
  saveAnswer(
    message: Pick<MessageRecord, 'conversationId' | 'position'>,
    answer: Omit<AnswerRecord, 'queueId'>,
  ): Promise<void>;
}

export interface ConversationSettingsRepository {
  find(): Promise<ConversationSettingsRecord | undefined>;
  /** `share`: the settings stay as they are until this transaction is over. */
  hold(how: 'share' | 'alone'): Promise<void>;
  /** Conversations that are there follow: they expire by the new rule, or are deleted. Answers how many were. */
  put(settings: ConversationSettingsRecord): Promise<number>;
}

export interface ConversationRepositories {
  conversations: ConversationRepository;
  conversationSettings: ConversationSettingsRepository;
}

/** What a text is sealed to: it opens nowhere else. */
export interface TextContext {
  tenantId: string;
  record: string;
  field: string;
  version: number;
  origins: string[];
}

/** Seals texts under the tenant’s key. */
export interface ContentSealer {
  sealContent(context: TextContext, content: Buffer): Promise<Uint8Array>;
  openContent(context: TextContext, sealed: Uint8Array): Promise<Buffer>;
}
