import type { OutgoingHttpHeaders } from 'node:http';
import type { FailureClass } from '../../providers/provider.ts';
import type { HeldKey } from '../idempotency/held-key.ts';
import type { Receiver, Reply } from '../inbound.ts';

interface QueueReceiverParts {
  requestId: string;
  at: number;
  tries: number;
  response: Reply;
  heldKey?: HeldKey | undefined;
  onAnswering(): void;
}

/** Gets the answer of one attempt of a queued call: for a client on the line, or for whoever comes for it later. */
export class QueueReceiver implements Receiver {
  readonly requestId: string;
  readonly at: number;
  readonly startedAt = performance.now();
  readonly response: Reply;
  readonly heldKey: HeldKey | undefined;
  readonly #onAnswering: () => void;
  tries: number;
  brokeOff: FailureClass | undefined;
  isGone = false;
  /** From now on the same must not be asked again. */
  isAnswering = false;
  #stop: (() => void) | undefined;

  constructor({ requestId, at, tries, response, heldKey, onAnswering }: QueueReceiverParts) {
    this.requestId = requestId;
    this.at = at;
    this.tries = tries;
    this.response = response;
    this.heldKey = heldKey;
    this.#onAnswering = onAnswering;
  }

  whenGone(stop: () => void): void {
    this.#stop = stop;
    if (this.isGone) stop();
  }

  answering(): void {
    if (this.isAnswering) return;
    this.isAnswering = true;
    this.#onAnswering();
  }

  /** Nobody waits for this attempt any more: the provider is left. */
  leave(): void {
    this.isGone = true;
    this.#stop?.();
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

  end(piece: string | Uint8Array, encoding?: 'latin1'): void {
    this.#pieces.push(typeof piece === 'string' ? Buffer.from(piece, encoding) : Buffer.from(piece));
  }

  once(): void {}

  get body(): Buffer {
    return Buffer.concat(this.#pieces);
  }
}
