import { type Dispatcher, errors } from 'undici';
import { EgressFailure } from '../kernel/egress-failure.ts';

export interface ExchangeBounds {
  firstByteMs: number;
  betweenBytesMs: number;
  totalMs: number;
  bodyBytesMax: number;
}

/** Hears of an answer as it comes: head, data, then exactly one of end and failure. Nothing after that. */
export interface ExchangeSink {
  /** Headers in lower case, as undici gives them. */
  onHead(status: number, headers: Record<string, string | string[] | undefined>): void;
  onData(chunk: Uint8Array): void;
  onEnd(): void;
  /** EgressFailure, or the reason for which the exchange was abandoned. */
  onFailure(error: unknown): void;
}

/** The socket that an exchange is on. */
export interface Carrier {
  /** Whom it is connected to. */
  readonly peer: string;
  /** It carried another exchange before: its server may have closed it in the moment in which it was taken again. */
  readonly isKept: boolean;
  /** It may carry the next one. */
  free(): void;
}

/**
 * One request and its answer on undici's dispatch interface. Its own, rather than undici's streams: an abort is felt
 * at once in every phase, also while a connection is being opened, and each way to fail has one name.
 */
export class Exchange implements Dispatcher.DispatchHandler {
  /** Given with the request; it is left once. */
  carrier: Carrier | undefined;
  readonly #bounds: ExchangeBounds;
  readonly #sink: ExchangeSink;
  /** One for all bounds: it looks which of them has been reached, and sleeps until the next one may be. */
  #timer: NodeJS.Timeout;
  readonly #startedAt = performance.now();
  /** Since when nothing came: from the request to the first byte, and then between bytes. */
  #silentSince = Number.POSITIVE_INFINITY;
  #controller: Dispatcher.DispatchController | undefined;
  #hasHead = false;
  #received = 0;
  #hasLeft = false;
  #isOver = false;
  #abandonedFor: unknown;

  /** The timers hold the process, which ends all exchanges when it closes: letting go of each costs more than setting it. */
  constructor(bounds: ExchangeBounds, sink: ExchangeSink) {
    this.#bounds = bounds;
    this.#sink = sink;
    this.#timer = setTimeout(this.#onTime, this.#sleepMs(bounds.totalMs));
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#isOver) controller.abort(asError(this.#abandonedFor));
    else this.#silentSince = performance.now();
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    if (status < 200 || this.#isOver) return;
    this.#hasHead = true;
    // Where it points to is said nowhere: it may hold a secret, or tell what is inside a network.
    if (status >= 300 && status < 400) {
      this.#fail(new EgressFailure('redirect', new Error(`status ${status}`)));
    } else if (Number(headers['content-length']) > this.#bounds.bodyBytesMax) {
      this.#fail(tooLarge());
    } else {
      this.#silentSince = performance.now();
      this.#sink.onHead(status, headers);
    }
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Uint8Array): void {
    if (this.#isOver) return;
    this.#received += chunk.length;
    if (this.#received > this.#bounds.bodyBytesMax) {
      this.#fail(tooLarge());
      return;
    }
    // What was on its way before a pause took hold does not end it.
    if (!this.isPaused) this.#silentSince = performance.now();
    this.#sink.onData(chunk);
  }

  onResponseEnd(): void {
    this.#leaveSocket();
    if (this.#isOver) return;
    this.#isOver = true;
    this.#release();
    this.#sink.onEnd();
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#leaveSocket();
    this.#fail(this.#classify(error));
  }

  /** The upstream waits until the reader has caught up; its silence is then not held against it. */
  pause(): void {
    this.#controller?.pause();
    this.#silentSince = Number.POSITIVE_INFINITY;
  }

  resume(): void {
    if (this.#isOver || !this.#controller?.paused) return;
    this.#silentSince = performance.now();
    this.#controller.resume();
  }

  get peer(): string {
    return this.carrier?.peer ?? '';
  }

  get isPaused(): boolean {
    return this.#controller?.paused ?? false;
  }

  /** Ends the exchange, wherever it is. What was not read is lost, and the upstream sees the connection close. */
  abandon(reason: unknown = new DOMException('The answer is not wanted any more', 'AbortError')): void {
    this.#fail(reason);
  }

  #fail(error: unknown): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#abandonedFor = error;
    this.#release();
    this.#sink.onFailure(error);
    this.#controller?.abort(asError(error));
  }

  #leaveSocket(): void {
    if (this.#hasLeft) return;
    this.#hasLeft = true;
    this.carrier?.free();
  }

  get #silenceMs(): number {
    return this.#hasHead ? this.#bounds.betweenBytesMs : this.#bounds.firstByteMs;
  }

  /** No silence that begins later ends earlier. */
  #sleepMs(untilNextMs: number): number {
    const { firstByteMs, betweenBytesMs } = this.#bounds;
    return Math.max(1, Math.min(untilNextMs, firstByteMs, betweenBytesMs));
  }

  readonly #onTime = () => {
    const now = performance.now();
    const untilTotal = this.#startedAt + this.#bounds.totalMs - now;
    const untilSilence = this.#silentSince + this.#silenceMs - now;
    if (untilTotal <= 0) this.#expire('the whole answer', this.#bounds.totalMs);
    else if (untilSilence <= 0) this.#hearOut();
    else this.#sleep(Math.min(untilTotal, untilSilence));
  };

  #sleep(untilNextMs: number): void {
    this.#timer = setTimeout(this.#onTime, this.#sleepMs(untilNextMs));
  }

  /**
   * After this process stood still, for whatever reason, timers run before what came meanwhile is read: that is read
   * first.
   */
  #hearOut(): void {
    const since = this.#silentSince;
    setImmediate(() => {
      if (this.#isOver) return;
      if (this.#silentSince !== since) this.#onTime();
      else this.#expire(this.#hasHead ? 'the next byte' : 'the first byte', this.#silenceMs);
    });
  }

  #expire(what: string, ms: number): void {
    this.#fail(new EgressFailure('timeout', new Error(`${what} did not come within ${ms} ms`)));
  }

  #release(): void {
    clearTimeout(this.#timer);
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
