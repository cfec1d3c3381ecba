import { EgressFailure } from './egress-failure.ts';

/**
 * Bytes in, lines out, without their ends: LF, CR or CRLF, also where a chunk ends between the two. A character cut in
 * two by a chunk is put together again, and a byte-order mark at the start is dropped.
 */
export class TextLines {
  readonly #decoder = new TextDecoder();
  readonly #lengthMax: number;
  /** Parts rather than one text: an endless line must not be searched anew with every chunk. */
  #parts: string[] = [];
  #length = 0;
  #endedWithCr = false;

  /** `lengthMax`: characters that a line may have before its end is seen. */
  constructor(lengthMax: number) {
    this.#lengthMax = lengthMax;
  }

  push(chunk: Uint8Array): string[] {
    return this.#split(this.#decoder.decode(chunk, { stream: true }));
  }

  /** What stands after the last line end counts as a line too. */
  end(): string[] {
    const lines = this.#split(this.#decoder.decode());
    return this.#length > 0 ? [...lines, this.#takeLine('')] : lines;
  }

  #split(decoded: string): string[] {
    const lines: string[] = [];
    let text = decoded;
    if (text !== '') {
      // The CR already ended the line.
      if (this.#endedWithCr && text.startsWith('\n')) text = text.slice(1);
      this.#endedWithCr = decoded.endsWith('\r');
    }
    if (text.includes('\r')) text = text.replace(/\r\n?/g, '\n');
    let start = 0;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
      lines.push(this.#takeLine(text.slice(start, end)));
      start = end + 1;
    }
    this.#keep(text.slice(start));
    return lines;
  }

  #takeLine(last: string): string {
    const line = this.#parts.length === 0 ? last : this.#parts.join('') + last;
    this.#parts = [];
    this.#length = 0;
    return line;
  }

  #keep(rest: string): void {
    if (rest === '') return;
    this.#parts.push(rest);
    this.#length += rest.length;
    if (this.#length > this.#lengthMax) {
      throw new EgressFailure('too_large', new Error(`a line has more than ${this.#lengthMax} characters`));
    }
  }
}
