import { isObject, listOf, objectOf, parseOrText } from '../../kernel/json-values.ts';
import { toUsage } from '../../providers/openai-compatible/response.ts';
import type { Failure, WireEvent } from '../../providers/provider.ts';
import { TargetFailure } from '../failures.ts';
import { StreamSink } from './stream-sink.ts';
import { cutStream, doneEvent } from './translated-stream.ts';

const lineFeed = 0x0a;
const emptyLine = Buffer.from('\n\n');
const eventStart = 'data: {"id":"';
const choicesSign = '"choices":[{';
const usageSign = '"usage":{';
const finishSign = '"finish_reason":"';

/**
 * A stream that is OpenAI's already. Once it has begun, events in the form that OpenAI gives them are relayed as the
 * bytes that they are. Everything else goes through the decoder: what comes before the content that commits, events
 * with usage or an error, those that a chunk cuts in two, and servers that frame their events otherwise.
 */
export class ByteStream extends StreamSink {
  /** The decoder holds nothing: what comes next is the start of an event. */
  #isBetweenEvents = true;
  #endsWithLineFeed = false;
  #isDone = false;
  readonly #finished = new Set<number>();

  protected take(chunk: Uint8Array): void {
    if (this.#isDone) return;
    let bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    while (bytes.length > 0 && !this.#isDone) {
      const plain = this.#isBetweenEvents && this.parts.output.isCommitted ? countPlainBytes(bytes) : 0;
      if (plain > 0) this.parts.output.write(plain === bytes.length ? bytes : bytes.subarray(0, plain));
      const looked = plain > 0 ? plain : this.#endOfEvent(bytes);
      if (plain === 0) this.#decode(bytes.subarray(0, looked));
      bytes = bytes.subarray(looked);
    }
  }

  protected close(): void {
    this.#readAll(this.parts.decoder.end());
    if (this.#isDone) return;
    if (this.#isWhole) this.finish(doneEvent);
    else this.fail(new TargetFailure(cutStream));
  }

  /** Some servers send no `[DONE]`: with the reasons of all choices the answer is whole, and its end is ours to say. */
  get #isWhole(): boolean {
    return this.#finished.size >= this.parts.choiceCount;
  }

  #endOfEvent(bytes: Buffer): number {
    if (!this.#isBetweenEvents && this.#endsWithLineFeed && bytes[0] === lineFeed) return 1;
    const at = bytes.indexOf(emptyLine);
    return at === -1 ? bytes.length : at + emptyLine.length;
  }

  #decode(bytes: Buffer): void {
    const { length } = bytes;
    if (length === 0) return;
    const before = length > 1 ? bytes[length - 2] === lineFeed : this.#endsWithLineFeed;
    this.#endsWithLineFeed = bytes[length - 1] === lineFeed;
    this.#isBetweenEvents = before && this.#endsWithLineFeed;
    this.#readAll(this.parts.decoder.push(bytes));
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
    const { wire, context } = this.parts;
    const failed = mayFail.test(data) ? wire.decode(wire.beginStream(context), event).failed : undefined;
    if (failed) this.#break(this.readFailure(event) ?? failed);
    else if (isObject(body)) this.#pass(body, data);
    else if (!this.#isWhole && (event.type === '' || event.type === 'message')) this.#break(brokenStream);
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
    for (const [position, choice] of choices.entries()) {
      const { index, finish_reason: finish } = objectOf(choice);
      if (typeof finish === 'string') this.#finished.add(typeof index === 'number' ? index : position);
    }
    // Clients take the first choice without looking; only usage may come without any.
    if (choices.length === 0 && !(includeUsage && usage)) return;
    if (usage && !includeUsage) output.write(toData({ ...body, usage: undefined }));
    else if (choices.length === 0) output.write(toData({ ...body, choices }));
    else if (data.includes('\n')) output.write(toData(body));
    else output.write(`data: ${data}\n\n`);
    if (choices.some(hasContent)) output.commit();
  }
}

/** Every way in which a stream tells of a failure has one of these words; few pieces of text do. */
const mayFail = /error|abort/i;

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
 * How many bytes of events from the start need no look: `data: {"id":…,"choices":[{…}…}` and an empty line, again and
 * again, none with usage or the reason of an end. JSON holds no line end, so two of them are the end of an event. Usage and errors are objects
 * at the end of theirs, which then ends in two braces. Looked at as text: searching it costs a third of what it does
 * in bytes.
 */
function countPlainBytes(bytes: Buffer): number {
  const text = bytes.toString('latin1');
  const usageAt = text.indexOf(usageSign);
  const finishAt = text.indexOf(finishSign);
  const limit = Math.min(usageAt === -1 ? text.length : usageAt, finishAt === -1 ? text.length : finishAt);
  let start = 0;
  while (start < limit) {
    const end = text.indexOf('\n', start);
    if (end === -1 || end > limit || !isPlain(text, start, end)) break;
    start = end + emptyLine.length;
  }
  return start;
}

function isPlain(text: string, start: number, end: number): boolean {
  const choicesAt = text.indexOf(choicesSign, start);
  return (
    text.startsWith(eventStart, start) &&
    text.startsWith('}', end - 1) &&
    !text.startsWith('}', end - 2) &&
    text.startsWith('\n', end + 1) &&
    choicesAt !== -1 &&
    choicesAt < end
  );
}
