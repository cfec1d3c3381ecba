import type { Place } from '../control/authentication/caller.ts';
import { PlugboardError } from '../kernel/errors.ts';

/** The agent that a body names. Who acts for one agent already speaks for that one alone. */
export function namedAgent({ agentId }: Place, named: string | undefined): string | null {
  if (agentId !== null && named !== undefined && named !== agentId)
    throw new PlugboardError('agent_not_found');
  return agentId ?? named ?? null;
}
