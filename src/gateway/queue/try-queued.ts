import type { QueuedTurn } from '../../kernel/conversation.ts';
import { PlugboardError } from '../../kernel/errors.ts';
import { type Asked, type CallKind, chatCalls, embeddingCalls } from '../call-kinds.ts';
import { completeCall } from '../complete-call.ts';
import { AnswerCopy } from '../conversations/answer-copy.ts';
import { findConfig, routeToModel } from '../conversations/fixed-model.ts';
import { RouteSpent, toAnswer } from '../failures.ts';
import { CallCut, CallerGone } from '../inbound.ts';
import type { GatewayParts } from '../parts.ts';
import type { ClaimedCall } from '../queue-ports.ts';
import { resolve } from '../routing/resolve.ts';
import type { Operation } from '../routing/route.ts';
import { toQuestion } from '../routing/to-question.ts';
import type { QueueReceiver } from './queue-receiver.ts';
import { openCall } from './sealed-call.ts';

const kinds = { chat: chatCalls, embedding: embeddingCalls } as Record<Operation, unknown> as Record<
  Operation,
  CallKind<Asked>
>;

/** What one attempt came to. */
export type AttemptEnd =
  | { kind: 'answered' }
  /** It will not work later either. */
  | { kind: 'refused'; error: PlugboardError; failureClass: string }
  /** It may work later. */
  | { kind: 'again'; error: PlugboardError; failureClass: string; retryAfterMs: number }
  /** Operators stopped calls of its kind: it waits until they let them go on. */
  | { kind: 'stopped'; error: PlugboardError }
  /** Nobody waited for it any more. */
  | { kind: 'left' };

/** Trouble of ours that passes: no reason to give a call up, and none to count against it. */
const passing = new Set(['unavailable', 'vault_unavailable', 'rate_limited', 'budget_exceeded']);

/**
 * A queued call once more, as if it came now: whoever may not call any more, or has no such model any more, is refused
 * as any caller would be.
 */
export async function tryQueued(
  parts: GatewayParts,
  call: ClaimedCall,
  receiver: QueueReceiver,
  streams: boolean,
): Promise<AttemptEnd> {
  const { running } = parts;
  let copy: AnswerCopy | undefined;
  try {
    const { sealer } = parts.idempotency;
    const { operation, caller, named, text, turn } = await openCall(sealer, call, call.payload);
    parts.queue.checkCaller(caller);
    receiver.caller = caller;
    running.add(receiver);
    if (turn && !receiver.keeper) {
      copy = await resumeCopy(parts, call, turn);
      receiver.keeper = copy;
    }
    const kind = kinds[operation];
    const parsed = kind.parse(Buffer.from(text));
    const asked = streams ? parsed : kind.inOnePiece(parsed);
    const question = toQuestion(caller, operation, asked, named);
    const now = parts.clock();
    const route = turn
      ? routeToModel(parts.snapshot, question, asked.model ?? '', now)
      : resolve(parts.snapshot, question, now);
    await completeCall(parts, kind, { inbound: receiver, caller, asked, route }, (send) => send());
    return { kind: 'answered' };
  } catch (error) {
    return toEnd(parts, error);
  } finally {
    running.delete(receiver);
    copy?.leave();
  }
}

/** What this attempt says goes into its conversation, unless nobody waits for it there any more. */
async function resumeCopy(
  { queue, snapshot, telemetry }: GatewayParts,
  call: ClaimedCall,
  turn: QueuedTurn,
): Promise<AnswerCopy> {
  const recorder = queue.resumeTurn(turn, call.id);
  const copy = new AnswerCopy({
    recorder: {
      ...recorder,
      settle: (spoken, failure) => queue.active.untilReached(() => recorder.settle(spoken, failure)),
    },
    nameOf: (id) => findConfig(snapshot, call, id)?.name ?? null,
    unexpected: (error) => telemetry.unexpected(error, { requestId: call.requestId }),
    isQueued: true,
  });
  await copy.start();
  return copy;
}

function toEnd({ scrub, telemetry }: GatewayParts, error: unknown): AttemptEnd {
  if (error instanceof CallerGone) return { kind: 'left' };
  if (error instanceof CallCut && error.code === 'llm_unavailable') return { kind: 'stopped', error };
  if (error instanceof RouteSpent) {
    const { failure } = error.last;
    if (failure.class === 'stopped' && !error.mayQueue) {
      return { kind: 'stopped', error: toAnswer(error.last, scrub) };
    }
    const told = { error: toAnswer(error.last, scrub, true), failureClass: failure.class };
    if (!error.mayQueue) return { kind: 'refused', ...told };
    return { kind: 'again', ...told, retryAfterMs: failure.retryAfterMs ?? 0 };
  }
  if (error instanceof PlugboardError) {
    const told = { error, failureClass: error.code };
    if (!passing.has(error.code)) return { kind: 'refused', ...told };
    // A budget may be raised long before it begins anew.
    const waitsFor = error.code === 'budget_exceeded' ? 0 : (error.retryAfterSeconds ?? 0);
    return { kind: 'again', ...told, retryAfterMs: waitsFor * 1000 };
  }
  telemetry.unexpected(error);
  const unforeseen = new PlugboardError('internal_error', { cause: error });
  return { kind: 'refused', error: unforeseen, failureClass: unforeseen.code };
}
