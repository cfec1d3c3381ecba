import { limits } from '../../kernel/limits.ts';

interface Beating {
  readonly lastWriteAt: number;
  beat(): void;
}

/** One timer for all open streams: a timer for each would cost more than the stream's chunks. */
export class Heartbeats {
  readonly #streams = new Set<Beating>();
  #timer: NodeJS.Timeout | undefined;

  add(stream: Beating): void {
    this.#streams.add(stream);
    this.#timer ??= setInterval(() => this.#beat(), limits.gateway.heartbeatMs / 3).unref();
  }

  delete(stream: Beating): void {
    this.#streams.delete(stream);
    if (this.#streams.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #beat(): void {
    const silentSince = performance.now() - limits.gateway.heartbeatMs;
    for (const stream of this.#streams) if (stream.lastWriteAt < silentSince) stream.beat();
  }
}
