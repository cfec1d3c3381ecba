import { EgressFailure } from '../../kernel/egress-failure.ts';
import { limits } from '../../kernel/limits.ts';
import { toUsage } from '../../providers/openai-compatible/response.ts';
import type { ChatWire, Failure, WireContext } from '../../providers/provider.ts';
import { TargetFailure } from '../failures.ts';
import type { EventDecoder } from '../ports.ts';
import { parseOrText } from './receive-whole.ts';
import type { StreamParts } from './stream-sink.ts';
import { cutStream, doneEvent, TranslatedStream } from './translated-stream.ts';

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const colon = 0x3a;
const openBrace = 0x7b;
const dataField = Buffer.from('data: ');
const usageSign = Buffer.from('"usage":{');
const errorSign = Buffer.from('"error"');

/**
 * A stream that is OpenAI's already: its bytes are relayed as they are and watched for what matters, the content that
 * commits, usage, errors and the end. Only events of the one form leave; any other line is left out. A server that
 * frames its events otherwise is translated like a foreign one.
 */
export class ByteStream extends TranslatedStream {
  readonly #wire: ChatWire;
  /** Undecided until the first bytes are there. */
  #isCanonical: boolean | undefined;
  #rest: Buffer | undefined;
  #isDone = false;

  constructor(parts: StreamParts, wire: ChatWire, decoder: EventDecoder, context: WireContext) {
    super(parts, wire, decoder, context);
    this.#wire = wire;
  }

  protected override take(chunk: Uint8Array): void {
    if (this.#isDone) return;
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    this.#isCanonical ??= startsCanonically(bytes);
    if (!this.#isCanonical) {
      super.take(chunk);
      return;
    }
    const all = this.#rest ? Buffer.concat([this.#rest, bytes]) : bytes;
    const end = endOfEvents(all);
    this.#rest = end === all.length ? undefined : all.subarray(end);
    if (this.#rest && this.#rest.length > limits.egress.eventBytesMax) {
      throw new EgressFailure('too_large', new Error('an event is larger than it may be'));
    }
    if (end > 0) this.#relay(end === all.length ? all : all.subarray(0, end));
  }

  protected override close(): void {
    if (!this.#isCanonical) {
      super.close();
      return;
    }
    // A last event may lack its empty line.
    if (this.#rest) {
      this.#relay(Buffer.concat([this.#rest, Buffer.from('\n\n')]));
      this.#rest = undefined;
    }
    if (!this.#isDone) this.fail(new TargetFailure(cutStream));
  }

  /** Whole events only. The common case costs one look at each event's first bytes and two searches. */
  #relay(events: Buffer): void {
    const { output } = this.parts;
    const isPlain =
      output.isCommitted &&
      isEveryEventData(events) &&
      !events.includes(usageSign) &&
      !events.includes(errorSign);
    if (isPlain) output.write(events);
    else this.#readEach(events);
  }

  #readEach(events: Buffer): void {
    let start = 0;
    while (start < events.length && !this.#isDone) {
      const lineEnd = events.indexOf(lineFeed, start);
      const end = lineEnd === -1 ? events.length : lineEnd;
      this.#readLine(events.subarray(start, end));
      start = end + 1;
    }
  }

  #readLine(line: Buffer): void {
    if (!line.subarray(0, 5).equals(dataField.subarray(0, 5))) return;
    const data = line.subarray(5).toString('utf8').trim();
    if (data === '') return;
    if (data === '[DONE]') {
      this.#isDone = true;
      this.finish(doneEvent);
      return;
    }
    const event = { type: '', data };
    const body = parseOrText(data);
    // The decoder knows what a failure looks like; the bytes are what goes out.
    const { failed = isObject(body) ? undefined : brokenStream } = this.#wire.decode(
      this.#wire.beginStream(lookOnly),
      event,
    );
    if (failed) {
      this.#isDone = true;
      this.fail(new TargetFailure(failed));
      return;
    }
    this.#pass(body as Record<string, unknown>, data);
  }

  #pass(body: Record<string, unknown>, data: string): void {
    const { attempt, includeUsage, output } = this.parts;
    attempt.usage = toUsage(body) ?? attempt.usage;
    const { choices } = body;
    if (!Array.isArray(choices) || (choices.length === 0 && !includeUsage)) return;
    output.write(`data: ${data}\n\n`);
    if (choices.some(hasContent)) output.commit();
  }
}

const brokenStream: Failure = {
  class: 'upstream_bug',
  message: 'The provider’s stream holds an event that is not JSON.',
};

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/** Line feeds alone, and data from the first byte on. */
function startsCanonically(bytes: Buffer): boolean {
  return bytes.subarray(0, dataField.length).equals(dataField) && !bytes.includes(carriageReturn);
}

const lookOnly = { model: '', id: '', createdSeconds: 0 };

function hasContent(choice: unknown): boolean {
  const { delta, finish_reason: finish } = choice as {
    delta?: Record<string, unknown>;
    finish_reason?: unknown;
  };
  if (finish !== null && finish !== undefined) return true;
  for (const name in delta) if (name !== 'role' && delta[name]) return true;
  return false;
}

/** Where the last whole event ends. JSON holds no line end, so two of them are the end of an event. */
function endOfEvents(bytes: Buffer): number {
  const { length } = bytes;
  if (length >= 2 && bytes[length - 1] === lineFeed && bytes[length - 2] === lineFeed) return length;
  const last = bytes.lastIndexOf('\n\n');
  return last === -1 ? 0 : last + 2;
}

/** `data: {…}` and an empty line, again and again: nothing that would have to be looked into. */
function isEveryEventData(events: Buffer): boolean {
  let start = 0;
  while (start < events.length) {
    if (events[start] !== 0x64 || events[start + 4] !== colon || events[start + 6] !== openBrace)
      return false;
    const lineEnd = events.indexOf(lineFeed, start);
    if (events[lineEnd + 1] !== lineFeed) return false;
    start = lineEnd + 2;
  }
  return true;
}
