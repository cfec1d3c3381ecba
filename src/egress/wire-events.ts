import type { EventDecoder } from '../gateway/ports.ts';
import type { Framing } from '../kernel/framing.ts';
import { limits } from '../kernel/limits.ts';
import { NdjsonDecoder } from '../kernel/ndjson.ts';
import { SseDecoder, type StreamEvent } from '../kernel/sse.ts';
import { AwsEventStreamDecoder } from './aws-event-stream.ts';

/** Takes the framing off a body, event by event, as fast as they are read. */
export async function* readWireEvents(
  body: AsyncIterable<Uint8Array>,
  framing: Framing,
): AsyncGenerator<StreamEvent> {
  const decoder = decoderFor(framing);
  for await (const chunk of body) yield* decoder.push(chunk);
  yield* decoder.end();
}

export function decoderFor(framing: Framing): EventDecoder {
  switch (framing) {
    case 'sse':
      return new SseDecoder(limits.egress.eventBytesMax);
    case 'ndjson':
      return new NdjsonDecoder(limits.egress.eventBytesMax);
    case 'aws_event_stream':
      return new AwsEventStreamDecoder(limits.egress.eventBytesMax);
  }
}
