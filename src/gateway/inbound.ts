import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { PlugboardError } from '../kernel/errors.ts';
import type { Seated } from '../kernel/roster.ts';
import type { CallFailureClass } from './failures.ts';
import type { InferenceCaller } from './ports.ts';
import type { AnswerKeeper } from './relay/answer-keeper.ts';
import type { Target } from './routing/route.ts';

/** The side of a response that answers are written to. */
export interface Reply {
  readonly writableLength: number;
  writeHead(status: number, headers: OutgoingHttpHeaders): unknown;
  write(piece: string | Uint8Array): unknown;
  end(piece: string | Uint8Array): unknown;
  end(piece: string, encoding: 'latin1' | 'utf8'): unknown;
  once(event: 'close' | 'drain', listener: () => void): unknown;
}

/** Who gets the answer of a call: a client on the line, or the queue in its stead. */
export interface Receiver extends Seated {
  readonly requestId: string;
  /** Wall clock, for what is written down; and a clock that never jumps, for what is measured. */
  readonly at: number;
  readonly startedAt: number;
  /** How long it waited in the queue before; null where it did not. */
  queueMs: number | null;
  readonly response: Reply;
  readonly caller: InferenceCaller | undefined;
  /** Where the answer is kept: under the key that the caller sent, or in a conversation. */
  readonly keeper: AnswerKeeper | undefined;
  /** W3C trace context for what it causes; null while tracing is off. */
  readonly traceparent: string | null;
  /** Whom it is at. */
  target: Target | undefined;
  /** How often a model was tried for this call. */
  tries: number;
  /** What a stream broke of, after it had begun. */
  brokeOff: CallFailureClass | undefined;
  /** Set once nobody is to get an answer any more, although there is none yet. */
  readonly over: CallOver | undefined;
  /** What is to be stopped when that comes: at once, whatever is waited for. */
  whenOver(stop: (why: CallOver) => void): void;
  /** It must not go on, whoever waits for it. Whatever is not answered by now ends with this. */
  cut(why: CallCut): void;
  /** The provider has begun to answer. */
  answering(): void;
}

/** One call from outside, from its first byte to its last. */
export class Inbound implements Receiver {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly requestId: string;
  readonly at: number;
  readonly startedAt: number;
  queueMs: number | null = null;
  caller: InferenceCaller | undefined;
  keeper: AnswerKeeper | undefined;
  traceparent: string | null = null;
  target: Target | undefined;
  tries = 0;
  brokeOff: CallFailureClass | undefined;
  seat = -1;
  #cut: CallCut | undefined;
  #onOver: ((why: CallOver) => void) | undefined;

  constructor(request: IncomingMessage, response: ServerResponse, requestId: string, at: number) {
    this.request = request;
    this.response = response;
    this.requestId = requestId;
    this.at = at;
    this.startedAt = performance.now();
    response.on('close', this.#closed);
  }

  get over(): CallOver | undefined {
    if (this.#cut) return this.#cut;
    return this.response.destroyed && !this.response.writableFinished ? new CallerGone() : undefined;
  }

  whenOver(stop: (why: CallOver) => void): void {
    this.#onOver = stop;
    const { over } = this;
    if (over) stop(over);
  }

  cut(why: CallCut): void {
    if (this.over) return;
    this.#cut = why;
    this.#onOver?.(why);
  }

  /** Whoever waits on the line sees it by itself. */
  answering(): void {}

  readonly #closed = () => {
    if (!this.response.writableFinished) this.#onOver?.(new CallerGone());
  };
}

/** The caller hung up: nobody is left to be told anything. */
export class CallerGone extends Error {
  constructor() {
    super('the caller is gone');
    this.name = 'CallerGone';
  }
}

/** Operators stopped it, or its rights ended while it ran: the caller is told, and no other target takes over. */
export class CallCut extends PlugboardError {}

export type CallOver = CallerGone | CallCut;

export function isOver(error: unknown): error is CallOver {
  return error instanceof CallerGone || error instanceof CallCut;
}
