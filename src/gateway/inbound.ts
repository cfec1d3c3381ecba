import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { FailureClass } from '../providers/provider.ts';
import type { HeldKey } from './idempotency/held-key.ts';
import type { InferenceCaller } from './ports.ts';

/** The side of a response that answers are written to. */
export interface Reply {
  readonly writableLength: number;
  writeHead(status: number, headers: OutgoingHttpHeaders): unknown;
  write(piece: string | Uint8Array): unknown;
  end(piece: string | Uint8Array): unknown;
  end(piece: string, encoding: 'latin1'): unknown;
  once(event: 'close' | 'drain', listener: () => void): unknown;
}

/** Who gets the answer of a call: a client on the line, or the queue in its stead. */
export interface Receiver {
  readonly requestId: string;
  /** Wall clock, for what is written down; and a clock that never jumps, for what is measured. */
  readonly at: number;
  readonly startedAt: number;
  readonly response: Reply;
  /** Under which the answer is kept, where the caller sent a key. */
  readonly heldKey: HeldKey | undefined;
  readonly isGone: boolean;
  /** How often a model was tried for this call. */
  tries: number;
  /** What a stream broke of, after it had begun. */
  brokeOff: FailureClass | undefined;
  /** What is to be stopped when nobody waits any more: at once, whatever it waits for. */
  whenGone(stop: () => void): void;
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
  tries = 0;
  brokeOff: FailureClass | undefined;
  caller: InferenceCaller | undefined;
  heldKey: HeldKey | undefined;
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

  whenGone(stop: () => void): void {
    this.#onGone = stop;
    if (this.isGone) stop();
  }

  /** Whoever waits on the line sees it by itself. */
  answering(): void {}

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
