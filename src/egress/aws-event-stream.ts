import { EventStreamCodec } from '@smithy/eventstream-codec';
import { EgressFailure } from '../kernel/egress-failure.ts';
import type { StreamEvent } from '../kernel/sse.ts';

/** Two lengths, each of four bytes, and their checksum. */
const preludeBytes = 12;
const frameBytesMin = 16;

const utf8 = new TextDecoder();
const codec = new EventStreamCodec(
  (bytes) => (typeof bytes === 'string' ? bytes : utf8.decode(bytes)),
  (text) => new TextEncoder().encode(text),
);

/**
 * AWS's binary framing. Frames and chunks have nothing to do with each other. An exception is an event of its own
 * type (`throttlingException`), as is an error that has no shape.
 */
export class AwsEventStreamDecoder {
  readonly #frameBytesMax: number;
  #chunks: Uint8Array[] = [];
  #length = 0;

  constructor(frameBytesMax: number) {
    this.#frameBytesMax = frameBytesMax;
  }

  push(chunk: Uint8Array): StreamEvent[] {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    const events: StreamEvent[] = [];
    for (let frame = this.#takeFrame(); frame !== undefined; frame = this.#takeFrame()) {
      events.push(readFrame(frame));
    }
    return events;
  }

  /** Half a frame at the end is a stream that was cut. */
  end(): StreamEvent[] {
    if (this.#length === 0) return [];
    throw new EgressFailure('cut', new Error('the event stream ended within a frame'));
  }

  #takeFrame(): Uint8Array | undefined {
    if (this.#length < preludeBytes) return undefined;
    const prelude = this.#peek(preludeBytes);
    const total = new DataView(prelude.buffer, prelude.byteOffset).getUint32(0);
    const headers = new DataView(prelude.buffer, prelude.byteOffset).getUint32(4);
    if (total > this.#frameBytesMax)
      throw new EgressFailure('too_large', new Error(`a frame of ${total} bytes`));
    if (total < frameBytesMin || headers > total - frameBytesMin)
      throw damaged('its lengths contradict each other');
    if (this.#length < total) return undefined;
    const bytes = this.#peek(total);
    const frame = bytes.subarray(0, total);
    this.#chunks =
      bytes.length > total ? [bytes.subarray(total), ...this.#chunks.slice(1)] : this.#chunks.slice(1);
    this.#length -= total;
    return frame;
  }

  /** The first chunk, once it has at least so many bytes. A frame in many chunks is put together once. */
  #peek(bytes: number): Uint8Array {
    const [first = new Uint8Array()] = this.#chunks;
    if (first.length >= bytes) return first;
    const whole = Buffer.concat(this.#chunks);
    this.#chunks = [whole];
    return whole;
  }
}

function readFrame(frame: Uint8Array): StreamEvent {
  const { headers, body } = decode(frame);
  const text = (name: string) => {
    const header = headers[name];
    return header?.type === 'string' ? header.value : '';
  };
  const kind = text(':message-type');
  if (kind === 'event') return { type: text(':event-type'), data: utf8.decode(body) };
  if (kind === 'exception') return { type: text(':exception-type'), data: utf8.decode(body) };
  if (kind !== 'error') throw damaged('it is no event');
  return { type: text(':error-code'), data: JSON.stringify({ message: text(':error-message') }) };
}

function decode(frame: Uint8Array): ReturnType<EventStreamCodec['decode']> {
  try {
    return codec.decode(frame);
  } catch (error) {
    throw damaged(error);
  }
}

function damaged(reason: unknown): EgressFailure {
  return new EgressFailure('cut', new Error('a frame of the event stream is damaged', { cause: reason }));
}
