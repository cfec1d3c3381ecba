import type {
  AnswerFailure,
  AnswerRecord,
  AnswerState,
  MessageRecord,
  QueuedTurn,
  SpokenAnswer,
} from '../../kernel/conversation.ts';
import { limits } from '../../kernel/limits.ts';
import type { ConversationParts } from './conversations.ts';
import { sealAnswer } from './sealed-texts.ts';

type Place = QueuedTurn['conversation'];

/** A message whose answer is to come. */
export type Asked = Pick<MessageRecord, 'conversationId' | 'id' | 'position'> & {
  answer: Pick<AnswerRecord, 'id' | 'requestId'>;
};

const { leaseMs } = limits.conversations;

/** Writes one answer down as it grows: one version after the other, never two at once. */
export class AnswerWriter {
  readonly #parts: ConversationParts;
  readonly #conversation: Place;
  readonly #message: Asked;
  #version = 0;
  #lastWrite: Promise<void> = Promise.resolve();

  constructor(parts: ConversationParts, conversation: Place, message: Asked) {
    this.#parts = parts;
    this.#conversation = conversation;
    this.#message = message;
  }

  /** False where nobody waits for this answer any more. */
  async wait(queueId: string): Promise<boolean> {
    const waiting = await this.#parts.store.noteInTenant(this.#conversation, ({ conversations }) =>
      conversations.waitFor(this.#message, this.#message.answer.id, queueId),
    );
    this.#version = waiting?.version ?? this.#version;
    return waiting !== undefined;
  }

  save(spoken: SpokenAnswer): Promise<void> {
    return this.#inTurn(() => this.#write(spoken, 'running', null));
  }

  settle(spoken: SpokenAnswer, failure: AnswerFailure | null): Promise<void> {
    const broken: AnswerState = spoken.text === '' ? 'failed' : 'incomplete';
    return this.#inTurn(() => this.#write(spoken, failure ? broken : 'complete', failure));
  }

  #inTurn(write: () => Promise<void>): Promise<void> {
    const written = this.#lastWrite.then(write, write);
    this.#lastWrite = written;
    return written;
  }

  async #write(spoken: SpokenAnswer, state: AnswerState, failure: AnswerFailure | null): Promise<void> {
    const { store, sealer, clock } = this.#parts;
    const { text, ...told } = spoken;
    this.#version += 1;
    const { id, requestId } = this.#message.answer;
    const now = clock();
    const answer = {
      ...told,
      id,
      requestId,
      state,
      version: this.#version,
      sealed: await this.#seal(sealer, text, failure),
      errorCode: failure?.code ?? null,
      leaseUntil: now + leaseMs,
      updatedAt: now,
    };
    await store.noteInTenant(this.#conversation, ({ conversations }) =>
      conversations.saveAnswer(this.#message, answer),
    );
  }

  async #seal(
    sealer: ConversationParts['sealer'],
    text: string,
    failure: AnswerFailure | null,
  ): Promise<Uint8Array | null> {
    if (text === '' && !failure) return null;
    const { id } = this.#message.answer;
    const texts = { text, failure: failure?.detail ?? null };
    return sealAnswer(sealer, this.#conversation, this.#message.id, { id, version: this.#version }, texts);
  }
}
