import type { OutgoingHttpHeaders } from 'node:http';
import type { AnswerFailure, SpokenAnswer, TurnRecorder } from '../../kernel/conversation.ts';
import { PlugboardError } from '../../kernel/errors.ts';
import { isObject, listOf, objectOf, parseOrText } from '../../kernel/json-values.ts';
import { limits } from '../../kernel/limits.ts';
import { inTime } from '../in-time.ts';
import type { AnswerKeeper } from '../relay/answer-keeper.ts';

type Piece = string | Uint8Array;

interface CopyParts {
  recorder: TurnRecorder;
  nameOf(configId: string): string | null;
  unexpected(error: unknown): void;
  /** The turn waits in the queue, and this is one attempt of its call: what it says goes nowhere else. */
  isQueued?: boolean;
}

const { answerLengthMax, saveEveryMs, leaseMs, settleWithinMs } = limits.conversations;

/** What the model says in a conversation, read from what leaves for the caller and written down as it grows. */
export class AnswerCopy implements AnswerKeeper {
  readonly #parts: CopyParts;
  readonly #decoder = new TextDecoder();
  readonly #spoken: SpokenAnswer = {
    text: '',
    servedBy: null,
    configId: null,
    configName: null,
    modelName: null,
    finishReason: null,
  };
  #unread = '';
  #failure: AnswerFailure | null = null;
  #saves: NodeJS.Timeout | undefined;
  #savedAt = 0;
  #savedLength = 0;
  #state: 'new' | 'running' | 'settled' = 'new';
  #isWaiting: boolean;

  constructor(parts: CopyParts) {
    this.#parts = parts;
    this.#isWaiting = parts.isQueued === true;
  }

  /** Before anything is sent. */
  async start(): Promise<void> {
    await this.#parts.recorder.begin();
    this.#state = 'running';
    this.#savedAt = performance.now();
    this.#saves = setInterval(() => this.#saveNews(), saveEveryMs).unref();
  }

  get isNew(): boolean {
    return this.#state === 'new';
  }

  /** Its call is in the queue, and no model has begun to answer. */
  get isWaiting(): boolean {
    return this.#isWaiting;
  }

  /** What becomes of it is the queue’s from now on, until a model begins to answer here. */
  async wait(queueId: string): Promise<void> {
    this.#isWaiting = true;
    await this.#parts.recorder.wait(queueId).catch((error) => this.#tell(error));
  }

  /** Nothing more is written here. */
  leave(): void {
    this.#state = 'settled';
    clearInterval(this.#saves);
  }

  begin(headers: OutgoingHttpHeaders): void {
    this.#isWaiting = false;
    const configId = String(headers['x-plugboard-config'] ?? '');
    this.#spoken.servedBy = headers['x-plugboard-served-by'] === 'managed' ? 'managed' : 'own';
    this.#spoken.configId = configId === '' ? null : configId;
    this.#spoken.configName = this.#parts.nameOf(configId);
  }

  copy(piece: Piece): void {
    this.#unread += typeof piece === 'string' ? piece : this.#decoder.decode(piece, { stream: true });
    const events = this.#unread.split('\n\n');
    this.#unread = events.pop() ?? '';
    for (const event of events) this.#readEvent(event);
  }

  async keepStream(_headers: OutgoingHttpHeaders, tail: Piece): Promise<void> {
    this.copy(tail);
    await this.#settle(this.#failure);
  }

  async keepWhole(_status: number, headers: OutgoingHttpHeaders, body: Piece): Promise<void> {
    this.begin(headers);
    this.#read(objectOf(parseOrText(typeof body === 'string' ? body : this.#decoder.decode(body))));
    await this.#settle(this.#failure);
  }

  /** What was said stays; its end, which tells why it broke, is still to come. */
  async release(): Promise<void> {}

  /** The call ended without an answer, or without the end of one. */
  fail(failure: AnswerFailure): Promise<void> {
    return this.#settle(failure);
  }

  #readEvent(event: string): void {
    if (event.startsWith('data: ')) this.#read(objectOf(parseOrText(event.slice('data: '.length))));
  }

  /** A chunk, a whole answer or an error, as they leave. */
  #read({ error, model, choices }: Record<string, unknown>): void {
    // Some servers send `"error": null` with every piece.
    if (isObject(error)) this.#failure = { code: String(error['code']), detail: String(error['message']) };
    if (typeof model === 'string') this.#spoken.modelName = model;
    const { delta, message, finish_reason: finish } = objectOf(listOf(choices)[0]);
    const { content, refusal } = objectOf(delta ?? message);
    if (typeof content === 'string') this.#hear(content);
    if (typeof refusal === 'string') this.#hear(refusal);
    if (typeof finish === 'string') this.#spoken.finishReason = finish;
  }

  #hear(text: string): void {
    const room = answerLengthMax - this.#spoken.text.length;
    this.#spoken.text += text.slice(0, room);
    if (text.length > room) this.#failure ??= tooLong;
  }

  #saveNews(): void {
    if (this.#isWaiting) return;
    const { length } = this.#spoken.text;
    const now = performance.now();
    // Silence is written down as well, or it would pass for the death of this process.
    if (length === this.#savedLength && now - this.#savedAt < leaseMs / 3) return;
    this.#savedAt = now;
    this.#savedLength = length;
    void this.#parts.recorder.save({ ...this.#spoken }).catch((error) => this.#tell(error));
  }

  /** The answer must leave also where it cannot be written down; then it ends with its lease. From the queue none leaves. */
  async #settle(failure: AnswerFailure | null): Promise<void> {
    if (this.#state !== 'running') return;
    this.leave();
    const settled = this.#parts.recorder.settle(this.#spoken, failure);
    await (this.#parts.isQueued ? settled : inTime(settled, settleWithinMs)).catch((error) =>
      this.#tell(error),
    );
  }

  #tell(error: unknown): void {
    if (!(error instanceof PlugboardError)) this.#parts.unexpected(error);
  }
}

const tooLong: AnswerFailure = {
  code: 'conversation_full',
  detail: 'The rest of this answer was not kept: it is longer than conversations may be.',
};
