import { parseChat } from './chat/parse-chat.ts';
import { completeChat } from './complete-chat.ts';
import { answerOnce } from './idempotency/answer-once.ts';
import type { Inbound } from './inbound.ts';
import type { GatewayParts } from './parts.ts';
import { readBody } from './read-body.ts';
import { resolve } from './routing/resolve.ts';
import { toQuestion } from './to-question.ts';

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
  const route = resolve(parts.snapshot, toQuestion('chat', caller, inbound, asked), parts.clock());
  await completeChat(parts, { inbound, caller, asked, route }, (send) =>
    answerOnce(parts, { inbound, caller, operation: 'chat', text }, send),
  );
}
