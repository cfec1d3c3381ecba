import { randomUUID } from 'node:crypto';
import { isJsonString, lengthOfEscape, longestEscape } from './json-string.ts';
import { isEscaped, type JsonSpan } from './json-text.ts';

/**
 * V8 puts a string of more than about 100 KB on pages of its own, and having those mapped takes longer than everything
 * else about reading it: 400 KB in one piece are decoded in 210 µs, in pieces of this size in 13 µs (Node 24).
 */
const pieceBytes = 48 * 1024;

const backslash = 0x5c;

/**
 * JSON that is read but for its long texts: those are known to be whole, and only decoded for whoever asks. Until then a
 * mark stands for each. A prompt of megabytes that goes on as it came is never more than its bytes.
 */
export class JsonSketch {
  readonly value: unknown;
  readonly #bytes: Buffer;
  readonly #longTexts: readonly JsonSpan[];
  /** Nobody can know it, and write it himself. */
  readonly #mark: string;

  /** Throws where it is no JSON. `longTexts`: as they were found in the bytes, which are UTF-8. */
  constructor(bytes: Buffer, longTexts: readonly JsonSpan[]) {
    this.#bytes = bytes;
    this.#longTexts = longTexts;
    this.#mark = longTexts.length === 0 ? '' : `${randomUUID()}/`;
    let frame = '';
    let from = 0;
    for (const [index, span] of longTexts.entries()) {
      if (!isJsonString(bytes, span.start, span.end)) throw new SyntaxError('a text is no JSON');
      frame += `${bytes.toString('utf8', from, span.start)}${this.#mark}${index}`;
      from = span.end;
    }
    this.value = JSON.parse(frame + bytes.toString('utf8', from));
  }

  /** A copy with every text in its place; the value itself where there is none to fill in. */
  fill(value: unknown): unknown {
    if (this.#longTexts.length === 0) return value;
    if (typeof value === 'string') return this.#findText(value) ?? value;
    if (Array.isArray(value)) return value.map((item) => this.fill(item));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, this.fill(held)]));
  }

  isMarked(text: string): boolean {
    return this.#longTexts.length > 0 && text.includes(this.#mark);
  }

  /** Like any other string; V8 joins its pieces when somebody looks into it. */
  #findText(marked: string): string | undefined {
    if (!marked.startsWith(this.#mark)) return undefined;
    const span = this.#longTexts[Number(marked.slice(this.#mark.length))];
    if (span === undefined) return undefined;
    let text = '';
    readPieces(this.#bytes, span, (piece) => {
      text += piece;
    });
    return text;
  }
}

/** Each piece is parsed as JSON of its own. */
function readPieces(bytes: Buffer, { start, end }: JsonSpan, take: (piece: string) => void): void {
  for (let from = start; from < end; ) {
    const to = cutBefore(bytes, from, from + pieceBytes, end);
    take(JSON.parse(`"${bytes.toString('utf8', from, to)}"`));
    from = to;
  }
}

/** Where no character and no escape is cut in two. */
function cutBefore(bytes: Buffer, from: number, wanted: number, end: number): number {
  if (wanted >= end) return end;
  let to = wanted;
  while (to > from && ((bytes[to] ?? 0) & 0xc0) === 0x80) to -= 1;
  for (let back = 1; back < longestEscape; back += 1) {
    const at = to - back;
    if (bytes[at] !== backslash || isEscaped(bytes, at, from)) continue;
    return at + lengthOfEscape(bytes, at) > to ? at : to;
  }
  return to;
}
