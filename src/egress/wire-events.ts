import { NdjsonDecoder } from '../kernel/ndjson.ts';
import { SseDecoder } from '../kernel/sse.ts';
import type { Framing, WireEvent } from '../providers/provider.ts';
import { AwsEventStreamDecoder } from './aws-event-stream.ts';

/** An image in base64 travels as one event. */
const eventBytesMax = 16 * 1024 * 1024;

/**
 * Takes the framing off a stream, as its bytes come. Rejects with EgressFailure where the stream breaks off, an event
 * is larger than it may be, or a frame is damaged: a cut stream is never a clean end.
 */
export async function* readWireEvents(
  body: AsyncIterable<Uint8Array>,
  framing: Framing,
): AsyncGenerator<WireEvent, void, undefined> {
  const decoder = createDecoder(framing);
  for await (const chunk of body) yield* decoder.push(chunk);
  yield* decoder.end();
}

function createDecoder(framing: Framing): SseDecoder | NdjsonDecoder | AwsEventStreamDecoder {
  if (framing === 'sse') return new SseDecoder(eventBytesMax);
  return framing === 'ndjson' ? new NdjsonDecoder(eventBytesMax) : new AwsEventStreamDecoder(eventBytesMax);
}
