import type { InferenceCaller } from '../ports.ts';
import type { Operation, Question } from './route.ts';

/** What a call names beside its body. */
export interface Named {
  providerId: string | undefined;
  featureId: string | undefined;
}

export function toQuestion(
  { tenantId, environment, agentId }: InferenceCaller,
  operation: Operation,
  asked: { model: string | undefined; providerId: string | undefined },
  { providerId, featureId }: Named,
): Question {
  return {
    tenantId,
    environment,
    agentId,
    operation,
    model: asked.model,
    providerId: asked.providerId ?? providerId,
    featureId,
  };
}
