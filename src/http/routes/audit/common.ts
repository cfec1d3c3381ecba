import { verifyChain } from '../../../control/audit.ts';
import { PlugboardError } from '../../../kernel/errors.ts';
import type { Scope } from '../../../kernel/scope.ts';
import type { Call } from '../../route.ts';

export const common = { access: { permission: 'audit.view' }, actsOn: 'tenant', tag: 'Audit' } as const;

export async function verdictOn(services: Call['services'], tenantIds: string[]) {
  const { auditReader, signer, deploymentId } = services;
  const chains = [];
  for (const tenantId of tenantIds) {
    const chain = await verifyChain(auditReader, signer, deploymentId, tenantId);
    chains.push({
      tenant: chain.tenantId,
      rows: chain.rows,
      checkpoints: chain.checkpoints,
      unsigned_rows: chain.unsigned,
      first_bad: chain.firstBad,
    });
  }
  return { ok: chains.every((chain) => chain.first_bad === null), chains };
}

/** Chains belong to tenants; what a caller may see of one is filtered by environment where the list is read. */
export function scopeOf({ tenantId }: Pick<Call, 'tenantId'>): Scope {
  if (tenantId === undefined) throw new PlugboardError('tenant_required');
  return { tenantId, environment: 'every' };
}
