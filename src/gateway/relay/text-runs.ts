import { isUtf8 } from 'node:buffer';

/** What is written before and after each piece of text, as the bytes of UTF-8 in a character each. */
export interface TextFrame {
  before: string;
  after: string;
}

interface Run {
  start: number;
  end: number;
  /** The events, told anew. */
  told: Buffer;
}

/**
 * Events one after the other that only bring pieces of text. Nearly all events of an answer do, and nothing follows from
 * one of them for the next: a run is told anew in one replacement, in a fifth of the time that reading each takes.
 */
export class TextRuns {
  readonly #each: RegExp;
  readonly #runs: RegExp;

  /** `event` matches one of them, framing and all; its one group is the text. */
  constructor(event: RegExp) {
    this.#each = new RegExp(event, 'g');
    this.#runs = new RegExp(`(?:${event.source})+`, 'g');
  }

  /** The first run from there on. `text` are the bytes, a character each; `isStart`: whether they begin an event. */
  find(bytes: Buffer, text: string, from: number, isStart: boolean, frame: TextFrame): Run | undefined {
    this.#runs.lastIndex = from;
    const [run] = this.#runs.exec(text) ?? [];
    if (run === undefined) return undefined;
    const end = this.#runs.lastIndex;
    const start = end - run.length;
    if (start === 0 ? !isStart : !text.startsWith('\n\n', start - 2)) return undefined;
    if (!isUtf8(bytes.subarray(start, end))) return undefined;
    // A dollar sign would stand for a part of what was matched.
    const replacement = `${frame.before.replaceAll('$', '$$$$')}$1${frame.after}`;
    return { start, end, told: Buffer.from(run.replace(this.#each, replacement), 'latin1') };
  }
}

const compiled = new WeakMap<RegExp, TextRuns>();

export function textRunsOf(event: RegExp): TextRuns {
  const runs = compiled.get(event) ?? new TextRuns(event);
  compiled.set(event, runs);
  return runs;
}
