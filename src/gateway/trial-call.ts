import { PlugboardError } from '../kernel/errors.ts';
import { uuidV7 } from '../kernel/ids.ts';
import type { Actor, Environment } from '../kernel/scope.ts';
import { chatCalls } from './call-kinds.ts';
import { completeCall } from './complete-call.ts';
import { routeToModel } from './conversations/fixed-model.ts';
import { type CallFailureClass, RouteSpent, toAnswer } from './failures.ts';
import { type CallCut, CallerGone, type CallOver, type Receiver } from './inbound.ts';
import type { GatewayParts } from './parts.ts';
import type { InferenceCaller } from './ports.ts';
import { KeptReply } from './queue/queue-receiver.ts';
import type { Target } from './routing/route.ts';

export interface TrialCall {
  tenantId: string;
  environment: Environment;
  actor: Actor;
  configId: string;
  stream: boolean;
  messages: readonly unknown[];
  signal: AbortSignal;
}

export interface TrialAnswer {
  /** By which the ledger has it. */
  requestId: string;
  ms: number;
  servedBy: string | null;
  /** Pieces of text that came, where it was asked for as a stream; and whether that came to its end. */
  pieces: number;
  ended: boolean;
  failure: { code: string; detail: string } | null;
}

/**
 * A call that nobody outside makes, to show that one would be answered: it is admitted, routed, sent and written down
 * as every call is. It does not wait in the queue.
 */
export async function makeTrialCall(parts: GatewayParts, trial: TrialCall): Promise<TrialAnswer> {
  const { tenantId, environment, actor, configId, stream, messages, signal } = trial;
  const caller: InferenceCaller = { tenantId, environment, actor, agentId: null, userId: null };
  const at = parts.clock();
  const receiver = new TrialReceiver(`req_${uuidV7(at)}`, at, caller);
  const leave = () => receiver.leave();
  signal.addEventListener('abort', leave, { once: true });
  parts.running.add(receiver);
  let failure: TrialAnswer['failure'] = null;
  try {
    const asked = chatCalls.parse(Buffer.from(JSON.stringify({ model: configId, messages, stream })));
    const route = routeToModel(parts.snapshot, { ...caller, featureId: undefined }, configId, at);
    const call = { inbound: receiver, caller, asked, route: { ...route, queue: null } };
    await completeCall(parts, chatCalls, call, (send) => send());
  } catch (error) {
    failure = toFailure(parts, error);
  } finally {
    parts.running.delete(receiver);
    signal.removeEventListener('abort', leave);
  }
  const text = receiver.response.body.toString('utf8');
  return {
    requestId: receiver.requestId,
    ms: Math.round(performance.now() - receiver.startedAt),
    servedBy: String(receiver.response.headers['x-plugboard-served-by'] ?? '') || null,
    pieces: stream ? text.split('\n').filter((line) => line.startsWith('data: {')).length : 1,
    ended: !stream || text.includes('data: [DONE]'),
    failure,
  };
}

function toFailure({ scrub }: GatewayParts, error: unknown): NonNullable<TrialAnswer['failure']> {
  if (error instanceof CallerGone) return { code: 'timeout', detail: 'No answer came in time.' };
  const known = error instanceof RouteSpent ? toAnswer(error.last, scrub, error.wasRetried) : error;
  if (!(known instanceof PlugboardError)) throw known;
  return { code: known.code, detail: known.message };
}

/** Nobody is on the line: the answer is looked at and forgotten. */
class TrialReceiver implements Receiver {
  readonly requestId: string;
  readonly at: number;
  readonly startedAt = performance.now();
  readonly queueMs = null;
  readonly response = new KeptReply();
  readonly caller: InferenceCaller;
  readonly keeper = undefined;
  readonly traceparent = null;
  target: Target | undefined;
  tries = 0;
  brokeOff: CallFailureClass | undefined;
  over: CallOver | undefined;
  seat = -1;
  #onOver: ((why: CallOver) => void) | undefined;

  constructor(requestId: string, at: number, caller: InferenceCaller) {
    this.requestId = requestId;
    this.at = at;
    this.caller = caller;
  }

  whenOver(stop: (why: CallOver) => void): void {
    this.#onOver = stop;
    if (this.over) stop(this.over);
  }

  cut(why: CallCut): void {
    this.#end(why);
  }

  answering(): void {}

  leave(): void {
    this.#end(new CallerGone());
  }

  #end(why: CallOver): void {
    if (this.over) return;
    this.over = why;
    this.#onOver?.(why);
  }
}
