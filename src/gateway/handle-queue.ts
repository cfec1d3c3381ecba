import { PlugboardError } from '../kernel/errors.ts';
import { sendJson } from './answers.ts';
import type { Inbound } from './inbound.ts';
import type { GatewayParts } from './parts.ts';
import type { InferenceCaller } from './ports.ts';
import { cancelCall } from './queue/cancel-call.ts';
import { findKept, toEndError, toShape } from './queue/queued-answer.ts';
import type { FoundCall } from './queue-ports.ts';

const path = /^\/v1\/queue\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\?|$)/;

/** A call that waits or waited in the queue: what became of it, for whoever made it; or, by DELETE, its end. */
export async function handleQueue(parts: GatewayParts, inbound: Inbound): Promise<void> {
  const { request, response, requestId } = inbound;
  const caller = await parts.identify(request.headers);
  inbound.caller = caller;
  const id = path.exec(request.url ?? '')?.[1];
  let call = id === undefined ? undefined : await findOwn(parts, caller, id);
  if (call && request.method === 'DELETE') {
    await cancelCall(parts, call);
    call = await findOwn(parts, caller, call.id);
  }
  if (!call) throw new PlugboardError('queued_call_not_found');
  // Operators see that it is there and may end it. What a model told somebody else is not theirs to read.
  const isKeptBack = caller.actor.role === 'operator' && !isMaker(caller, call);
  const result = isKeptBack ? {} : await toResult(parts, call);
  const body = JSON.stringify({ ...toShape(call), ...result });
  sendJson(response, 200, body, {
    'x-request-id': requestId,
    'x-plugboard-original-request-id': call.requestId,
  });
}

/** Another’s is not there, and neither is one of another user whom the same service calls for. */
async function findOwn(
  { queue }: GatewayParts,
  caller: InferenceCaller,
  id: string,
): Promise<FoundCall | undefined> {
  const call = await queue.store.find(caller, id);
  if (!call) return undefined;
  const { actor, agentId } = caller;
  const administers = (actor.role === 'tenant_admin' && agentId === null) || actor.role === 'operator';
  return administers || isMaker(caller, call) ? call : undefined;
}

function isMaker({ actor, userId }: InferenceCaller, call: FoundCall): boolean {
  return (
    call.actorKind === actor.kind &&
    call.actorId === actor.id &&
    (call.userId === null || call.userId === userId)
  );
}

async function toResult(
  { idempotency }: GatewayParts,
  call: FoundCall,
): Promise<{ response?: unknown; error?: unknown }> {
  if (call.status === 'queued' || call.status === 'running') return {};
  const kept = await findKept(idempotency.sealer, call);
  if (call.status === 'done') return kept ? { response: JSON.parse(kept.body) as unknown } : {};
  if (kept) return { error: (JSON.parse(kept.body) as { error: unknown }).error };
  const { code, message, status } = toEndError(call);
  return {
    error: { message, type: status < 500 ? 'invalid_request_error' : 'api_error', code, param: null },
  };
}
