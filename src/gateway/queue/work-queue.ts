import { randomUUID } from 'node:crypto';
import { limits } from '../../kernel/limits.ts';
import { inTime } from '../in-time.ts';
import type { GatewayParts } from '../parts.ts';
import type { ClaimedCall, QueueRun } from '../queue-ports.ts';
import { isAway } from './active-calls.ts';
import { KeptReply, QueueReceiver } from './queue-receiver.ts';
import type { AnswerContent } from './sealed-call.ts';
import { type Outcome, settle, toBrokenOff, toOutcome } from './settle-attempt.ts';
import { type AttemptEnd, tryQueued } from './try-queued.ts';

/** One attempt of a call that nobody holds a client for. Answers when to look at it again; undefined: it is over. */
export async function workOn(parts: GatewayParts, id: string): Promise<number | undefined> {
  const { store, active } = parts.queue;
  const run = { id, token: randomUUID() };
  const call = await store.claim(run, active.holder, parts.clock());
  if (!call) return store.msUntilDue(id, parts.clock());
  const { outcome } = await attemptInOnePiece(parts, call, run);
  return outcome.kind === 'waits' ? Math.max(0, outcome.nextAttemptAt - parts.clock()) : undefined;
}

export interface Attempted {
  outcome: Outcome;
  answer: AnswerContent | undefined;
  /** False: somebody else had settled the call meanwhile, and this answer is nobody’s. */
  isOurs: boolean;
}

/**
 * Tries a claimed call and settles what comes of it. The answer is kept whole, whatever was asked: nobody is on the
 * line to stream it to.
 */
export async function attemptInOnePiece(
  parts: GatewayParts,
  call: ClaimedCall,
  run: QueueRun,
  keepAnswer: () => boolean = () => true,
): Promise<Attempted> {
  const reply = new KeptReply();
  const receiver = receiverFor(parts, call, run, reply);
  const takeOff = parts.queue.active.add(call.id, {
    lost: () => receiver.leave(),
    stop: () => {
      if (!receiver.isAnswering) receiver.leave();
    },
  });
  const end = await tryQueued(parts, call, receiver, false);
  const outcome = toOutcome(parts, call, withoutRepeat(end, receiver), receiver.tries);
  const answer =
    end.kind === 'answered'
      ? { status: reply.status, headers: ownHeaders(reply.headers), body: reply.body.toString('utf8') }
      : undefined;
  // What goes into a conversation lies there, and goes with it.
  const kept = answer && keepAnswer() && !receiver.keeper ? answer : undefined;
  const settling = settle(parts, call, run, outcome, kept).finally(takeOff);
  const isOurs = await (answer && !kept ? orInTime(settling) : settling);
  return { outcome, answer, isOurs };
}

/** Whoever is on the line need not wait for a database that is away: that there is an answer is on file. */
function orInTime(settling: Promise<boolean>): Promise<boolean> {
  return inTime(settling, limits.queue.settleWithinMs).catch((error) => {
    if (isAway(error)) return true;
    throw error;
  });
}

/** An attempt that was broken off while its answer came in is the last. */
export function withoutRepeat(end: AttemptEnd, receiver: QueueReceiver): AttemptEnd {
  const isBrokenOff = end.kind === 'left' || end.kind === 'stopped';
  return isBrokenOff && receiver.isAnswering ? toBrokenOff() : end;
}

export function receiverFor(
  { queue, telemetry, clock }: GatewayParts,
  call: Pick<ClaimedCall, 'requestId' | 'createdAt' | 'tries'>,
  run: QueueRun,
  response: ConstructorParameters<typeof QueueReceiver>[0]['response'],
  keeper?: QueueReceiver['keeper'],
): QueueReceiver {
  const { requestId, createdAt, tries } = call;
  return new QueueReceiver({
    requestId,
    at: clock(),
    createdAt,
    tries,
    response,
    keeper,
    onAnswering: () => {
      queue.notes.began(run);
      queue.active
        .untilReached(() => queue.store.answering(run))
        .catch((error) => telemetry.unexpected(error, { requestId }));
    },
  });
}

/** What tells of this answer; what every answer carries is not among it. */
function ownHeaders(headers: KeptReply['headers']): AnswerContent['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('x-plugboard-')));
}
