import { randomUUID } from 'node:crypto';
import { PlugboardError } from '../../kernel/errors.ts';
import { sendAnswer } from '../answers.ts';
import type { HeldKey } from '../idempotency/held-key.ts';
import { CallerGone, type Inbound } from '../inbound.ts';
import type { GatewayParts } from '../parts.ts';
import type { ClaimedCall, NewQueuedCall, QueueRun } from '../queue-ports.ts';
import { isAway } from './active-calls.ts';
import { cancelCall } from './cancel-call.ts';
import { HeldStream } from './held-stream.ts';
import { toEndError, toQueuedError } from './queued-answer.ts';
import { type Outcome, settle, toOutcome } from './settle-attempt.ts';
import { tryQueued } from './try-queued.ts';
import { type Attempted, attemptInOnePiece, receiverFor, withoutRepeat } from './work-queue.ts';

interface Held {
  inbound: Inbound;
  heldKey: HeldKey | undefined;
  call: NewQueuedCall;
  holdMs: number;
  streams: boolean;
  /** It belongs to a conversation. */
  isTurn: boolean;
}

/** Why a client is kept no longer, without an answer. */
type Released = 'gone' | 'held_long_enough' | 'lost';

/**
 * A client that waits on the line while its call is tried again and again, here and nowhere else. After the time that
 * the policy gives it, the call goes on without it.
 */
export async function holdCall(parts: GatewayParts, held: Held): Promise<void> {
  const { inbound, call, streams } = held;
  const stream = streams ? new HeldStream(inbound, parts.heartbeats, call.id) : undefined;
  const line = new Line(parts, held);
  try {
    await (stream ? answerStreaming(parts, held, line, stream) : answerWhole(parts, held, line));
  } catch (error) {
    if (!(error instanceof PlugboardError) || !stream) throw error;
    stream.fail(error);
  } finally {
    line.close();
  }
}

/** The line to a client: until when it is kept, and what ends it. */
class Line {
  readonly #timer: NodeJS.Timeout;
  readonly #takeOff: () => void;
  readonly released: Promise<Released>;
  reason: Released | undefined;
  #release: (why: Released) => void = () => undefined;
  #isAnswered = false;

  constructor({ queue }: GatewayParts, { inbound, call, holdMs }: Held) {
    this.released = new Promise((resolve) => {
      this.#release = (why) => {
        if (this.#isAnswered) return;
        this.reason ??= why;
        resolve(this.reason);
      };
    });
    const leftMs = holdMs - (performance.now() - inbound.startedAt);
    this.#timer = setTimeout(() => this.#release('held_long_enough'), Math.max(0, leftMs));
    this.#takeOff = queue.active.add(call.id, {
      lost: () => this.#release('lost'),
      stop: () => this.#release('held_long_enough'),
    });
    this.watch(inbound);
  }

  /** Each attempt on the line watches for its client itself. */
  watch(inbound: Inbound): void {
    inbound.whenOver(() => this.#release('gone'));
  }

  /** The answer is there and goes to this client, unless it was let go before: then it is kept for whoever asks. */
  takeAnswer(): boolean {
    this.#isAnswered ||= this.reason === undefined;
    return this.#isAnswered;
  }

  /** False where the client was let go before. */
  async waitUntilDue(ms: number): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const due = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ms);
    });
    await Promise.race([due, this.released]);
    clearTimeout(timer);
    return this.reason === undefined;
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#takeOff();
  }
}

/** A whole answer is got as for nobody on the line, and handed over; an attempt that takes long goes on by itself. */
async function answerWhole(parts: GatewayParts, held: Held, line: Line): Promise<void> {
  const { inbound } = held;
  for (let dueAt = held.call.nextAttemptAt; ; ) {
    const claimed = await claimWhenDue(parts, held, line, dueAt);
    if (!claimed) return letGo(parts, held, line);
    if (claimed === 'later') {
      dueAt = parts.clock() + parts.queue.backoff.firstMs;
      continue;
    }
    const attempt = attemptInOnePiece(parts, claimed.call, claimed.run, () => !line.takeAnswer());
    const attempted = await Promise.race([attempt, line.released]);
    if (typeof attempted === 'string') {
      attempt.catch((error) => parts.telemetry.unexpected(error, { requestId: inbound.requestId }));
      return letGo(parts, held, line);
    }
    if (!attempted.isOurs) return throwEnd(parts, held);
    if (attempted.outcome.kind === 'ended') return handOver(held, attempted);
    dueAt = attempted.outcome.nextAttemptAt;
  }
}

