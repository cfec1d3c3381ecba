import type { OutgoingHttpHeaders } from 'node:http';
import type { CallFailureClass } from '../failures.ts';
import { type CallCut, CallerGone, type CallOver, type Receiver, type Reply } from '../inbound.ts';
import type { InferenceCaller } from '../ports.ts';
import type { AnswerKeeper } from '../relay/answer-keeper.ts';
import type { Target } from '../routing/route.ts';

interface QueueReceiverParts {
  requestId: string;
  at: number;
  /** When the call itself came in. */
  createdAt: number;
  tries: number;
  response: Reply;
  keeper?: AnswerKeeper | undefined;
  onAnswering(): void;
}

/** Gets the answer of one attempt of a queued call: for a client on the line, or for whoever comes for it later. */
export class QueueReceiver implements Receiver {
  readonly requestId: string;
  readonly at: number;
  readonly startedAt = performance.now();
  queueMs: number | null;
  readonly response: Reply;
  keeper: AnswerKeeper | undefined;
  readonly traceparent = null;
  readonly #onAnswering: () => void;
  tries: number;
  brokeOff: CallFailureClass | undefined;
  caller: InferenceCaller | undefined;
  target: Target | undefined;
  over: CallOver | undefined;
  /** From now on the same must not be asked again. */
  isAnswering = false;
  seat = -1;
  #onOver: ((why: CallOver) => void) | undefined;

  constructor({ requestId, at, createdAt, tries, response, keeper, onAnswering }: QueueReceiverParts) {
    this.requestId = requestId;
    this.at = at;
    // Another process may have taken the call in, and its clock may be ahead.
    this.queueMs = Math.max(0, at - createdAt);
    this.tries = tries;
    this.response = response;
    this.keeper = keeper;
    this.#onAnswering = onAnswering;
  }

  whenOver(stop: (why: CallOver) => void): void {
    this.#onOver = stop;
    if (this.over) stop(this.over);
  }

  cut(why: CallCut): void {
    this.#end(why);
  }

  answering(): void {
    if (this.isAnswering) return;
    this.isAnswering = true;
    this.#onAnswering();
  }

  /** Nobody waits for this attempt any more: the provider is left. */
  leave(): void {
    this.#end(new CallerGone());
  }

  #end(why: CallOver): void {
    if (this.over) return;
    this.over = why;
    this.#onOver?.(why);
  }
}

/** An answer in one piece, kept instead of sent. */
export class KeptReply implements Reply {
  readonly writableLength = 0;
  status = 0;
  headers: OutgoingHttpHeaders = {};
  readonly #pieces: Buffer[] = [];

  writeHead(status: number, headers: OutgoingHttpHeaders): void {
    this.status = status;
    this.headers = headers;
  }

  write(piece: string | Uint8Array): void {
    this.#pieces.push(Buffer.from(piece as string));
  }

  end(piece: string | Uint8Array, encoding?: 'latin1' | 'utf8'): void {
    this.#pieces.push(typeof piece === 'string' ? Buffer.from(piece, encoding) : Buffer.from(piece));
  }

  once(): void {}

  get body(): Buffer {
    return Buffer.concat(this.#pieces);
  }
}
