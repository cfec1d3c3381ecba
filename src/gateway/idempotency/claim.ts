import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Inbound } from '../inbound.ts';
import type { InferenceCaller, KeyClaim } from '../ports.ts';
import { textHeader } from '../read-headers.ts';
import { refuseField } from '../read-json.ts';
import type { Operation } from '../routing/route.ts';

/** A call that may have been made before. */
export interface RepeatableCall {
  inbound: Inbound;
  caller: InferenceCaller;
  operation: Operation;
  /** The body as it came. */
  body: Buffer;
  /** The answer is to be a stream. */
  streams: boolean;
}

const keyShape = /^[\x20-\x7e]{1,255}$/;

/** An empty key is refused: whoever sends one believes to be safe from calling twice. */
export function parseKey(headers: IncomingHttpHeaders): string | undefined {
  const key = headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !keyShape.test(key)) {
    refuseField('Idempotency-Key', 'must be 1 to 255 printable ASCII characters');
  }
  return key;
}

/**
 * The fingerprint takes in the headers that say what is asked and for whom, and the key itself: who has the table and
 * guesses at a prompt cannot find out whether it was this one.
 */
export function toClaim({ inbound, caller, operation, body }: RepeatableCall, key: string): KeyClaim {
  const { tenantId, environment, actor, agentId, userId } = caller;
  const { request, requestId } = inbound;
  const feature = textHeader(request, 'x-plugboard-feature');
  const provider = textHeader(request, 'x-plugboard-provider-id');
  const asked = JSON.stringify([key, operation, agentId, userId, feature, provider]);
  return {
    tenantId,
    environment,
    actorKind: actor.kind,
    actorId: actor.id,
    keyHash: createHash('sha256').update(key).digest(),
    fingerprint: createHash('sha256').update(`${asked}\n`).update(body).digest(),
    requestId,
  };
}
