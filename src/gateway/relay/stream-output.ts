import type { OutgoingHttpHeaders } from 'node:http';
import { limits } from '../../kernel/limits.ts';
import type { Reply } from '../inbound.ts';
import type { UpstreamExchange } from '../ports.ts';
import type { AnswerKeeper } from './answer-keeper.ts';
import type { Heartbeats } from './heartbeats.ts';

type Piece = string | Uint8Array;

/**
 * The caller's side of a stream. Nothing leaves before the commit: until then a failure is still an answer of its own.
 * A caller who reads slowly makes the upstream wait.
 */
export class StreamOutput {
  readonly #response: Reply;
  readonly #headers: OutgoingHttpHeaders;
  readonly #heartbeats: Heartbeats;
  readonly #keeper: AnswerKeeper | undefined;
  #exchange: UpstreamExchange | undefined;
  #held: Piece[] = [];
  #isFull = false;
  isCommitted = false;
  lastWriteAt = 0;
  seat = -1;

  constructor(response: Reply, headers: OutgoingHttpHeaders, heartbeats: Heartbeats, keeper?: AnswerKeeper) {
    this.#response = response;
    this.#headers = headers;
    this.#heartbeats = heartbeats;
    this.#keeper = keeper;
  }

  /** Whom to hold back while the caller catches up. */
  feedFrom(exchange: UpstreamExchange): void {
    this.#exchange = exchange;
  }

  /** The first content is there: from now on this answer is the one, whatever happens. */
  commit(): void {
    if (this.isCommitted) return;
    this.isCommitted = true;
    this.#response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      // Proxies that collect answers would make a stream of it no more.
      'x-accel-buffering': 'no',
      ...this.#headers,
    });
    this.#keeper?.begin?.(this.#headers);
    const held = this.#held;
    this.#held = [];
    for (const piece of held) this.write(piece);
    this.#heartbeats.add(this);
    // Whatever ends it: a stream that nobody reads any more must not be kept alive.
    this.#response.once('close', () => this.stop());
  }

  write(piece: Piece): void {
    if (!this.isCommitted) {
      this.#held.push(piece);
      return;
    }
    this.#keeper?.copy(piece);
    this.#send(piece);
  }

  /** Says that the stream still lives; no reader takes it for content. */
  beat(): void {
    this.#send(': ping\n\n');
  }

  /** The last piece; after it the caller has everything. */
  async end(piece: Piece): Promise<void> {
    this.#heartbeats.delete(this);
    if (this.#keeper) await this.#keeper.keepStream(this.#headers, piece);
    this.#response.end(piece);
  }

  stop(): void {
    this.#heartbeats.delete(this);
  }

  #send(piece: Piece): void {
    this.lastWriteAt = performance.now();
    this.#response.write(piece);
    if (!this.#isFull && this.#response.writableLength > limits.gateway.pendingBytesMax) this.#holdBack();
  }

  #holdBack(): void {
    this.#isFull = true;
    this.#exchange?.pause();
    this.#response.once('drain', () => {
      this.#isFull = false;
      this.#exchange?.resume();
    });
  }
}
