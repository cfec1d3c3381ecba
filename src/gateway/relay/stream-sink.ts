import { flatHeaders } from '../../kernel/flat-headers.ts';
import { isStreamOf } from '../../kernel/framing.ts';
import { parseOrText } from '../../kernel/json-values.ts';
import type { Answer, ChatWire, Failure, WireContext, WireEvent } from '../../providers/provider.ts';
import type { Attempt } from '../attempt.ts';
import { type CallFailureClass, type TargetFailure, toTargetFailure } from '../failures.ts';
import { CallCut, CallerGone } from '../inbound.ts';
import type { EventDecoder, UpstreamExchange, UpstreamSink } from '../ports.ts';
import { joined } from '../read-body.ts';
import { isBrokenRefusal } from './broken-refusal.ts';
import type { StreamOutput } from './stream-output.ts';

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** How a stream ended. The last piece has not left yet: first it is written down that there was a call. */
export interface StreamEnd {
  outcome: 'answered' | 'failed' | 'aborted' | 'gone';
  failure: CallFailureClass | null;
  tail: string;
}

export interface StreamParts {
  wire: ChatWire;
  decoder: EventDecoder;
  context: WireContext;
  attempt: Attempt;
  output: StreamOutput;
  /** Reads an answer that is no stream: an error with its status, or a whole answer all the same. */
  readWhole(answer: Answer): string;
  toErrorEvent(error: TargetFailure | CallCut): string;
  includeUsage: boolean;
  /** How many answers were asked for. */
  choiceCount: number;
}

const errorBytesMax = 1024 * 1024;

/**
 * What every stream from a provider goes through: its head is judged, its failures before the commit point are
 * failures of the target, and after it they are the end of the answer: never a clean one.
 */
export abstract class StreamSink implements UpstreamSink {
  readonly ended: Promise<StreamEnd>;
  protected readonly parts: StreamParts;
  #resolve: (end: StreamEnd) => void = () => undefined;
  #reject: (error: unknown) => void = () => undefined;
  #exchange: UpstreamExchange | undefined;
  #isOver = false;
  #gathered: Uint8Array[] = [];
  #status = 0;
  #headers: Headers = {};
  /** Of an answer that is no stream. */
  #whole: Uint8Array[] | undefined;
  #wholeBytes = 0;

  constructor(parts: StreamParts) {
    this.parts = parts;
    this.ended = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  protected abstract take(chunk: Uint8Array): void;
  /** The body ended: finishes, or fails because it was cut. */
  protected abstract close(): void;

  feedFrom(exchange: UpstreamExchange): void {
    this.#exchange = exchange;
    this.parts.output.feedFrom(exchange);
  }

  onHead(status: number, headers: Headers, peer: string): void {
    this.parts.attempt.sawHead(status, headers, peer);
    this.#status = status;
    this.#headers = headers;
    if (!isStreamOf(this.parts.wire.framing, status, headers['content-type'])) this.#whole = [];
  }

  onData(chunk: Uint8Array): void {
    if (this.#isOver) {
      // It was told to the end, and the upstream goes on.
      this.#exchange?.abandon();
      return;
    }
    this.parts.attempt.answerBytes += chunk.length;
    if (this.#whole) {
      this.#wholeBytes += chunk.length;
      if (this.#status < 300 || this.#wholeBytes <= errorBytesMax) this.#whole.push(chunk);
      return;
    }
    // A provider sends an event a packet or a hundred; those of one packet are read and written as one.
    if (this.#gathered.push(chunk) === 1) process.nextTick(this.#takeGathered);
  }

  readonly #takeGathered = () => {
    if (this.#isOver || this.#gathered.length === 0) return;
    const chunk = joined(this.#gathered);
    this.#gathered = [];
    this.#guard(() => this.take(chunk));
  };

  onEnd(): void {
    this.#takeGathered();
    if (this.#isOver) return;
    const whole = this.#whole;
    this.#guard(() => {
      if (whole) this.#takeWhole(whole);
      else this.close();
    });
  }

  onFailure(error: unknown): void {
    if (this.#isOver) return;
    if (error instanceof CallerGone) {
      this.#finish({ outcome: 'gone', failure: null, tail: '' });
      return;
    }
    if (error instanceof CallCut) {
      this.#cut(error);
      return;
    }
    if (isBrokenRefusal(this.#status, error)) {
      this.onEnd();
      return;
    }
    this.#takeGathered();
    const failure = toTargetFailure(error);
    if (failure) this.fail(failure);
    else this.#crash(error);
  }

  /** Providers quote what they refuse: read once more, with secrets taken out before any of its text is cut to a length. */
  protected readFailure({ type, data }: WireEvent): Failure | undefined {
    const { wire, context } = this.parts;
    return wire.decode(wire.beginStream(context), { type, data: this.#hide(data) }).failed;
  }

  #hide(text: string): string {
    return this.#exchange?.hide(text) ?? text;
  }

  protected finish(tail: string): void {
    this.parts.output.commit();
    this.#finish({ outcome: 'answered', failure: null, tail });
  }

  /** Before the commit the next target may take over; after it nothing of another model may follow. */
  protected fail(failure: TargetFailure): void {
    if (this.#isOver) return;
    if (this.parts.output.isCommitted) {
      const tail = this.parts.toErrorEvent(failure);
      this.#finish({ outcome: 'failed', failure: failure.failure.class, tail });
    } else {
      this.#isOver = true;
      this.#reject(failure);
    }
    this.#exchange?.abandon();
  }

  /** What came up to then is the caller’s; the end says that it is not the whole. */
  #cut(why: CallCut): void {
    if (this.parts.output.isCommitted) {
      this.#finish({ outcome: 'aborted', failure: 'stopped', tail: this.parts.toErrorEvent(why) });
    } else {
      this.#isOver = true;
      this.#reject(why);
    }
  }

  #takeWhole(chunks: Uint8Array[]): void {
    const text = Buffer.concat(chunks).toString('utf8');
    const body = parseOrText(this.#hide(text));
    const tail = this.parts.readWhole({ status: this.#status, headers: flatHeaders(this.#headers), body });
    this.finish(tail);
  }

  #guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      const failure = toTargetFailure(error);
      if (failure) this.fail(failure);
      else this.#crash(error);
    }
  }

  #crash(error: unknown): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.parts.output.stop();
    this.#reject(error);
    this.#exchange?.abandon();
  }

  #finish(end: StreamEnd): void {
    this.#isOver = true;
    if (end.outcome === 'gone') this.parts.output.stop();
    this.#resolve(end);
  }
}
