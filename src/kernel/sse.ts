import { EgressFailure } from './egress-failure.ts';
import { TextLines } from './text-lines.ts';

/** One event of a stream, whatever its framing was. */
export interface StreamEvent {
  /** Empty where the framing or the server gives none. */
  type: string;
  data: string;
}

/**
 * Server-sent events as LLM servers send them (reference/wire-protocols.md, 3.1). Lenient where they are: some put one
 * line end between events, so that a new event begins where the data before it is whole already.
 */
export class SseDecoder {
  readonly #lines: TextLines;
  readonly #eventLengthMax: number;
  #type = '';
  #data: string[] = [];
  #length = 0;
  #bare = false;

  constructor(eventLengthMax: number) {
    this.#lines = new TextLines(eventLengthMax);
    this.#eventLengthMax = eventLengthMax;
  }

  push(chunk: Uint8Array): StreamEvent[] {
    return this.#readAll(this.#lines.push(chunk));
  }

  /** A last event may lack its empty line. */
  end(): StreamEvent[] {
    return this.#readAll([...this.#lines.end(), '']);
  }

  #readAll(lines: string[]): StreamEvent[] {
    const events: StreamEvent[] = [];
    for (const line of lines) this.#read(line, events);
    return events;
  }

  #read(line: string, events: StreamEvent[]): void {
    if (line === '') {
      this.#dispatch(events);
      return;
    }
    if (this.#bare || line.startsWith('{') || line.startsWith('[')) {
      this.#readBare(line, events);
      return;
    }
    const colon = line.indexOf(':');
    const field = colon === -1 ? line : line.slice(0, colon);
    if (field !== 'data' && field !== 'event') return;
    const value = colon === -1 ? '' : line.slice(line.startsWith(' ', colon + 1) ? colon + 2 : colon + 1);
    if (this.#data.length > 0 && isWhole(this.#data)) this.#dispatch(events);
    if (field === 'event') this.#type = value;
    else this.#keep(value);
  }

  /** Google breaks off a stream with an error that is plain JSON, over several lines: no field begins like that. */
  #readBare(line: string, events: StreamEvent[]): void {
    if (!this.#bare) this.#dispatch(events);
    this.#bare = true;
    this.#keep(line);
  }

  #keep(value: string): void {
    this.#data.push(value);
    this.#length += value.length + 1;
    if (this.#length > this.#eventLengthMax) {
      throw new EgressFailure(
        'too_large',
        new Error(`an event has more than ${this.#eventLengthMax} characters`),
      );
    }
  }

  #dispatch(events: StreamEvent[]): void {
    if (this.#data.length > 0) events.push({ type: this.#type, data: this.#data.join('\n') });
    this.#type = '';
    this.#data = [];
    this.#length = 0;
    this.#bare = false;
  }
}

/** Asked only where a second line follows without an empty one between, which is rare. */
function isWhole(data: readonly string[]): boolean {
  const text = data.join('\n').trim();
  if (text === '[DONE]') return true;
  if (!/^[{[]/.test(text) || !/[}\]]$/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
