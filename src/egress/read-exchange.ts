import { flatHeaders } from '../kernel/flat-headers.ts';
import { Exchange, type ExchangeBounds, type ExchangeSink } from './exchange.ts';

/** Body bytes that may wait for the reader before the upstream is told to stop, and where it may go on. */
const waitingBytesMax = 256 * 1024;
const waitingBytesLow = 64 * 1024;

interface AnswerHead {
  status: number;
  /** Lower-case names. */
  headers: Record<string, string>;
}

/** An exchange for whoever reads it in a loop: the head as a promise, the body as it is asked for. */
export class ReadExchange implements ExchangeSink {
  readonly exchange: Exchange;
  readonly head: Promise<AnswerHead>;
  readonly #signal: AbortSignal | undefined;
  #answered: (head: AnswerHead) => void = () => undefined;
  #refused: (error: unknown) => void = () => undefined;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #isEnded = false;
  #failure: { error: unknown } | undefined;
  #wake: (() => void) | undefined;

  constructor(bounds: ExchangeBounds & { signal?: AbortSignal }) {
    this.#signal = bounds.signal;
    this.head = new Promise((resolve, reject) => {
      this.#answered = resolve;
      this.#refused = reject;
    });
    this.exchange = new Exchange(bounds, this);
    this.#signal?.addEventListener('abort', this.#onAbort);
    if (this.#signal?.aborted) this.#onAbort();
  }

  onHead(status: number, headers: Record<string, string | string[] | undefined>): void {
    this.#answered({ status, headers: flatHeaders(headers) });
  }

  onData(chunk: Uint8Array): void {
    this.#waiting.push(chunk);
    this.#waitingBytes += chunk.length;
    if (this.#waitingBytes > waitingBytesMax) this.exchange.pause();
    this.#wakeReader();
  }

  onEnd(): void {
    this.#isEnded = true;
    this.#over();
  }

  onFailure(error: unknown): void {
    this.#failure = { error };
    this.#refused(error);
    this.#over();
  }

  abandon(reason?: unknown): void {
    if (this.#isEnded || this.#failure) return;
    this.#waiting = [];
    this.exchange.abandon(reason);
  }

  async *read(): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      while (true) {
        const chunk = this.#waiting.shift();
        if (chunk !== undefined) {
          this.#waitingBytes -= chunk.length;
          if (this.#waitingBytes < waitingBytesLow) this.exchange.resume();
          yield chunk;
        } else if (this.#failure) {
          throw this.#failure.error;
        } else if (this.#isEnded) {
          return;
        } else {
          await new Promise<void>((resolve) => {
            this.#wake = resolve;
          });
        }
      }
    } finally {
      this.abandon();
    }
  }

  readonly #onAbort = () => this.abandon(this.#signal?.reason);

  #over(): void {
    this.#signal?.removeEventListener('abort', this.#onAbort);
    this.#wakeReader();
  }

  #wakeReader(): void {
    this.#wake?.();
    this.#wake = undefined;
  }
}
