import { Roster, type Seated } from '../../kernel/roster.ts';

interface Beating extends Seated {
  readonly lastWriteAt: number;
  beat(): void;
}

/** One timer for all open streams: a timer for each would cost more than the stream's chunks. */
export class Heartbeats {
  readonly #streams = new Roster<Beating>();
  readonly #silenceMs: number;
  #timer: NodeJS.Timeout | undefined;

  /** `silenceMs`: how long a stream may say nothing. */
  constructor(silenceMs: number) {
    this.#silenceMs = silenceMs;
  }

  add(stream: Beating): void {
    this.#streams.add(stream);
    this.#timer ??= setInterval(() => this.#beat(), this.#silenceMs / 3).unref();
  }

  delete(stream: Beating): void {
    this.#streams.delete(stream);
    if (this.#streams.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #beat(): void {
    const silentSince = performance.now() - this.#silenceMs;
    for (const stream of this.#streams) if (stream.lastWriteAt < silentSince) stream.beat();
  }
}
