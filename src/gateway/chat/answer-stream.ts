import { toErrorBody } from '../answers.ts';
import { toAnswer } from '../failures.ts';
import { CallerGone } from '../inbound.ts';
import { ByteStream } from '../relay/byte-stream.ts';
import { StreamOutput } from '../relay/stream-output.ts';
import type { StreamParts } from '../relay/stream-sink.ts';
import { doneEvent, TranslatedStream, toEvent } from '../relay/translated-stream.ts';
import { checkAnswer, finish, headersOf, planCall, type Sending } from './sending.ts';
import { toChunks } from './to-chunks.ts';

/** The answer as it comes. Its end leaves after the record of it. */
export async function answerStream(sending: Sending): Promise<void> {
  const { parts, wire, inbound, context } = sending;
  const call = planCall(sending, true);
  const output = new StreamOutput(inbound.response, headersOf(sending), parts.heartbeats, inbound.heldKey);
  const decoder = parts.upstream.decoderFor(wire.framing);
  const Sink = wire.relaysBytes ? ByteStream : TranslatedStream;
  const sink = new Sink(toStreamParts(sending, output), wire, decoder, context);
  const exchange = parts.upstream.open(call, sink);
  sink.feedFrom(exchange);
  inbound.whenGone(() => exchange.abandon(new CallerGone()));
  const { outcome, failure, tail } = await sink.ended;
  if (outcome === 'aborted') throw new CallerGone();
  await finish(sending, outcome, failure);
  if (outcome === 'failed') {
    inbound.brokeOff = failure ?? undefined;
    // A stream that broke is no answer to be had again.
    await inbound.heldKey?.release();
  }
  await output.end(tail);
}

function toStreamParts(sending: Sending, output: StreamOutput): StreamParts {
  const { parts, attempt, wire, asked, context } = sending;
  return {
    attempt,
    output,
    includeUsage: asked.includeUsage,
    streamType: streamTypes[wire.framing],
    toErrorEvent: (failure) => `data: ${JSON.stringify(toErrorBody(toAnswer(failure, parts.scrub)))}\n\n`,
    readWhole: (answer) => {
      checkAnswer(sending, answer);
      // It was asked to stream and answered whole.
      const response = wire.response(answer, context);
      attempt.usage = response.usage;
      const events = toChunks(response).map((chunk) => toEvent(chunk, asked.includeUsage));
      return events.join('') + doneEvent;
    },
  };
}

const streamTypes = {
  sse: /^text\/event-stream/i,
  ndjson: /^application\/(x-)?ndjson|^application\/json/i,
  aws_event_stream: /^application\/vnd\.amazon\.eventstream/i,
} as const;
