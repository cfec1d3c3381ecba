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
  readonly #timer: NodeJS.Timeout;
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
    const late = () => this.#fail(new EgressFailure('timeout', new Error('the call took too long in total')));
    this.#timer = setTimeout(late, bounds.totalMs).unref();
    bounds.signal?.addEventListener('abort', this.#onAbort);
    if (bounds.signal?.aborted) this.#onAbort();
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#failure) controller.abort(asError(this.#failure.error));
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    if (status < 200 || this.#failure) return;
    this.#hasHead = true;
    // Where it points to is said nowhere: it may hold a secret, or tell what is inside a network.
    if (status >= 300 && status < 400)
      return this.#fail(new EgressFailure('redirect', new Error(`status ${status}`)));
    if (Number(headers['content-length']) > this.#bounds.bodyBytesMax) return this.#fail(tooLarge());
    this.#answered({ status, headers: flatHeaders(headers) });
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Uint8Array): void {
    if (this.#failure) return;
    this.#received += chunk.length;
    if (this.#received > this.#bounds.bodyBytesMax) return this.#fail(tooLarge());
    this.#waiting.push(chunk);
    this.#waitingBytes += chunk.length;
    if (this.#waitingBytes > waitingBytesMax) controller.pause();
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
          if (this.#controller?.paused && this.#waitingBytes < waitingBytesLow) this.#controller.resume();
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

  #release(): void {
    clearTimeout(this.#timer);
    this.#bounds.signal?.removeEventListener('abort', this.#onAbort);
  }

  #wakeReader(): void {
    this.#wake?.();
    this.#wake = undefined;
  }

  #classify(error: Error): EgressFailure {
    if (error instanceof EgressFailure) return error;
    const isLate =
      error instanceof errors.ConnectTimeoutError ||
      error instanceof errors.HeadersTimeoutError ||
      error instanceof errors.BodyTimeoutError;
    if (isLate) return new EgressFailure('timeout', error);
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
