import type { OutgoingHttpHeaders } from 'node:http';
import { PlugboardError } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import type { AttemptRecord } from '../../kernel/records.ts';
import type { ChatRequest, ChatResponse } from '../../providers/openai-shapes.ts';
import type { Answer, ChatWire, FailureClass, WireContext } from '../../providers/provider.ts';
import { sendJson, toErrorBody } from '../answers.ts';
import { Attempt } from '../attempt.ts';
import { TargetFailure, toAnswer, toTargetFailure } from '../failures.ts';
import { CallerGone, type Inbound } from '../inbound.ts';
import { Losses } from '../losses.ts';
import type { GatewayParts } from '../parts.ts';
import type { Account, InferenceCaller, UpstreamCall } from '../ports.ts';
import { ByteStream } from '../relay/byte-stream.ts';
import { receiveWhole, type WholeAnswer } from '../relay/receive-whole.ts';
import { StreamOutput } from '../relay/stream-output.ts';
import type { StreamEnd, StreamParts } from '../relay/stream-sink.ts';
import { doneEvent, TranslatedStream, toEvent } from '../relay/translated-stream.ts';
import type { Route, Target } from '../routing/route.ts';
import type { ChatCall } from './parse-chat.ts';
import { readUsage } from './read-usage.ts';
import { toChunks } from './to-chunks.ts';

export interface ChatJob {
  inbound: Inbound;
  caller: InferenceCaller;
  asked: ChatCall;
  route: Route;
}

/** The call on its way to one target. */
interface Sending extends ChatJob {
  parts: GatewayParts;
  target: Target;
  attempt: Attempt;
  account: Account;
  wire: ChatWire;
  losses: Losses;
  context: WireContext;
}

/** Sends the call to the first target of its route, and tells why where that one cannot answer. */
export async function sendChat(parts: GatewayParts, job: ChatJob): Promise<void> {
  const [target] = job.route.targets;
  const attempt = new Attempt(target);
  let account: Account | undefined;
  try {
    const opened = parts.accounts.get(target.credential);
    account = opened instanceof Promise ? await opened : opened;
    await send(prepare(parts, job, target, attempt, account));
  } catch (error) {
    const failure = toTargetFailure(error);
    const gone = error instanceof CallerGone;
    if (!failure && !gone) throw error;
    const outcome = gone ? 'aborted' : 'failed';
    await note(parts, job, attempt, account, outcome, failure?.failure.class ?? null);
    if (failure) throw toAnswer(failure, parts.scrub);
  }
}

function prepare(
  parts: GatewayParts,
  job: ChatJob,
  target: Target,
  attempt: Attempt,
  account: Account,
): Sending {
  const { asked, inbound } = job;
  const { provider, settings } = account;
  return {
    ...job,
    parts,
    target,
    attempt,
    account,
    wire: provider.chatFor?.(settings, target.family ?? target.model, asked.chat) ?? provider.chat,
    losses: new Losses(asked.dropUnsupported, target.family),
    context: {
      model: target.model,
      id: `chatcmpl-${inbound.requestId.slice(4)}`,
      createdSeconds: Math.floor(inbound.at / 1000),
    },
  };
}

function send(sending: Sending): Promise<void> {
  const { asked, target } = sending;
  if (!asked.stream) return sendWhole(sending);
  // A model that cannot stream is asked for the whole, which is then told in pieces.
  return target.config?.capabilities.streaming === false ? sendEmulated(sending) : sendStream(sending);
}

async function sendWhole(sending: Sending): Promise<void> {
  const { wire, inbound } = sending;
  const answer = await ask(sending);
  const body = wire.relaysBytes ? answer.bytes : JSON.stringify(read(sending, answer));
  if (wire.relaysBytes) sending.attempt.usage = readUsage(answer.body);
  await finish(sending, 'answered', null);
  sendJson(inbound.response, 200, body, headersOf(sending));
}

async function sendEmulated(sending: Sending): Promise<void> {
  const { inbound, asked } = sending;
  const answer = read(sending, await ask(sending));
  const events = toChunks(answer).map((chunk) => toEvent(chunk, asked.includeUsage));
  await finish(sending, 'answered', null);
  const output = outputOf(sending, { 'x-plugboard-stream': 'emulated' });
  output.commit();
  output.end(`${events.join('')}${doneEvent}`);
  if (inbound.isGone) output.stop();
}

