import { toUsage } from '../../providers/openai-compatible/response.ts';
import type { ChatWire, Failure, WireContext, WireEvent } from '../../providers/provider.ts';
import { isObject, listOf, objectOf } from '../../providers/wire-values.ts';
import { TargetFailure } from '../failures.ts';
import type { EventDecoder } from '../ports.ts';
import { parseOrText } from './receive-whole.ts';
import { type StreamParts, StreamSink } from './stream-sink.ts';
import { cutStream, doneEvent } from './translated-stream.ts';

const lineFeed = 0x0a;
const space = 0x20;
const quote = 0x22;
const closeBrace = 0x7d;
const eventStart = Buffer.from('data: {"');
const emptyLine = Buffer.from('\n\n');
/** An event with one of these is looked into: it is metered, held back, or the end. */
const signs = ['"usage":{', '"error"', '"choices":[]'].map((sign) => Buffer.from(sign));

/**
 * A stream that is OpenAI's already. Once it has begun, events in the form that OpenAI gives them are relayed as the
 * bytes that they are. Everything else goes through the decoder: what comes before the content that commits, events
 * with usage or an error, those that a chunk cuts in two, and servers that frame their events otherwise.
 */
export class ByteStream extends StreamSink {
  readonly #wire: ChatWire;
  readonly #decoder: EventDecoder;
  readonly #context: WireContext;
  /** The decoder holds nothing: what comes next is the start of an event. */
  #isBetweenEvents = true;
  #endsWithLineFeed = false;
  #isDone = false;

  constructor(parts: StreamParts, wire: ChatWire, decoder: EventDecoder, context: WireContext) {
    super(parts);
    this.#wire = wire;
    this.#decoder = decoder;
    this.#context = context;
  }

  protected take(chunk: Uint8Array): void {
    if (this.#isDone) return;
    let bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (!this.#isBetweenEvents) {
      const end = this.#endOfBegunEvent(bytes);
      this.#decode(bytes.subarray(0, end));
      bytes = bytes.subarray(end);
    }
    const plain = this.#isBetweenEvents && this.parts.output.isCommitted ? endOfPlainEvents(bytes) : 0;
    if (plain > 0) this.parts.output.write(plain === bytes.length ? bytes : bytes.subarray(0, plain));
    if (plain < bytes.length) this.#decode(bytes.subarray(plain));
  }

  protected close(): void {
    this.#readAll(this.#decoder.end());
    if (!this.#isDone) this.fail(new TargetFailure(cutStream));
  }

  #endOfBegunEvent(bytes: Buffer): number {
    if (this.#endsWithLineFeed && bytes[0] === lineFeed) return 1;
    const at = bytes.indexOf(emptyLine);
    return at === -1 ? bytes.length : at + emptyLine.length;
  }

  #decode(bytes: Buffer): void {
    const { length } = bytes;
    if (length === 0) return;
    const before = length > 1 ? bytes[length - 2] === lineFeed : this.#endsWithLineFeed;
    this.#endsWithLineFeed = bytes[length - 1] === lineFeed;
    this.#isBetweenEvents = before && this.#endsWithLineFeed;
    this.#readAll(this.#decoder.push(bytes));
  }

  #readAll(events: readonly WireEvent[]): void {
    for (const event of events) {
      if (this.#isDone) return;
      this.#read(event);
    }
  }

  #read(event: WireEvent): void {
    const data = event.data.trim();
    if (data === '') return;
    if (data === '[DONE]') {
      this.#isDone = true;
      this.finish(doneEvent);
      return;
    }
    const body = parseOrText(data);
    // What an error looks like is the dialect's to know; the bytes are what goes out.
    const { failed } = this.#wire.decode(this.#wire.beginStream(this.#context), event);
    if (failed) this.#break(this.#readFailure(event) ?? failed);
    else if (isObject(body)) this.#pass(body, data);
    else if (event.type === '' || event.type === 'message') this.#break(brokenStream);
  }

  /** Once more, with secrets taken out before any of its text is cut to a length. */
  #readFailure({ type, data }: WireEvent): Failure | undefined {
    return this.#wire.decode(this.#wire.beginStream(this.#context), { type, data: this.hide(data) }).failed;
  }

  #break(failure: Failure): void {
    this.#isDone = true;
    this.fail(new TargetFailure(failure));
  }

  #pass(body: Record<string, unknown>, data: string): void {
    const { attempt, includeUsage, output } = this.parts;
    const usage = toUsage(body);
    attempt.usage = usage ?? attempt.usage;
    const choices = listOf(body['choices']);
    // Clients take the first choice without looking; only usage may come without any.
    if (choices.length === 0 && !(includeUsage && usage)) return;
    if (usage && !includeUsage) output.write(toData({ ...body, usage: undefined }));
    else if (choices.length === 0) output.write(toData({ ...body, choices }));
    else if (data.includes('\n')) output.write(toData(body));
    else output.write(`data: ${data}\n\n`);
    if (choices.some(hasContent)) output.commit();
  }
}

const brokenStream: Failure = {
  class: 'upstream_bug',
  message: 'The provider’s stream holds an event that is not JSON.',
};

function toData(body: Record<string, unknown>): string {
  return `data: ${JSON.stringify(body)}\n\n`;
}

function hasContent(choice: unknown): boolean {
  const { delta, finish_reason: finish } = objectOf(choice);
  if (finish !== null && finish !== undefined) return true;
  const said = objectOf(delta);
  for (const name in said) if (name !== 'role' && said[name]) return true;
  return false;
}

/**
 * Where the events that need no look end; 0 where there are none, or one among them needs it. JSON holds no line end,
 * so two of them are the end of an event.
 */
function endOfPlainEvents(bytes: Buffer): number {
  const last = bytes.lastIndexOf(emptyLine);
  if (last === -1) return 0;
  const end = last + emptyLine.length;
  const events = end === bytes.length ? bytes : bytes.subarray(0, end);
  for (const sign of signs) if (events.includes(sign)) return 0;
  return isEveryEventPlain(events) ? end : 0;
}

/** `data: {"id":…}` and an empty line, again and again. With blanks in the JSON the signs would read differently. */
function isEveryEventPlain(events: Buffer): boolean {
  let start = 0;
  while (start < events.length) {
    const keyEnd = events.indexOf(quote, start + eventStart.length);
    const lineEnd = events.indexOf(lineFeed, start);
    const isPlain =
      events.indexOf(eventStart, start) === start &&
      keyEnd < lineEnd &&
      events[keyEnd + 2] !== space &&
      events[lineEnd - 1] === closeBrace &&
      events[lineEnd + 1] === lineFeed;
    if (!isPlain) return false;
    start = lineEnd + emptyLine.length;
  }
  return true;
}
