import type { Static } from 'typebox';
import type { session } from '../../../contract/people.ts';
import type { Caller } from '../../../control/authentication/caller.ts';
import type { Membership } from '../../../kernel/records.ts';
import { toMembershipAnswer } from '../answers.ts';

export const path = '/ai/api/v1/session';

export function toSessionAnswer(caller: Caller, memberships: Membership[]): Static<typeof session> {
  return {
    role: caller.role,
    name: caller.name,
    tenant: caller.home?.tenantId ?? null,
    environment: caller.home?.environment ?? null,
    agent_id: caller.agentId,
    memberships: memberships.map(toMembershipAnswer),
  };
}