async function ask(sending: Sending): Promise<WholeAnswer> {
  const { parts, attempt, inbound, account, wire } = sending;
  const answer = await receiveWhole(parts.upstream, plan(sending, false), attempt, inbound);
  const failure = answer.status >= 300 ? account.provider.classify(answer) : wire.failureIn?.(answer);
  if (failure) throw new TargetFailure(failure);
  return answer;
}

function read({ wire, context, attempt }: Sending, answer: Answer): ChatResponse {
  const response = wire.response(answer, context);
  attempt.usage = response.usage;
  return response;
}

async function sendStream(sending: Sending): Promise<void> {
  const { parts, wire, inbound, context } = sending;
  const output = outputOf(sending);
  const Sink = wire.relaysBytes ? ByteStream : TranslatedStream;
  const sink = new Sink(streamParts(sending, output), wire, parts.upstream.decoderFor(wire.framing), context);
  const exchange = parts.upstream.open(plan(sending, true), sink);
  sink.feedFrom(exchange);
  inbound.whenGone(() => exchange.abandon(new CallerGone()));
  const end: StreamEnd = await sink.ended;
  await finish(sending, end.outcome, end.failure);
  if (end.outcome !== 'aborted') output.end(end.tail);
}

function streamParts(sending: Sending, output: StreamOutput): StreamParts {
  const { parts, attempt, account, wire, asked } = sending;
  return {
    attempt,
    output,
    includeUsage: asked.includeUsage,
    streamType: streamTypes[wire.framing],
    toErrorEvent: (failure) => `data: ${JSON.stringify(toErrorBody(toAnswer(failure, parts.scrub)))}\n\n`,
    readWhole: (answer) => {
      const failure = answer.status >= 300 ? account.provider.classify(answer) : wire.failureIn?.(answer);
      if (failure) throw new TargetFailure(failure);
      // It was asked to stream and answered whole.
      const chunks = toChunks(read(sending, answer));
      return chunks.map((chunk) => toEvent(chunk, asked.includeUsage)).join('') + doneEvent;
    },
  };
}

const streamTypes = {
  sse: /^text\/event-stream/i,
  ndjson: /^application\/(x-)?ndjson|^application\/json/i,
  aws_event_stream: /^application\/vnd\.amazon\.eventstream/i,
} as const;

function plan({ asked, account, wire, target, losses, attempt }: Sending, stream: boolean): UpstreamCall {
  const chat: ChatRequest = asked.chat.stream === stream ? asked.chat : { ...asked.chat, stream };
  const planned = wire.request(account.connection, account.settings, target.model, chat, losses);
  const body = JSON.stringify(planned.body);
  attempt.requestBytes = Buffer.byteLength(body);
  const { firstByteMs, betweenBytesMs, totalMs } = limits.gateway;
  return { account, plan: planned, body, firstByteMs, betweenBytesMs, totalMs };
}

function outputOf(sending: Sending, more: OutgoingHttpHeaders = {}): StreamOutput {
  const { inbound, parts } = sending;
  return new StreamOutput(inbound.response, { ...headersOf(sending), ...more }, parts.heartbeats);
}

function headersOf({ inbound, target, losses }: Sending): OutgoingHttpHeaders {
  return {
    'x-request-id': inbound.requestId,
    'x-plugboard-served-by': target.owner,
    'x-plugboard-config': target.config?.id ?? '',
    'x-plugboard-attempts': '1',
    ...losses.toHeaders(),
  };
}

function finish(
  { parts, attempt, account, ...job }: Sending,
  outcome: AttemptRecord['outcome'],
  failure: FailureClass | null,
): Promise<void> {
  return note(parts, job, attempt, account, outcome, failure);
}

/** Resolves once the attempt is written down: the last byte of an answer leaves after its record. */
function note(
  { journal }: GatewayParts,
  { inbound, caller, route, asked }: ChatJob,
  attempt: Attempt,
  account: Account | undefined,
  outcome: AttemptRecord['outcome'],
  failure: FailureClass | null,
): Promise<void> {
  const call = {
    inbound,
    caller,
    route,
    operation: 'chat',
    streamed: asked.stream,
    number: 1,
    ...(account && { account }),
  } as const;
  return new Promise((resolve, reject) => {
    journal.append(attempt.toRecord(call, outcome, failure), (error) => {
      if (error) reject(new PlugboardError('unavailable', { cause: error }));
      else resolve();
    });
  });
}
