import type { ModelConfigRecord } from '../../kernel/records.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { lookAround } from './candidates.ts';
import { isConnected, resolve } from './resolve.ts';
import type { Operation, Question } from './route.ts';

type Asker = Omit<Question, 'operation' | 'model' | 'providerId' | 'featureId'>;

const operations: readonly Operation[] = ['chat', 'embedding'];

/** Exactly what can be called by its config’s name: each is resolved as a call would be, and kept if it gets there. */
export function listCallable(snapshot: Snapshot, asker: Asker, now: number): ModelConfigRecord[] {
  return operations.flatMap((operation) => {
    const { ofAgent, ofEnvironment, managed } = lookAround(snapshot, { ...everything(asker), operation });
    return [...ofAgent, ...ofEnvironment, ...managed]
      .filter(({ credential }) => isConnected(credential, now))
      .map(({ config }) => config)
      .filter((config) => isCallable(snapshot, asker, operation, config, now));
  });
}

function everything(asker: Asker): Question {
  return { ...asker, operation: 'chat', model: undefined, providerId: undefined, featureId: undefined };
}

function isCallable(
  snapshot: Snapshot,
  asker: Asker,
  operation: Operation,
  config: ModelConfigRecord,
  now: number,
): boolean {
  try {
    const route = resolve(snapshot, { ...everything(asker), operation, model: config.name }, now);
    return route.targets[0].config?.id === config.id;
  } catch {
    return false;
  }
}
