import type { StreamChunk } from '../../providers/openai-shapes.ts';
import type { Failure, WireEvent } from '../../providers/provider.ts';
import { TargetFailure } from '../failures.ts';
import { type StreamParts, StreamSink } from './stream-sink.ts';
import { type TextFrame, type TextRuns, textRunsOf } from './text-runs.ts';

export const doneEvent = 'data: [DONE]\n\n';

/** A stream of another dialect, or of OpenAI's with peculiarities: read event by event, told anew in one form. */
export class TranslatedStream extends StreamSink {
  readonly #state: unknown;
  readonly #textRuns: TextRuns | undefined;
  /** Known from the first text on. */
  #textFrame: TextFrame | undefined;
  #endsWithEvent = true;
  #isDone = false;

  constructor(parts: StreamParts) {
    super(parts);
    const { wire, context } = parts;
    this.#state = wire.beginStream(context);
    this.#textRuns = wire.textEvent && textRunsOf(wire.textEvent);
  }

  protected take(chunk: Uint8Array): void {
    if (this.#textRuns) this.#takeRuns(chunk, this.#textRuns);
    else this.#read(this.parts.decoder.push(chunk));
  }

  /** What is no run of text is read, up to the next one. Before anything was said, event by event. */
  #takeRuns(chunk: Uint8Array, runs: TextRuns): void {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const text = bytes.toString('latin1');
    for (let at = 0; at < bytes.length && !this.#isDone; ) {
      const frame = this.parts.output.isCommitted ? this.#textFrame : undefined;
      const run = frame && runs.find(bytes, text, at, this.#endsWithEvent, frame);
      const eventEnd = frame ? -1 : text.indexOf('\n\n', at);
      const readTo = run?.start ?? (eventEnd === -1 ? bytes.length : eventEnd + 2);
      if (readTo > at) this.#read(this.parts.decoder.push(bytes.subarray(at, readTo)));
      if (run && !this.#isDone) this.parts.output.write(run.told);
      at = run?.end ?? readTo;
    }
    this.#endsWithEvent = text.endsWith('\n\n');
  }

  protected close(): void {
    this.#read(this.parts.decoder.end());
    if (this.#isDone) return;
    const owed = this.parts.wire.endStream?.(this.#state);
    if (owed) this.#tell(owed.chunks, owed.done);
    if (!owed?.done) this.fail(new TargetFailure(cutStream));
  }

  #read(events: readonly WireEvent[]): void {
    const { attempt, includeUsage, output, wire } = this.parts;
    let text = '';
    let hasContent = false;
    for (const event of events) {
      if (this.#isDone) break;
      // Legal, and not worth the exception that reading nothing as JSON costs.
      if (event.data === '') continue;
      const { chunks, done, failed, usage } = wire.decode(this.#state, event);
      if (usage) attempt.usage = usage;
      for (const chunk of chunks) {
        if (chunk.usage) attempt.usage = chunk.usage;
        text += toEvent(chunk, includeUsage);
        hasContent ||= isContent(chunk);
        if (this.#textRuns) this.#textFrame ??= findTextFrame(chunk, includeUsage);
      }
      if (failed) {
        // What came before it in the same packet is still said, where the answer has begun.
        if (text !== '' && (output.isCommitted || hasContent)) this.#put(text, hasContent);
        this.fail(new TargetFailure(this.readFailure(event) ?? failed));
        this.#isDone = true;
        return;
      }
      this.#isDone = done;
    }
    if (text !== '') this.#put(text, hasContent);
    if (this.#isDone) this.finish(doneEvent);
  }

  #tell(chunks: readonly StreamChunk[], done: boolean): void {
    const { attempt, includeUsage } = this.parts;
    for (const chunk of chunks) {
      if (chunk.usage) attempt.usage = chunk.usage;
      this.#put(toEvent(chunk, includeUsage), isContent(chunk));
    }
    if (done) this.finish(doneEvent);
  }

  #put(text: string, hasContent: boolean): void {
    this.parts.output.write(text);
    if (hasContent) this.parts.output.commit();
  }
}

export const cutStream: Failure = {
  class: 'upstream_bug',
  message: 'The provider’s stream broke off before its end.',
};

/** Usage is always metered and told only to those who asked: a chunk without choices breaks clients that did not. */
export function toEvent(chunk: StreamChunk, includeUsage: boolean): string {
  const text = textAlone(chunk);
  if (text !== undefined) return `${startOf(chunk)}${JSON.stringify(text)}${endOf(includeUsage)}`;
  if (includeUsage) {
    return `data: ${JSON.stringify(chunk.usage === undefined ? { ...chunk, usage: null } : chunk)}\n\n`;
  }
  if (chunk.choices.length === 0) return '';
  if (chunk.usage !== undefined) return `data: ${JSON.stringify({ ...chunk, usage: undefined })}\n\n`;
  return `data: ${JSON.stringify(chunk)}\n\n`;
}

function findTextFrame(chunk: StreamChunk, includeUsage: boolean): TextFrame | undefined {
  if (!textAlone(chunk)) return undefined;
  return {
    before: `${Buffer.from(startOf(chunk)).toString('latin1')}"`,
    after: `"${endOf(includeUsage)}`,
  };
}

function endOf(includeUsage: boolean): string {
  return `},"finish_reason":null,"logprobs":null}]${includeUsage ? ',"usage":null' : ''}}\n\n`;
}

/** Nearly all chunks are a piece of text and nothing else: only that is written anew for each. */
function textAlone({ choices, usage }: StreamChunk): string | undefined {
  const [choice, second] = choices;
  if (!choice || second || usage || choice.index !== 0 || choice.finish_reason !== null) return undefined;
  const { delta, logprobs } = choice;
  if (logprobs || typeof delta.content !== 'string') return undefined;
  for (const name in delta) if (name !== 'content') return undefined;
  return delta.content;
}

let lastStart = { id: '', created: 0, model: '', text: '' };

/** What stays the same over all chunks of a stream; streams come by turns, a packet of one at a time. */
function startOf({ id, created, model }: StreamChunk): string {
  if (lastStart.id !== id || lastStart.model !== model || lastStart.created !== created) {
    const head = JSON.stringify({ id, object: 'chat.completion.chunk', created, model }).slice(0, -1);
    lastStart = { id, created, model, text: `data: ${head},"choices":[{"index":0,"delta":{"content":` };
  }
  return lastStart.text;
}

/** The commit point: what only one model can have said. A role alone is not. */
export function isContent({ choices }: StreamChunk): boolean {
  for (const { delta, finish_reason: finish } of choices) {
    if (finish !== null || delta.content || delta.tool_calls || delta.refusal || delta.reasoning_content) {
      return true;
    }
  }
  return false;
}
