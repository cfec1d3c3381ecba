import { isAscii } from 'node:buffer';
import { flatHeaders } from '../../kernel/flat-headers.ts';
import { parseOrText } from '../../kernel/json-values.ts';
import type { Answer } from '../../providers/provider.ts';
import type { Attempt } from '../attempt.ts';
import type { Receiver } from '../inbound.ts';
import type { Upstream, UpstreamCall, UpstreamExchange, UpstreamSink } from '../ports.ts';
import { joined } from '../read-body.ts';
import { isBrokenRefusal } from './broken-refusal.ts';

export interface WholeAnswer extends Answer {
  /**
   * As it came, without a byte-order mark: text where that says the same, which leaves in one piece with the head of
   * the answer.
   */
  whole: string | Buffer;
}

type RawHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** Reads an answer to its end. The upstream is left the moment the caller is, or is cut off. */
export function receiveWhole(
  upstream: Upstream,
  call: UpstreamCall,
  attempt: Attempt,
  inbound: Receiver,
): Promise<WholeAnswer> {
  return new Promise((resolve, reject) => {
    const sink = new Collector(attempt, resolve, reject);
    const exchange = upstream.open(call, sink);
    sink.exchange = exchange;
    inbound.whenOver((why) => exchange.abandon(why));
  });
}

/** A byte-order mark is nothing that a reader of JSON has to take. */
function withoutMark(bytes: Buffer): Buffer {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

class Collector implements UpstreamSink {
  readonly #attempt: Attempt;
  readonly #resolve: (answer: WholeAnswer) => void;
  readonly #reject: (error: unknown) => void;
  exchange: UpstreamExchange | undefined;
  #status = 0;
  #headers: RawHeaders = {};
  readonly #chunks: Uint8Array[] = [];

  constructor(attempt: Attempt, resolve: (answer: WholeAnswer) => void, reject: (error: unknown) => void) {
    this.#attempt = attempt;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  onHead(status: number, headers: RawHeaders, peer: string): void {
    this.#attempt.sawHead(status, headers, peer);
    this.#status = status;
    this.#headers = headers;
  }

  onData(chunk: Uint8Array): void {
    this.#attempt.answerBytes += chunk.length;
    this.#chunks.push(chunk);
  }

  onEnd(): void {
    const bytes = joined(this.#chunks);
    const text = bytes.toString('utf8');
    this.#resolve({
      status: this.#status,
      headers: flatHeaders(this.#headers),
      // A refusal may quote what it refuses, and is told on.
      body: parseOrText(this.#status < 300 ? text : (this.exchange?.hide(text) ?? text)),
      whole: isAscii(bytes) ? text : withoutMark(bytes),
    });
  }

  onFailure(error: unknown): void {
    if (isBrokenRefusal(this.#status, error)) this.onEnd();
    else this.#reject(error);
  }
}
