import type { ErrorCode } from '../../kernel/errors.ts';
import type { Actor } from '../../kernel/scope.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { isStillAccepted } from './tokens.ts';

interface FormerCaller {
  actor: Pick<Actor, 'kind' | 'id'>;
  tenantId: string;
  environment: string;
  agentId: string | null;
}

/**
 * Whether whoever called then has not been deleted, suspended or demoted since. A platform’s JWT says who called then;
 * nothing of it is asked again. Operators of the configuration are there as long as this process.
 */
export function isStillCaller(
  snapshot: Snapshot,
  { actor: { kind, id }, tenantId, environment }: Omit<FormerCaller, 'agentId'>,
  now: number,
): boolean {
  if (kind === 'token') return isStillAccepted(id, snapshot, now);
  if (kind !== 'person') return true;
  const person = snapshot.person(id);
  const isThere = person?.memberships.some(
    (one) => one.role === 'operator' || (one.tenantId === tenantId && one.environment === environment),
  );
  return isThere === true && person?.suspendedAt === null;
}

/** Whoever made a call once: why it may not be made any more. */
export function findLostRight(snapshot: Snapshot, caller: FormerCaller, now: number): ErrorCode | undefined {
  const { tenantId, environment, agentId } = caller;
  if (!snapshot.tenant(tenantId)) return 'tenant_not_found';
  if (!isStillCaller(snapshot, caller, now)) return 'invalid_token';
  return agentId !== null && !snapshot.agent(tenantId, environment, agentId) ? 'agent_not_found' : undefined;
}
