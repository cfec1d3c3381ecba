import type { RequestActor, ServiceRequestRecord } from '../../kernel/service-requests.ts';
import type { Act } from '../ports.ts';
import type { Side } from './life.ts';

/** Who does something to a request, in which call, and by which name people know them. */
export interface Doer {
  act: Act;
  name: string;
}

export function sideOf({ act }: Doer): Side {
  return act.actor.role === 'operator' ? 'operator' : 'tenant';
}

export function toRequestActor({ act, name }: Doer): RequestActor {
  return { ...act.actor, name };
}

/** A draft of a tenant’s is nobody else’s until it is handed in; one that an operator makes for it is seen by both. */
export function isSeenBy({ state, madeBy }: ServiceRequestRecord, side: Side): boolean {
  return side === 'tenant' || state !== 'draft' || madeBy.role === 'operator';
}
