import type { Environment } from '../../kernel/scope.ts';
import type { RequestActor, ServiceRequestRecord } from '../../kernel/service-requests.ts';
import type { Act, AuditedAct } from '../ports.ts';
import type { Side } from './life.ts';

/** Who does something to a request, in which call, and by which name people know them. */
export interface StepTaker {
  act: AuditedAct;
  name: string;
}

/** The same of somebody who was let in. */
export interface Doer extends StepTaker {
  act: Act;
  /** The environment that somebody of a tenant is at home in; operators are so in each. */
  home: Environment | null;
}

export function sideOf({ act }: StepTaker): Side {
  return act.actor.role === 'operator' ? 'operator' : 'tenant';
}

export function toRequestActor({ act, name }: StepTaker): RequestActor {
  return { ...act.actor, name };
}

/** A draft of a tenant’s is nobody else’s until it is handed in; one that an operator makes for it is seen by both. */
export function isSeenBy({ state, madeBy }: ServiceRequestRecord, side: Side): boolean {
  return side === 'tenant' || state !== 'draft' || madeBy.role === 'operator';
}
