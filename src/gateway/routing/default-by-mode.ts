import { PlugboardError } from '../../kernel/errors.ts';
import { type Mode, modes } from '../../kernel/records.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { listManaged, lookAround } from './candidates.ts';
import { type ExplainedTarget, explainTarget } from './explain.ts';
import { isLocked } from './further-targets.ts';
import { getDefault } from './pick.ts';
import type { Question } from './route.ts';

/** Where a chat call that names nothing would go in each mode, whichever is set; null where it would go nowhere. */
export function findDefaultByMode(
  snapshot: Snapshot,
  place: Pick<Question, 'tenantId' | 'environment'>,
): Record<Mode, ExplainedTarget | null> {
  const question = {
    ...place,
    agentId: null,
    operation: 'chat',
    model: undefined,
    providerId: undefined,
    featureId: undefined,
  } as const;
  const seen = lookAround(snapshot, question);
  const sight = { ...seen, managed: listManaged(snapshot, 'chat') };
  const lands = (mode: Mode): ExplainedTarget | null => {
    try {
      const target = getDefault(question, { ...sight, mode }, 'default');
      const isOpen = !isLocked(snapshot.pluggedIn(place.tenantId, place.environment), target);
      return isOpen ? explainTarget(snapshot, question, target) : null;
    } catch (error) {
      if (error instanceof PlugboardError) return null;
      throw error;
    }
  };
  return Object.fromEntries(modes.map((mode) => [mode, lands(mode)])) as Record<Mode, ExplainedTarget | null>;
}
