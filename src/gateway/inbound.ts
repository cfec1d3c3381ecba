import type { IncomingMessage, ServerResponse } from 'node:http';
import type { InferenceCaller } from './ports.ts';
import type { AnswerKeeper } from './relay/answer-keeper.ts';

/** One call from outside, from its first byte to its last. */
export class Inbound {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly requestId: string;
  /** Wall clock, for what is written down; and a clock that never jumps, for what is measured. */
  readonly at: number;
  readonly startedAt: number;
  caller: InferenceCaller | undefined;
  /** Where the answer is kept: under the key that the caller sent, or in a conversation. */
  keeper: AnswerKeeper | undefined;
  #onGone: (() => void) | undefined;

  constructor(request: IncomingMessage, response: ServerResponse, requestId: string, at: number) {
    this.request = request;
    this.response = response;
    this.requestId = requestId;
    this.at = at;
    this.startedAt = performance.now();
    response.on('close', this.#closed);
  }

  get isGone(): boolean {
    return this.response.destroyed && !this.response.writableFinished;
  }

  /** What is to be stopped when the caller leaves: at once, whatever it waits for. */
  whenGone(stop: () => void): void {
    this.#onGone = stop;
    if (this.isGone) stop();
  }

  readonly #closed = () => {
    if (!this.response.writableFinished) this.#onGone?.();
  };
}

/** The caller hung up: nobody is left to be told anything. */
export class CallerGone extends Error {
  constructor() {
    super('the caller is gone');
    this.name = 'CallerGone';
  }
}
