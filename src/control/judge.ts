import type { TenantRecord } from '../kernel/records.ts';
import type { Role } from '../kernel/scope.ts';
import { type EmbedPage, isWithinPages } from './authentication/embed-pages.ts';
import { type Permission, permissions } from './permissions.ts';

export type Verdict = 'allowed' | 'forbidden' | 'administered_by_operator';

export function judge(
  caller: { role: Role; agentId: string | null; pages?: readonly EmbedPage[] },
  permission: Permission,
  tenant: Pick<TenantRecord, 'administeredBy'> | undefined,
): Verdict {
  const { roles, viewing, agentBound } = permissions[permission];
  if (!roles.includes(caller.role)) return 'forbidden';
  if (caller.pages && !isWithinPages(caller.pages, permission)) return 'forbidden';
  const bound = caller.agentId !== null && caller.role !== 'operator' && caller.role !== 'service';
  if (bound && !agentBound) return 'forbidden';
  const viewsOnly = caller.role === 'tenant_admin' && tenant?.administeredBy === 'operator';
  return viewsOnly && !viewing ? 'administered_by_operator' : 'allowed';
}
