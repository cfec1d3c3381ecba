import { type ChatCall, parseChat } from './chat/parse-chat.ts';
import { completeChat } from './complete-chat.ts';
import { answerOnce } from './idempotency/answer-once.ts';
import type { Inbound } from './inbound.ts';
import type { GatewayParts } from './parts.ts';
import type { InferenceCaller } from './ports.ts';
import { readBody } from './read-body.ts';
import { textHeader } from './read-headers.ts';
import { resolve } from './routing/resolve.ts';
import type { Question } from './routing/route.ts';

/**
 * One chat call from top to bottom: who calls, what is asked, where it goes, whether it may go now; then it is sent,
 * relayed and written down. Only a call with `Idempotency-Key` waits for the database.
 */
export async function handleCompletion(parts: GatewayParts, inbound: Inbound): Promise<void> {
  const { request } = inbound;
  const caller = await parts.identify(request.headers);
  inbound.caller = caller;
  const text = await readBody(request);
  const asked = parseChat(text);
  const route = resolve(parts.snapshot, toQuestion(caller, inbound, asked), parts.clock());
  await completeChat(parts, { inbound, caller, asked, route }, (send) =>
    answerOnce(parts, { inbound, caller, operation: 'chat', text }, send),
  );
}

function toQuestion(caller: InferenceCaller, { request }: Inbound, asked: ChatCall): Question {
  return {
    tenantId: caller.tenantId,
    environment: caller.environment,
    agentId: caller.agentId,
    operation: 'chat',
    model: asked.model,
    providerId: asked.providerId ?? textHeader(request, 'x-plugboard-provider-id'),
    featureId: textHeader(request, 'x-plugboard-feature'),
  };
}
