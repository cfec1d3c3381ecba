import type { Asked, CallKind } from './call-kinds.ts';
import { completeCall } from './complete-call.ts';
import { answerOnce } from './idempotency/answer-once.ts';
import type { Inbound } from './inbound.ts';
import type { GatewayParts } from './parts.ts';
import { answerOrQueue } from './queue/answer-or-queue.ts';
import { readBody } from './read-body.ts';
import { textHeader } from './read-headers.ts';
import { resolve } from './routing/resolve.ts';
import { type Named, toQuestion } from './routing/to-question.ts';

/**
 * One call from top to bottom: who calls, what is asked, where it goes, whether it may go now; then it is sent,
 * relayed and written down. Only a call with `Idempotency-Key` waits for the database, and one that is queued.
 */
export async function handleCompletion<A extends Asked>(
  parts: GatewayParts,
  inbound: Inbound,
  kind: CallKind<A>,
): Promise<void> {
  const { request } = inbound;
  const caller = await parts.identify(request.headers);
  inbound.caller = caller;
  const body = await readBody(request);
  const asked = kind.parse(body);
  const named: Named = {
    providerId: textHeader(request, 'x-plugboard-provider-id'),
    featureId: textHeader(request, 'x-plugboard-feature'),
  };
  const route = resolve(parts.snapshot, toQuestion(caller, kind.operation, asked, named), parts.clock());
  const { operation } = kind;
  await completeCall(parts, kind, { inbound, caller, asked, route }, (send, admitted) =>
    answerOnce(parts, { inbound, caller, operation, body, streams: kind.streams(asked) }, (heldKey) =>
      answerOrQueue(parts, { inbound, caller, kind, asked, named, route, body, admitted, heldKey }, send),
    ),
  );
}
