import type { OutgoingHttpHeaders } from 'node:http';
import type { AttemptRecord } from '../../kernel/records.ts';
import type { Answer, ChatWire, FailureClass, WireContext } from '../../providers/provider.ts';
import type { Attempt } from '../attempt.ts';
import { TargetFailure } from '../failures.ts';
import type { Receiver } from '../inbound.ts';
import type { Losses } from '../losses.ts';
import type { GatewayParts } from '../parts.ts';
import type { Account, InferenceCaller, UpstreamCall } from '../ports.ts';
import { recordAttempt } from '../record-attempt.ts';
import type { Route, Target } from '../routing/route.ts';
import type { ChatCall } from './parse-chat.ts';
import { writeBody } from './write-body.ts';

export interface ChatJob {
  inbound: Receiver;
  caller: InferenceCaller;
  asked: ChatCall;
  route: Route;
  /** Which try this is. */
  number: number;
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

export function planCall(sending: Sending, stream: boolean): UpstreamCall {
  const { asked, account, wire, target, losses, attempt, parts } = sending;
  const chat = asked.stream === stream ? asked.chat : { ...asked.chat, stream };
  const plan = wire.request(account.connection, account.settings, target.model, chat, losses);
  const body = writeBody(asked, plan.body);
  attempt.requestBytes = Buffer.byteLength(body);
  return { account, plan, body, ...parts.bounds };
}

/** Throws where what came is no answer to the call, whatever its status says. */
export function checkAnswer({ account, wire }: Sending, answer: Answer): void {
  const failure = answer.status >= 300 ? account.provider.classify(answer) : wire.failureIn?.(answer);
  if (failure) throw new TargetFailure(failure);
}

export function headersOf({ inbound, target, losses, number }: Sending): OutgoingHttpHeaders {
  return {
    'x-request-id': inbound.requestId,
    'x-plugboard-served-by': target.owner,
    'x-plugboard-config': target.config?.id ?? '',
    'x-plugboard-attempts': String(number),
    ...losses.toHeaders(),
  };
}

export function finish(
  sending: Sending,
  outcome: AttemptRecord['outcome'],
  failure: FailureClass | null,
): Promise<void> {
  const { parts, attempt, account, inbound, caller, route, asked, number } = sending;
  const call = {
    inbound,
    caller,
    route,
    operation: 'chat',
    streamed: asked.stream,
    number,
    account,
  } as const;
  return recordAttempt(parts.journal, attempt, call, outcome, failure);
}
