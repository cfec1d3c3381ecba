import type { QueuedTurn } from '../../kernel/conversation.ts';
import { PlugboardError } from '../../kernel/errors.ts';
import { uuidV7 } from '../../kernel/ids.ts';
import type { Asked, CallKind } from '../call-kinds.ts';
import { RouteSpent, toAnswer } from '../failures.ts';
import type { HeldKey } from '../idempotency/held-key.ts';
import { CallCut, type Inbound } from '../inbound.ts';
import type { GatewayParts } from '../parts.ts';
import type { Admitted, InferenceCaller } from '../ports.ts';
import type { NewQueuedCall } from '../queue-ports.ts';
import type { QueueBounds, Route } from '../routing/route.ts';
import type { Named } from '../routing/to-question.ts';
import { holdCall } from './hold-call.ts';
import { nextAttemptMs } from './next-attempt.ts';
import { sendQueued, wantsNoWait } from './queued-answer.ts';
import { sealCall } from './sealed-call.ts';

interface QueueableCall<A extends Asked> {
  inbound: Inbound;
  caller: InferenceCaller;
  kind: CallKind<A>;
  asked: A;
  named: Named;
  route: Route;
  body: Buffer;
  /** Given back while it waits: then it does not run. */
  admitted: Admitted;
  heldKey: HeldKey | undefined;
  /** Of a conversation, which is told that it waits. */
  turn?: { place: QueuedTurn; wait(queueId: string): Promise<void> } | undefined;
}

/** Sends a call; where nobody on its route can answer and its tenant’s policy says so, it waits in the queue. */
export async function answerOrQueue<A extends Asked>(
  parts: GatewayParts,
  call: QueueableCall<A>,
  send: () => Promise<void>,
): Promise<void> {
  const { route } = call;
  try {
    await send();
  } catch (error) {
    if (!(error instanceof RouteSpent)) throw error;
    const refused = toAnswer(error.last, parts.scrub, error.wasRetried);
    if (!route.queue || !error.mayQueue) throw refused;
    await queueCall(parts, call, route.queue, error, refused);
  }
}

async function queueCall<A extends Asked>(
  parts: GatewayParts,
  call: QueueableCall<A>,
  bounds: QueueBounds,
  spent: RouteSpent,
  refused: PlugboardError,
): Promise<void> {
  const { inbound, kind, asked, heldKey } = call;
  if (inbound.over instanceof CallCut) throw inbound.over;
  // From now on only its attempts run and can be cut. The call itself waits.
  parts.running.delete(inbound);
  const goesAway = wantsNoWait(inbound.request.headers);
  const queued = toQueuedCall(parts, call, bounds, spent, refused);
  // One attempt was all that there may be, or all that there is time for.
  if (queued.attempts >= (bounds.maxAttempts ?? Infinity) || queued.nextAttemptAt >= queued.deadlineAt) {
    throw refused;
  }
  const payload = await sealCall(parts.idempotency.sealer, queued, {
    operation: kind.operation,
    caller: call.caller,
    named: call.named,
    text: call.body.toString('utf8'),
    turn: call.turn?.place,
  });
  const holder = goesAway ? null : parts.queue.active.holder;
  const stored = { ...queued, holder, payload };
  // A queue that drains, or cannot be reached: it fails as it would have without one.
  const isTaken = await parts.queue.store.insert(stored, parts.clock()).catch((error) => {
    if (error instanceof PlugboardError) return false;
    throw error;
  });
  if (!isTaken) throw refused;
  await heldKey?.keepQueued(queued.id, queued.deadlineAt);
  await call.turn?.wait(queued.id);
  call.admitted.release();
  if (goesAway) {
    heldKey?.leave();
    parts.queue.hurry(queued.nextAttemptAt - parts.clock());
    sendQueued(inbound, queued);
  } else {
    await holdCall(parts, {
      inbound,
      heldKey,
      call: stored,
      holdMs: bounds.holdSeconds * 1000,
      streams: kind.streams(asked),
      isTurn: call.turn !== undefined,
    });
  }
}

function toQueuedCall<A extends Asked>(
  { queue, clock }: GatewayParts,
  { inbound, caller, kind, asked, route }: QueueableCall<A>,
  { deadlineSeconds, maxAttempts }: QueueBounds,
  { last }: RouteSpent,
  refused: PlugboardError,
): Omit<NewQueuedCall, 'holder' | 'payload'> {
  const now = clock();
  const wasTried = inbound.tries > 0;
  const attempts = wasTried ? 1 : 0;
  const waitMs = nextAttemptMs(
    queue.backoff,
    attempts,
    wasTried,
    last.failure.retryAfterMs ?? 0,
    Math.random(),
  );
  return {
    id: uuidV7(now),
    tenantId: caller.tenantId,
    environment: caller.environment,
    requestId: inbound.requestId,
    operation: kind.operation,
    model: asked.model ?? null,
    configId: route.targets[0].config?.id ?? null,
    featureId: route.featureId,
    agentId: caller.agentId,
    actorKind: caller.actor.kind,
    actorId: caller.actor.id,
    userId: caller.userId,
    status: 'queued',
    attempts,
    tries: inbound.tries,
    maxAttempts,
    createdAt: inbound.at,
    nextAttemptAt: now + Math.round(waitMs),
    deadlineAt: inbound.at + deadlineSeconds * 1000,
    lastFailure: { class: last.failure.class, message: refused.message },
    errorCode: null,
    finishedAt: null,
  };
}
