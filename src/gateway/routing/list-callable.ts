import { PlugboardError } from '../../kernel/errors.ts';
import type { StandingModelConfig } from '../../snapshot/ports.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { lookAround, type Sight } from './candidates.ts';
import { findDisconnection } from './find-disconnection.ts';
import { resolveWithin } from './resolve.ts';
import type { Operation, Question } from './route.ts';

type Asker = Pick<Question, 'tenantId' | 'environment' | 'agentId'>;

const operations: readonly Operation[] = ['chat', 'embedding'];

/** Exactly what can be called by its config’s name: each is resolved as a call would be, and kept if it gets there. */
export function listCallable(snapshot: Snapshot, asker: Asker, now: number): StandingModelConfig[] {
  return operations.flatMap((operation) => {
    const question = { ...asker, operation, providerId: undefined, featureId: undefined };
    const sight = lookAround(snapshot, question);
    return [...sight.ofAgent, ...sight.ofEnvironment, ...sight.managed]
      .map(({ config }) => config)
      .filter((config) => isCallable(snapshot, sight, { ...question, model: config.name }, config, now));
  });
}

function isCallable(
  snapshot: Snapshot,
  sight: Sight,
  question: Question,
  config: StandingModelConfig,
  now: number,
): boolean {
  try {
    const [target] = resolveWithin(snapshot, sight, question, now).targets;
    return target.config === config && !findDisconnection(target, now);
  } catch (error) {
    if (!(error instanceof PlugboardError)) throw error;
    return false;
  }
}
