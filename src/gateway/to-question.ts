import type { Inbound } from './inbound.ts';
import type { InferenceCaller } from './ports.ts';
import { textHeader } from './read-headers.ts';
import type { Operation, Question } from './routing/route.ts';

/** Where a call is to go, as its body and its headers say it. */
export function toQuestion(
  operation: Operation,
  { tenantId, environment, agentId }: InferenceCaller,
  { request }: Inbound,
  { model, providerId }: Pick<Question, 'model' | 'providerId'>,
): Question {
  return {
    tenantId,
    environment,
    agentId,
    operation,
    model,
    providerId: providerId ?? textHeader(request, 'x-plugboard-provider-id'),
    featureId: textHeader(request, 'x-plugboard-feature'),
  };
}