async function handOver({ inbound, call }: Held, { outcome, answer }: Attempted): Promise<void> {
  if (outcome.kind === 'ended' && outcome.error) throw outcome.error;
  if (!answer) throw new Error('a call that was answered has its answer');
  await sendAnswer(inbound, answer.body, {
    'x-request-id': inbound.requestId,
    'x-plugboard-queue-id': call.id,
    ...answer.headers,
  });
}

/** A stream is live: its attempt runs on the line, and is broken off with it, unless the answer has begun. */
async function answerStreaming(
  parts: GatewayParts,
  held: Held,
  line: Line,
  stream: HeldStream,
): Promise<void> {
  for (let dueAt = held.call.nextAttemptAt; ; ) {
    const claimed = await claimWhenDue(parts, held, line, dueAt);
    if (!claimed) return letGo(parts, held, line);
    if (claimed === 'later') {
      dueAt = parts.clock() + parts.queue.backoff.firstMs;
      continue;
    }
    const { outcome, isOurs, isAnswered } = await attemptOnLine(parts, held, line, stream, claimed);
    if (isAnswered) return;
    if (!isOurs) return throwEnd(parts, held);
    if (outcome.kind === 'ended') {
      if (outcome.error) throw outcome.error;
      return;
    }
    dueAt = outcome.nextAttemptAt;
  }
}

async function attemptOnLine(
  parts: GatewayParts,
  { inbound }: Held,
  line: Line,
  stream: HeldStream,
  { call, run }: Claimed,
): Promise<{ outcome: Outcome; isOurs: boolean; isAnswered: boolean }> {
  const receiver = receiverFor(parts, call, run, stream, inbound.keeper);
  void line.released.then((why) => {
    if (why !== 'held_long_enough' || !receiver.isAnswering) receiver.leave();
  });
  // After the time to wait is over the client may still leave.
  inbound.whenOver(() => receiver.leave());
  const end = withoutRepeat(await tryQueued(parts, call, receiver, true), receiver);
  line.watch(inbound);
  const isAnswered = end.kind === 'answered';
  const outcome = toOutcome(parts, call, end, receiver.tries);
  const broken = receiver.brokeOff;
  if (isAnswered && broken !== undefined && outcome.kind === 'ended') {
    const errorCode = broken === 'stopped' ? 'llm_unavailable' : 'upstream_error';
    outcome.end = { ...outcome.end, status: 'failed', errorCode };
  }
  return { outcome, isAnswered, isOurs: await settle(parts, call, run, outcome, undefined) };
}

interface Claimed {
  call: ClaimedCall;
  run: QueueRun;
}

/** Undefined where the client is let go before; `later` where nothing is tried now: the queue may be on hold. */
async function claimWhenDue(
  parts: GatewayParts,
  { call: { id } }: Held,
  line: Line,
  dueAt: number,
): Promise<Claimed | 'later' | undefined> {
  const { store, active } = parts.queue;
  if (!(await line.waitUntilDue(Math.max(0, dueAt - parts.clock()) + 1))) return undefined;
  const run = { id, token: randomUUID() };
  const call = await store.claim(run, active.holder, parts.clock()).catch(unlessAway);
  return call ? { call, run } : 'later';
}

/** The client waits no longer; what becomes of the call depends on why. */
async function letGo(parts: GatewayParts, held: Held, line: Line): Promise<void> {
  const { heldKey, call, isTurn } = held;
  const { store, active, hurry } = parts.queue;
  if (line.reason === 'lost') return throwEnd(parts, held);
  // Whoever sent a key can come back with it; from anybody else who hangs up nobody will ask for the answer.
  if (line.reason === 'gone' && !heldKey) {
    await cancelCall(parts, call);
    throw new CallerGone();
  }
  heldKey?.leave();
  // With the database away the others find it by its lease, which nobody renews any more.
  await store.letGo(call.id, active.holder, parts.clock()).catch(unlessAway);
  hurry(0);
  if (line.reason === 'gone') throw new CallerGone();
  throw toQueuedError(call, isTurn);
}

function unlessAway(error: unknown): undefined {
  if (!isAway(error)) throw error;
  return undefined;
}

/** Somebody else settled the call: it was cancelled, its deadline passed, or its caller may not call any more. */
async function throwEnd(parts: GatewayParts, { call, isTurn }: Held): Promise<never> {
  const found = await parts.queue.store.find(call, call.id);
  throw found && found.status !== 'queued' && found.status !== 'running'
    ? toEndError(found)
    : toQueuedError(call, isTurn);
}
