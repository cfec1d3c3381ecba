import { toErrorBody } from '../answers.ts';
import { TargetFailure, toAnswer } from '../failures.ts';
import { CallerGone } from '../inbound.ts';
import { ByteStream } from '../relay/byte-stream.ts';
import { StreamOutput } from '../relay/stream-output.ts';
import type { StreamParts } from '../relay/stream-sink.ts';
import { doneEvent, TranslatedStream, toEvent } from '../relay/translated-stream.ts';
import { checkAnswer, finish, headersOf, planCall, type Sending } from './sending.ts';
import { toChunks } from './to-chunks.ts';

/** The answer as it comes. Its end leaves after the record of it. */
export async function answerStream(sending: Sending): Promise<void> {
  const { parts, wire, inbound } = sending;
  const call = planCall(sending, true);
  const output = new StreamOutput(inbound.response, headersOf(sending), parts.heartbeats, inbound.keeper);
  const Sink = wire.relaysBytes ? ByteStream : TranslatedStream;
  const sink = new Sink(toStreamParts(sending, output));
  const exchange = parts.upstream.open(call, sink);
  sink.feedFrom(exchange);
  inbound.whenOver((why) => exchange.abandon(why));
  const { outcome, failure, tail } = await sink.ended;
  if (outcome === 'gone') throw new CallerGone();
  await finish(sending, outcome, failure);
  if (outcome !== 'answered') {
    inbound.brokeOff = failure ?? undefined;
    // A stream that broke is no answer to be had again.
    await inbound.keeper?.release();
  }
  await output.end(tail);
}

function toStreamParts(sending: Sending, output: StreamOutput): StreamParts {
  const { parts, attempt, wire, asked, context } = sending;
  return {
    attempt,
    output,
    includeUsage: asked.includeUsage,
    choiceCount: asked.chat.n ?? 1,
    wire,
    decoder: parts.upstream.decoderFor(wire.framing),
    context,
    toErrorEvent: (error) => {
      const told = error instanceof TargetFailure ? toAnswer(error, parts.scrub) : error;
      return `data: ${JSON.stringify(toErrorBody(told))}\n\n`;
    },
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
