import type { ChatResponse } from '../../providers/openai-shapes.ts';
import { sendAnswer } from '../answers.ts';
import { receiveWhole, type WholeAnswer } from '../relay/receive-whole.ts';
import { StreamOutput } from '../relay/stream-output.ts';
import { doneEvent, toEvent } from '../relay/translated-stream.ts';
import { readUsage } from './read-usage.ts';
import { checkAnswer, finish, headersOf, planCall, type Sending } from './sending.ts';
import { toChunks } from './to-chunks.ts';

/** The whole answer at once: an OpenAI-shaped one as it came, another one told in that shape. */
export async function answerWhole(sending: Sending): Promise<void> {
  const { wire, inbound, attempt } = sending;
  const answer = await ask(sending);
  checkAnswer(sending, answer);
  const body = wire.relaysBytes ? answer.whole : JSON.stringify(readAnswer(sending, answer));
  if (wire.relaysBytes) attempt.usage = readUsage(answer.body);
  await finish(sending, 'answered', null);
  return sendAnswer(inbound, body, headersOf(sending));
}

/** A stream made of the whole answer of a model that cannot stream; the headers say so. */
export async function answerEmulated(sending: Sending): Promise<void> {
  const { inbound, asked, parts } = sending;
  const whole = await ask(sending);
  checkAnswer(sending, whole);
  const answer = readAnswer(sending, whole);
  const events = toChunks(answer).map((chunk) => toEvent(chunk, asked.includeUsage));
  await finish(sending, 'answered', null);
  const headers = { ...headersOf(sending), 'x-plugboard-stream': 'emulated' };
  const output = new StreamOutput(inbound.response, headers, parts.heartbeats, inbound.keeper);
  output.commit();
  await output.end(`${events.join('')}${doneEvent}`);
}

function ask(sending: Sending): Promise<WholeAnswer> {
  const { parts, attempt, inbound } = sending;
  return receiveWhole(parts.upstream, planCall(sending, false), attempt, inbound);
}

function readAnswer({ wire, context, attempt }: Sending, answer: WholeAnswer): ChatResponse {
  const response = wire.response(answer, context);
  attempt.usage = response.usage;
  return response;
}
