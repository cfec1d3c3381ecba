import { type FailurePolicy, type FailurePolicyRecord, findPolicy } from '../../kernel/failure-policy.ts';
import { limits } from '../../kernel/limits.ts';
import { toEffectivePolicy } from '../../kernel/lock.ts';
import { findAgentView, type ViewScope } from '../agents.ts';
import type { Store, TenantRepositories } from '../ports.ts';

export interface PolicyFields extends Omit<FailurePolicyRecord, 'tenantId' | 'environment' | 'updatedAt'> {
  /** Null where nobody ever decided anything. */
  updatedAt: number | null;
}

export interface PolicyView {
  policy: PolicyFields;
  effective: FailurePolicy;
  /** What of it has no effect at present. */
  warnings: { field: string; detail: string }[];
}

export const unsetPolicy: PolicyFields = {
  agentId: null,
  policy: 'fail_closed',
  targets: [],
  targetsForNamed: false,
  managedOn: [],
  consent: null,
  holdSeconds: limits.fallback.holdSecondsDefault,
  deadlineSeconds: limits.fallback.deadlineSecondsDefault,
  maxAttempts: null,
  updatedAt: null,
};

/** For an agent: its own, or the environment’s where it has none. */
export async function getFailurePolicy(store: Store, scope: ViewScope): Promise<PolicyView> {
  return store.readInTenant(scope, async (tenant) => {
    await findAgentView(tenant, scope);
    return viewPolicy(tenant, scope.agentId);
  });
}

export async function viewPolicy(tenant: TenantRepositories, agentId: string | null): Promise<PolicyView> {
  const policy = findPolicy(await tenant.failurePolicies.list(), agentId) ?? unsetPolicy;
  const effective = toEffectivePolicy(policy.policy, await tenant.lock.find());
  const warnings: PolicyView['warnings'] = [];
  if (effective !== policy.policy) {
    warnings.push({
      field: 'policy',
      detail: 'has no effect under the environment’s lock: calls fail closed',
    });
  }
  for (const [index, id] of policy.targets.entries()) {
    if (!(await tenant.modelConfigs.find(id))?.enabled) {
      warnings.push({ field: `targets.${index}`, detail: 'is disabled, so it is passed over' });
    }
  }
  return { policy, effective, warnings };
}
