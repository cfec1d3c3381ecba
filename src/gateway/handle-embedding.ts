import { PlugboardError } from '../kernel/errors.ts';
import { type EmbeddingCall, parseEmbedding } from './embedding/parse-embedding.ts';
import { sendEmbedding } from './embedding/send-embedding.ts';
import { answerOnce } from './idempotency/answer-once.ts';
import type { Inbound } from './inbound.ts';
import type { GatewayParts } from './parts.ts';
import type { InferenceCaller } from './ports.ts';
import { readBody } from './read-body.ts';
import { textHeader } from './read-headers.ts';
import { resolve } from './routing/resolve.ts';
import type { Question } from './routing/route.ts';

/** One embedding call, in the same steps as a chat call. It never moves to another model: vectors of two do not compare. */
export async function handleEmbedding(parts: GatewayParts, inbound: Inbound): Promise<void> {
  const { request } = inbound;
  const caller = await parts.identify(request.headers);
  inbound.caller = caller;
  const body = await readBody(request);
  const asked = parseEmbedding(body);
  const route = resolve(parts.snapshot, toQuestion(caller, inbound, asked), parts.clock());
  if (!parts.canRecord()) throw new PlugboardError('unavailable');
  const admitted = parts.admission.admit(caller, route.targets[0].owner);
  try {
    await answerOnce(parts, { inbound, caller, operation: 'embedding', body }, () =>
      sendEmbedding(parts, { inbound, caller, asked, route }),
    );
  } finally {
    admitted.release();
  }
}

function toQuestion(caller: InferenceCaller, { request }: Inbound, asked: EmbeddingCall): Question {
  return {
    tenantId: caller.tenantId,
    environment: caller.environment,
    agentId: caller.agentId,
    operation: 'embedding',
    model: asked.model,
    providerId: asked.providerId ?? textHeader(request, 'x-plugboard-provider-id'),
    featureId: textHeader(request, 'x-plugboard-feature'),
  };
}
