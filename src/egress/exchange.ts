import { type Dispatcher, errors } from 'undici';
import { EgressFailure } from '../kernel/egress-failure.ts';

/** Body bytes that may wait for the reader before the upstream is told to stop, and where it may go on. */
const waitingBytesMax = 256 * 1024;
const waitingBytesLow = 64 * 1024;

interface AnswerHead {
  status: number;
  /** Lower-case names. */
  headers: Record<string, string>;
}

interface ExchangeBounds {
  firstByteMs: number;
  betweenBytesMs: number;
  totalMs: number;
  bodyBytesMax: number;
  signal: AbortSignal | undefined;
}

/**
 * One request and its answer on undici's dispatch interface. Its own, rather than undici's streams: an abort is felt
 * at once in every phase, also while a connection is being opened, and each way to fail has one name.
 */
export class Exchange implements Dispatcher.DispatchHandler {
  readonly head: Promise<AnswerHead>;
  /** Set by the connection that carries this exchange. */
  peerOf: () => string = () => '';
  readonly #bounds: ExchangeBounds;
  readonly #total: NodeJS.Timeout;
  /** Runs until the first byte, then between bytes; not while the reader is what everybody waits for. */
  #silence: NodeJS.Timeout | undefined;
  #answered: (head: AnswerHead) => void = () => undefined;
  #refused: (error: unknown) => void = () => undefined;
  #controller: Dispatcher.DispatchController | undefined;
  #hasHead = false;
  #received = 0;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #isEnded = false;
  #failure: { error: unknown } | undefined;
  #wake: (() => void) | undefined;

  constructor(bounds: ExchangeBounds) {
    this.#bounds = bounds;
    this.head = new Promise((resolve, reject) => {
      this.#answered = resolve;
      this.#refused = reject;
    });
    this.#total = this.#expire(bounds.totalMs, 'the whole answer');
    bounds.signal?.addEventListener('abort', this.#onAbort);
    if (bounds.signal?.aborted) this.#onAbort();
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#failure) controller.abort(asError(this.#failure.error));
    else this.#silence = this.#expire(this.#bounds.firstByteMs, 'the first byte');
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    if (status < 200 || this.#failure) return;
    this.#hasHead = true;
    // Where it points to is said nowhere: it may hold a secret, or tell what is inside a network.
    if (status >= 300 && status < 400) {
      this.#fail(new EgressFailure('redirect', new Error(`status ${status}`)));
    } else if (Number(headers['content-length']) > this.#bounds.bodyBytesMax) {
      this.#fail(tooLarge());
    } else {
      this.#awaitNextByte();
      this.#answered({ status, headers: flatHeaders(headers) });
    }
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Uint8Array): void {
    if (this.#failure) return;
    this.#received += chunk.length;
    if (this.#received > this.#bounds.bodyBytesMax) {
      this.#fail(tooLarge());
      return;
    }
    this.#waiting.push(chunk);
    this.#waitingBytes += chunk.length;
    if (this.#waitingBytes > waitingBytesMax) {
      controller.pause();
      clearTimeout(this.#silence);
      this.#silence = undefined;
    } else {
      this.#silence?.refresh();
    }
    this.#wakeReader();
  }

  onResponseEnd(): void {
    if (this.#failure) return;
    this.#isEnded = true;
    this.#release();
    this.#wakeReader();
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#fail(this.#classify(error));
  }

  /** Ends the exchange, wherever it is. What was not read is lost, and the upstream sees the connection close. */
  abandon(reason: unknown = new DOMException('The answer is not wanted any more', 'AbortError')): void {
    if (this.#isEnded || this.#failure) return;
    this.#waiting = [];
    this.#fail(reason);
  }

  async *read(): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      while (true) {
        const chunk = this.#waiting.shift();
        if (chunk !== undefined) {
          this.#waitingBytes -= chunk.length;
          if (this.#controller?.paused && this.#waitingBytes < waitingBytesLow) {
            this.#awaitNextByte();
            this.#controller.resume();
          }
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

  readonly #onAbort = () => this.abandon(this.#bounds.signal?.reason);

  #fail(error: unknown): void {
    if (this.#isEnded || this.#failure) return;
    this.#failure = { error };
    this.#release();
    this.#refused(error);
    this.#wakeReader();
    this.#controller?.abort(asError(error));
  }

  #awaitNextByte(): void {
    clearTimeout(this.#silence);
    this.#silence = this.#expire(this.#bounds.betweenBytesMs, 'the next byte');
  }

  #expire(ms: number, what: string): NodeJS.Timeout {
    const late = () =>
      this.#fail(new EgressFailure('timeout', new Error(`${what} did not come within ${ms} ms`)));
    return setTimeout(late, ms).unref();
  }

  #release(): void {
    clearTimeout(this.#total);
    clearTimeout(this.#silence);
    this.#bounds.signal?.removeEventListener('abort', this.#onAbort);
  }

  #wakeReader(): void {
    this.#wake?.();
    this.#wake = undefined;
  }

  #classify(error: Error): EgressFailure {
    if (error instanceof EgressFailure) return error;
    if (error instanceof errors.ConnectTimeoutError) return new EgressFailure('timeout', error);
    return new EgressFailure(this.#hasHead ? 'cut' : 'unreachable', error);
  }
}

function tooLarge(): EgressFailure {
  return new EgressFailure('too_large', new Error('the answer is larger than it may be'));
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error('aborted', { cause: error });
}

function flatHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || name === '__proto__') continue;
    flat[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return flat;
}
