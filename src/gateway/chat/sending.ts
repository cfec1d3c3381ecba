import type { OutgoingHttpHeaders } from 'node:http';
import { lengthOf, type OutgoingBody } from '../../kernel/outgoing-body.ts';
import type { AttemptRecord } from '../../kernel/records.ts';
import type { Answer, ChatWire, RequestPlan, WireContext } from '../../providers/provider.ts';
import { servedHeaders } from '../answers.ts';
import type { Attempt, AttemptCall } from '../attempt.ts';
import { type CallFailureClass, TargetFailure } from '../failures.ts';
import type { Losses } from '../losses.ts';
import type { GatewayParts } from '../parts.ts';
import type { Account, UpstreamCall } from '../ports.ts';
import { recordAttempt } from '../record-attempt.ts';
import type { Target } from '../routing/route.ts';
import { type ChatCall, wholeChat } from './parse-chat.ts';
import { writeBody } from './write-body.ts';

/** One try of a call. */
export interface ChatJob extends AttemptCall {
  asked: ChatCall;
  /** Those that were fetched for this call, as data, by their URLs. */
  images: Map<string, string>;
}

/** A chat call on its way to one target. */
export interface Sending extends ChatJob {
  parts: GatewayParts;
  target: Target;
  attempt: Attempt;
  account: Account;
  wire: ChatWire;
  losses: Losses;
  context: WireContext;
}

/** A wire that relays bytes copies what it does not change; every other one is given the texts to read. */
export function planCall(sending: Sending, stream: boolean): UpstreamCall {
  const { asked, wire } = sending;
  const copied = wire.relaysBytes ? planWith(sending, asked, stream) : undefined;
  const planned = copied ?? planWith(sending, { ...asked, chat: wholeChat(asked) }, stream);
  if (!planned) throw new Error('a text of the call was lost');
  sending.attempt.requestBytes = lengthOf(planned.body);
  const { traceparent } = sending.inbound;
  return { account: sending.account, ...planned, ...sending.parts.bounds, traceparent };
}

function planWith(
  { account, wire, target, losses }: Sending,
  asked: ChatCall,
  stream: boolean,
): { plan: RequestPlan; body: OutgoingBody } | undefined {
  const chat = asked.stream === stream ? asked.chat : { ...asked.chat, stream };
  const plan = wire.request(account.connection, account.settings, target.model, chat, losses);
  const body = writeBody(asked, plan.body);
  return body === undefined ? undefined : { plan, body };
}

/** Throws where what came is no answer to the call, whatever its status says. */
export function checkAnswer({ account, wire }: Sending, answer: Answer): void {
  const failure = answer.status >= 300 ? account.provider.classify(answer) : wire.failureIn?.(answer);
  if (failure) throw new TargetFailure(failure);
}

export function headersOf({ inbound, target, losses, number }: Sending): OutgoingHttpHeaders {
  return { ...servedHeaders(inbound, target, number), ...losses.toHeaders() };
}

export function finish(
  sending: Sending,
  outcome: AttemptRecord['outcome'],
  failure: CallFailureClass | null,
): Promise<void> {
  const { parts, attempt } = sending;
  return recordAttempt(parts.journal, attempt, sending, outcome, failure);
}
