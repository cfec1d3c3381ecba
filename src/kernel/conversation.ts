import type { Owner } from './records.ts';
import type { Environment } from './scope.ts';

/** What one person and one model say to each other. The model is the one that it began with, for good. */
export interface ConversationRecord {
  tenantId: string;
  environment: Environment;
  id: string;
  /** Whose it is: nobody else sees it. */
  owner: string;
  agentId: string | null;
  configId: string;
  /** As they were called when it began: the config may be gone. */
  configName: string;
  modelName: string;
  /** Whether its texts are stored. Decided at the start, so that no answer is ever given on half of a history. */
  isKept: boolean;
  sealedTitle: Uint8Array | null;
  /** Counts the titles, so that none passes for another. */
  titleVersion: number;
  createdAt: number;
  updatedAt: number;
  expiresAt: number;
}

/**
 * `waiting`: its call is in the queue. `incomplete`: there is a part of an answer. `failed`: there is none. What is
 * stored of one that waits is `running`, without anybody at it.
 */
export type AnswerState = 'running' | 'waiting' | 'complete' | 'incomplete' | 'failed';

/** What the user said, and what became of it. */
export interface MessageRecord {
  conversationId: string;
  id: string;
  /** Counts from 1. */
  position: number;
  sealedContent: Uint8Array;
  createdAt: number;
  answer: AnswerRecord;
}

export interface AnswerRecord {
  id: string;
  state: AnswerState;
  /** Null as long as nothing was said. */
  sealed: Uint8Array | null;
  /** Counts what was written of this answer. */
  version: number;
  errorCode: string | null;
  /** Whose model spoke. */
  servedBy: Owner | null;
  configId: string | null;
  configName: string | null;
  /** As the provider reported it. */
  modelName: string | null;
  finishReason: string | null;
  requestId: string;
  /** The queued call that it waits for. */
  queueId: string | null;
  /** While it runs: after this nobody works on it any more. */
  leaseUntil: number;
  updatedAt: number;
}

export interface ConversationSettingsRecord {
  tenantId: string;
  environment: Environment;
  /** How long after its last message a conversation is kept. Zero: texts are not stored at all. */
  retentionDays: number;
  updatedAt: number;
}

/** What a model said so far, and which one it was. */
export interface SpokenAnswer {
  text: string;
  servedBy: Owner | null;
  configId: string | null;
  configName: string | null;
  modelName: string | null;
  finishReason: string | null;
}

export interface AnswerFailure {
  /** Of the registry of errors, or `aborted`. */
  code: string;
  detail: string;
}

/** Where the answer of a queued call belongs. */
export interface QueuedTurn {
  conversation: Pick<ConversationRecord, 'tenantId' | 'environment' | 'owner' | 'id'>;
  messageId: string;
  position: number;
  answerId: string;
  requestId: string;
}

/** Writes down one turn of a conversation while it happens. */
export interface TurnRecorder {
  /** Before the model is asked: what the user said is kept, whatever comes of it. */
  begin(): Promise<void>;
  /** It waits in the queue from now on, whoever tries it there. */
  wait(queueId: string): Promise<void>;
  /** Now and then, so that a crash costs little; it also says that somebody is still at it. */
  save(spoken: SpokenAnswer): Promise<void>;
  /** The end of it; `failure`: why the answer is not whole. */
  settle(spoken: SpokenAnswer, failure: AnswerFailure | null): Promise<void>;
}
