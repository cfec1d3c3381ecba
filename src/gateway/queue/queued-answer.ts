import type { IncomingHttpHeaders } from 'node:http';
import { type ErrorCode, errorRegistry, PlugboardError } from '../../kernel/errors.ts';
import type { QueuedCallRecord } from '../../kernel/queued-calls.ts';
import { sendJson } from '../answers.ts';
import type { Inbound } from '../inbound.ts';
import type { ContentSealer } from '../ports.ts';
import type { FoundCall } from '../queue-ports.ts';
import { openAnswer } from './sealed-call.ts';

type Shown = Pick<QueuedCallRecord, 'id' | 'status' | 'attempts' | 'nextAttemptAt'>;

/** RFC 7240: whoever sends it comes for the answer later. */
export function wantsNoWait({ prefer }: IncomingHttpHeaders): boolean {
  const preferences = Array.isArray(prefer) ? prefer.join(',') : (prefer ?? '');
  return preferences.split(',').some((one) => one.split(';')[0]?.trim().toLowerCase() === 'respond-async');
}

export function sendQueued({ response, requestId }: Inbound, call: Shown): void {
  const body = { queue_id: call.id, code: 'queued', ...toShape(call) };
  sendJson(response, 202, JSON.stringify(body), {
    'x-request-id': requestId,
    'x-plugboard-queue-id': call.id,
    'preference-applied': 'respond-async',
    location: pathOf(call.id),
  });
}

/** To whoever waited as long as may be waited. */
export function toQueuedError({ id }: Pick<Shown, 'id'>, isTurn = false): PlugboardError {
  const where = isTurn ? 'in this conversation' : `at ${pathOf(id)}`;
  const detail = `The model cannot answer now. The answer will be ${where}.`;
  return new PlugboardError('queued', { detail, queueId: id, wasRetried: true });
}

export function toShape({ id, status, attempts, nextAttemptAt }: Shown) {
  return {
    id,
    status,
    attempts,
    next_attempt_at: nextAttemptAt === null ? null : new Date(nextAttemptAt).toISOString(),
  };
}

/** What became of a call that will not be answered. */
export function toEndError(
  call: Pick<QueuedCallRecord, 'status' | 'errorCode' | 'lastFailure'>,
): PlugboardError {
  if (call.status === 'cancelled') return new PlugboardError('queued_call_cancelled');
  if (call.status === 'expired') {
    return new PlugboardError('llm_unavailable', {
      detail: 'The model did not answer before the deadline of the call.',
      wasRetried: true,
    });
  }
  const known = call.errorCode !== null && Object.hasOwn(errorRegistry, call.errorCode);
  return new PlugboardError(known ? (call.errorCode as ErrorCode) : 'internal_error', { wasRetried: true });
}

/** The answer that was kept, as it would have left. */
export async function findKept(
  sealer: ContentSealer,
  call: FoundCall,
): Promise<{ status: number; headers: Record<string, string>; body: string } | undefined> {
  if (!call.answer) return undefined;
  const { status, headers, body } = await openAnswer(sealer, call, call.answer);
  return { status, headers: headers as Record<string, string>, body };
}

const pathOf = (id: string) => `/v1/queue/${id}`;
