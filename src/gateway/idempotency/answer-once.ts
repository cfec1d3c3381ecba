import { PlugboardError } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import type { ChatResponse } from '../../providers/openai-shapes.ts';
import { sendJson, toErrorBody } from '../answers.ts';
import { toChunks } from '../chat/to-chunks.ts';
import { TargetFailure } from '../failures.ts';
import type { Inbound } from '../inbound.ts';
import type { GatewayParts } from '../parts.ts';
import type { KeyClaim } from '../ports.ts';
import { findKept, sendQueued, toQueuedError, wantsNoWait } from '../queue/queued-answer.ts';
import { StreamOutput } from '../relay/stream-output.ts';
import { doneEvent, toEvent } from '../relay/translated-stream.ts';
import { parseKey, type RepeatableCall, toClaim } from './claim.ts';
import { HeldKey } from './held-key.ts';
import { type KeptAnswer, openAnswer } from './kept-answer.ts';

const { leaseMs, retryAfterSeconds } = limits.idempotency;

type Send = (heldKey: HeldKey | undefined) => Promise<void>;

/** Sends a call, unless the same actor made it before under the same key: then that call’s answer is the answer. */
export function answerOnce(parts: GatewayParts, call: RepeatableCall, send: Send): Promise<void> {
  const key = parseKey(call.inbound.request.headers);
  return key === undefined ? send(undefined) : answerUnder(parts, call, key, send);
}

async function answerUnder(
  parts: GatewayParts,
  call: RepeatableCall,
  key: string,
  send: Send,
): Promise<void> {
  const { inbound } = call;
  const { store, sealer } = parts.idempotency;
  const claim = toClaim(call, key);
  const now = parts.clock();
  const holder = await store.claim(claim, now, now + leaseMs);
  if (!holder) return answerFirst(parts, inbound, claim, send);
  if (Buffer.compare(holder.fingerprint, claim.fingerprint) !== 0) {
    throw new PlugboardError('idempotency_key_reused');
  }
  if (!holder.sealed) throw new PlugboardError('idempotency_in_progress', { retryAfterSeconds });
  const answer = await openAnswer(sealer, claim, holder.requestId, holder.sealed);
  if (answer.queueId === undefined) return replay(parts, inbound, answer, holder.requestId);
  const wasAnswered = await answerFromQueue(parts, call, answer.queueId, holder.requestId);
  if (wasAnswered) return;
  // That call ended without an answer: this one is a call of its own.
  await store.release({ ...claim, requestId: holder.requestId });
  return answerUnder(parts, call, key, send);
}

/** The same key leads to the same call in the queue. False where there will be no answer. */
async function answerFromQueue(
  parts: GatewayParts,
  { inbound, caller, streams }: RepeatableCall,
  queueId: string,
  originalRequestId: string,
): Promise<boolean> {
  const found = await parts.queue.store.find(caller, queueId);
  if (found?.status === 'queued' || found?.status === 'running') {
    if (!wantsNoWait(inbound.request.headers)) throw toQueuedError(found);
    sendQueued(inbound, found);
    return true;
  }
  const kept = found?.status === 'done' ? await findKept(parts.idempotency.sealer, found) : undefined;
  if (!kept) return false;
  const { status, headers, body } = kept;
  const events = streams ? toEvents(body) : undefined;
  const answer = { status, headers, isStream: events !== undefined, body: Buffer.from(events ?? body) };
  await replay(parts, inbound, answer, originalRequestId);
  return true;
}

/** An answer that was got in one piece, for a client that asked for a stream. */
function toEvents(body: string): string {
  const chunks = toChunks(JSON.parse(body) as ChatResponse);
  return chunks.map((chunk) => toEvent(chunk, false)).join('') + doneEvent;
}

async function answerFirst(
  parts: GatewayParts,
  inbound: Inbound,
  claim: KeyClaim,
  send: Send,
): Promise<void> {
  const heldKey = new HeldKey(parts, claim);
  inbound.keeper = heldKey;
  try {
    await send(heldKey);
  } catch (error) {
    if (isAboutRequest(error)) {
      await heldKey.keepWhole(error.status, {}, JSON.stringify(toErrorBody(error)));
    }
    throw error;
  } finally {
    await heldKey.release();
  }
}

/** What the provider said of the request, it would say again. Whatever else failed may work the next time. */
function isAboutRequest(error: unknown): error is PlugboardError {
  return error instanceof PlugboardError && error.status < 500 && error.cause instanceof TargetFailure;
}

async function replay(
  { heartbeats }: GatewayParts,
  { response, requestId }: Inbound,
  { status, isStream, headers, body }: KeptAnswer,
  originalRequestId: string,
): Promise<void> {
  const told = {
    ...headers,
    'x-request-id': requestId,
    'x-plugboard-replayed': 'true',
    'x-plugboard-original-request-id': originalRequestId,
  };
  if (!isStream) {
    sendJson(response, status, body, told);
    return;
  }
  const output = new StreamOutput(response, told, heartbeats);
  output.commit();
  await output.end(body);
}
