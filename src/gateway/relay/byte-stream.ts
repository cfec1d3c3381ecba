import { isObject, listOf, objectOf, parseOrText } from '../../kernel/json-values.ts';
import { toUsage } from '../../providers/openai-compatible/response.ts';
import type { Failure, WireEvent } from '../../providers/provider.ts';
import { TargetFailure } from '../failures.ts';
import { StreamSink } from './stream-sink.ts';
import { cutStream, doneEvent } from './translated-stream.ts';

const lineFeed = 0x0a;
const emptyLine = Buffer.from('\n\n');

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
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    // A character for each byte; searching bytes takes three times as long.
    const text = bytes.toString('latin1');
    for (let at = 0; at < bytes.length && !this.#isDone; ) {
      const isPlain = this.#isBetweenEvents && this.parts.output.isCommitted;
      const plainEnd = isPlain ? endOfPlainEvents(text, at) : at;
      const end = plainEnd > at ? plainEnd : this.#endOfEvent(bytes, at);
      const looked = at === 0 && end === bytes.length ? bytes : bytes.subarray(at, end);
      if (plainEnd > at) this.parts.output.write(looked);
      else this.#decode(looked);
      at = end;
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

  #endOfEvent(bytes: Buffer, from: number): number {
    if (!this.#isBetweenEvents && this.#endsWithLineFeed && bytes[from] === lineFeed) return from + 1;
    const at = bytes.indexOf(emptyLine, from);
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
      this.#end();
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

  #end(): void {
    // vLLM ends so when it fails before the first token (vllm-project/vllm#40986).
    if (!this.parts.output.isCommitted) {
      this.#break(silentStream);
      return;
    }
    this.#isDone = true;
    this.finish(doneEvent);
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

const silentStream: Failure = {
  class: 'upstream_bug',
  message: 'The provider’s stream ended without an answer.',
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
 * Events from the start that need no look: `data: {"id":…,"choices":[{…}…}` and an empty line, again and again. Usage and
 * errors are objects at the end of theirs, which then ends in two braces. What stands in the lookahead is found once and
 * not tried again, so that no event takes longer than its length.
 */
const plainEvents = /(?:data: \{"id":"(?=[^\n]*?"choices":\[\{)[^\n]*[^}\n]\}\n\n)+/y;

/** Where they end, before the first with usage or the reason of an end; `from` where there are none. */
function endOfPlainEvents(text: string, from: number): number {
  plainEvents.lastIndex = from;
  if (!plainEvents.test(text)) return from;
  const end = plainEvents.lastIndex;
  const lookAt = Math.min(
    findSign(text, from, end, '"usa', 'ge":{'),
    findSign(text, from, end, '"finish_rea', 'son":"'),
  );
  if (lookAt === end) return end;
  const eventEnd = text.lastIndexOf('\n\n', lookAt);
  return eventEnd < from ? from : eventEnd + emptyLine.length;
}

/** Its second half starts with a letter that is rarer than a quote, which every event is full of: five times as fast. */
function findSign(text: string, from: number, end: number, firstHalf: string, secondHalf: string): number {
  let at = text.indexOf(secondHalf, from);
  while (at !== -1 && !text.startsWith(firstHalf, at - firstHalf.length))
    at = text.indexOf(secondHalf, at + 1);
  return at === -1 ? end : Math.min(at, end);
}
