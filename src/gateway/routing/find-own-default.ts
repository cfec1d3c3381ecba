import { PlugboardError } from '../../kernel/errors.ts';
import type { StandingModelConfig } from '../../snapshot/ports.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { lookAround } from './candidates.ts';
import { getDefault } from './pick.ts';
import type { Question } from './route.ts';

/**
 * Which of an environment’s own models answers where none is named, or would if own ones served; undefined where none
 * does, or several could.
 */
export function findOwnDefault(
  snapshot: Snapshot,
  place: Pick<Question, 'tenantId' | 'environment' | 'operation'>,
): StandingModelConfig | undefined {
  const question = { ...place, agentId: null, model: undefined, providerId: undefined, featureId: undefined };
  try {
    const sight = lookAround(snapshot, question);
    return getDefault(question, { ...sight, mode: 'byo' }, 'default').config ?? undefined;
  } catch (error) {
    if (error instanceof PlugboardError) return undefined;
    throw error;
  }
}
