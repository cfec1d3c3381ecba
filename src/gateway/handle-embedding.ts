import { PlugboardError } from '../kernel/errors.ts';
import { parseEmbedding } from './embedding/parse-embedding.ts';
import { sendEmbedding } from './embedding/send-embedding.ts';
import { answerOnce } from './idempotency/answer-once.ts';
import type { Inbound } from './inbound.ts';
import type { GatewayParts } from './parts.ts';
import { readBody } from './read-body.ts';
import { resolve } from './routing/resolve.ts';
import { toQuestion } from './to-question.ts';

/** One embedding call, in the same steps as a chat call. It never moves to another model: vectors of two do not compare. */
export async function handleEmbedding(parts: GatewayParts, inbound: Inbound): Promise<void> {
  const { request } = inbound;
  const caller = await parts.identify(request.headers);
  inbound.caller = caller;
  const text = await readBody(request);
  const asked = parseEmbedding(text);
  const route = resolve(parts.snapshot, toQuestion('embedding', caller, inbound, asked), parts.clock());
  if (!parts.canRecord()) throw new PlugboardError('unavailable');
  const admitted = parts.admission.admit(caller, route.targets[0].owner);
  try {
    await answerOnce(parts, { inbound, caller, operation: 'embedding', text }, () =>
      sendEmbedding(parts, { inbound, caller, asked, route }),
    );
  } finally {
    admitted.release();
  }
}
