import { PlugboardError } from '../../kernel/errors.ts';
import type { Caller, Place } from '../authentication/caller.ts';

/** For whom a conversation is, in which place. */
export type Viewer = Pick<Place, 'tenantId' | 'environment' | 'agentId'> & { owner: string };

/**
 * Services speak for users, and must say for whom: without that the conversations of all would lie on one heap. Anybody
 * else is a user by itself; what one way to sign in calls `alice` is not what another one calls so.
 */
export function toViewer({ actor, role }: Pick<Caller, 'actor' | 'role'>, place: Place): Viewer {
  const { tenantId, environment, agentId, userId } = place;
  if (role !== 'service') return { tenantId, environment, agentId, owner: `${actor.kind}/${actor.id}` };
  if (userId === null) throw new PlugboardError('user_required');
  return { tenantId, environment, agentId, owner: `user/${userId}` };
}
