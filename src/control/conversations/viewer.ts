import { PlugboardError } from '../../kernel/errors.ts';
import type { Caller, Place } from '../authentication/caller.ts';

/** For whom a conversation is, in which place. */
export type Viewer = Pick<Place, 'tenantId' | 'environment' | 'agentId'> & { owner: string };

/**
 * Services speak for users, and must say for whom: without that the conversations of all would lie on one heap. Anybody
 * else is a user by itself; what one way to sign in calls `alice` is not what another one calls so. The `alice` of a
 * frame that somebody of the tenant asked for is that one’s own: no administrator reads on where another’s user wrote.
 */
export function toViewer(
  { actor, role, behind }: Pick<Caller, 'actor' | 'role' | 'behind'>,
  place: Place,
): Viewer {
  const { tenantId, environment, agentId, userId } = place;
  const viewing = { tenantId, environment, agentId };
  // Names in frames have no blanks, so that nobody’s name can end in somebody else’s.
  if (behind) return { ...viewing, owner: `frame/${actor.id} ${behind.kind}/${behind.id}` };
  if (role !== 'service') return { ...viewing, owner: `${actor.kind}/${actor.id}` };
  if (userId === null) throw new PlugboardError('user_required');
  return { ...viewing, owner: `user/${userId}` };
}
