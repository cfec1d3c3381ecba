import type { ErrorCode } from '../../kernel/errors.ts';
import type { Actor } from '../../kernel/scope.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { isInForce } from './tokens.ts';

interface FormerCaller {
  actor: Pick<Actor, 'kind' | 'id'>;
  tenantId: string;
  environment: string;
  agentId: string | null;
}

/**
 * Whoever made a call once: why it may not be made any more. A platform’s JWT says who called then; nothing of it is
 * asked again.
 */
export function findLostRight(
  snapshot: Snapshot,
  { actor, tenantId, environment, agentId }: FormerCaller,
  now: number,
): ErrorCode | undefined {
  if (!snapshot.tenant(tenantId)) return 'tenant_not_found';
  if (actor.kind === 'token') {
    const token = snapshot.token(actor.id);
    if (!token || !isInForce(token, snapshot, now, 0)) return 'invalid_token';
  }
  return agentId !== null && !snapshot.agent(tenantId, environment, agentId) ? 'agent_not_found' : undefined;
}
