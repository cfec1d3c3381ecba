import type { StreamEvent } from './sse.ts';
import { TextLines } from './text-lines.ts';

/** One JSON text a line, as Ollama streams. */
export class NdjsonDecoder {
  readonly #lines: TextLines;

  constructor(lineLengthMax: number) {
    this.#lines = new TextLines(lineLengthMax);
  }

  push(chunk: Uint8Array): StreamEvent[] {
    return eventsOf(this.#lines.push(chunk));
  }

  end(): StreamEvent[] {
    return eventsOf(this.#lines.end());
  }
}

function eventsOf(lines: string[]): StreamEvent[] {
  return lines.filter((line) => line.trim() !== '').map((data) => ({ type: '', data }));
}
