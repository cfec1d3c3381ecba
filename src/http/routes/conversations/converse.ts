import type { OpenTurn } from '../../../control/conversations/turns.ts';
import { PlugboardError } from '../../../kernel/errors.ts';
import { wantsEvents } from '../../event-stream.ts';
import { type Answer, type Call, callerOf, placeOf } from '../../route.ts';

/** Hands the connection to the gateway. What is refused before an answer has begun is a problem like any other. */
export async function converse(
  call: Call,
  { conversation, prompt, place, recorder }: OpenTurn,
  stream: boolean | undefined,
): Promise<Answer> {
  const { request, reply, services } = call;
  const { actor } = callerOf(call).caller;
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) reply.raw.setHeader(name, value);
  }
  const begin = async () => {
    await recorder.begin();
    // Only now there is something that these name.
    if (!place) return;
    reply.raw.setHeader('x-plugboard-message', place.messageId);
    reply.raw.setHeader('x-plugboard-answer', place.answerId);
  };
  await services.answerTurn({
    request: request.raw,
    response: reply.raw,
    requestId: request.id,
    caller: { ...placeOf(call), actor, agentId: conversation.agentId },
    configId: conversation.configId,
    prompt,
    stream: stream ?? (wantsEvents(request) || !request.headers.accept?.includes('application/json')),
    recorder: { ...recorder, begin },
    place,
  });
  reply.hijack();
  return { status: 200, sent: true };
}

/** A key that does nothing would let its sender believe that nothing is said twice. */
export function refuseIdempotencyKey({ request }: Pick<Call, 'request'>): void {
  if (request.headers['idempotency-key'] === undefined) return;
  throw new PlugboardError('invalid_request', {
    errors: [
      {
        field: 'Idempotency-Key',
        detail: 'is not taken here: the conversation itself shows whether a message has arrived',
      },
    ],
  });
}
