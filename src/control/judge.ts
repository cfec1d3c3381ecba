import type { TenantRecord } from '../kernel/records.ts';
import type { Role } from '../kernel/scope.ts';
import { type Permission, permissions } from './permissions.ts';

export type Verdict = 'allowed' | 'forbidden' | 'administered_by_operator';

export function judge(
  caller: { role: Role; agentId: string | null },
  permission: Permission,
  tenant: Pick<TenantRecord, 'administeredBy'> | undefined,
): Verdict {
  const { roles, viewing, agentBound } = permissions[permission];
  if (!roles.includes(caller.role)) return 'forbidden';
  const bound = caller.agentId !== null && caller.role !== 'operator' && caller.role !== 'service';
  if (bound && !agentBound) return 'forbidden';
  const viewsOnly = caller.role === 'tenant_admin' && tenant?.administeredBy === 'operator';
  return viewsOnly && !viewing ? 'administered_by_operator' : 'allowed';
}
