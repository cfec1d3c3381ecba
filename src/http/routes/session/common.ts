import type { Static } from 'typebox';
import { sessionWith } from '../../../contract/people.ts';
import type { Caller } from '../../../control/authentication/caller.ts';
import { judge } from '../../../control/judge.ts';
import { type Permission, permissions } from '../../../control/permissions.ts';
import type { Membership } from '../../../kernel/records.ts';
import type { Snapshot } from '../../../snapshot/snapshot.ts';
import { toMembershipAnswer } from '../answers.ts';

export const path = '/ai/api/v1/session';

const names = Object.keys(permissions) as Permission[];
export const session = sessionWith(names);

export function toSessionAnswer(
  caller: Caller,
  memberships: Membership[],
  snapshot: Snapshot,
): Static<typeof session> {
  const tenant = caller.home ? snapshot.tenant(caller.home.tenantId) : undefined;
  return {
    role: caller.role,
    name: caller.name,
    tenant: caller.home?.tenantId ?? null,
    environment: caller.home?.environment ?? null,
    agent_id: caller.agentId,
    permissions: names.filter((name) => judge(caller, name, tenant) === 'allowed'),
    memberships: memberships.map(toMembershipAnswer),
  };
}
