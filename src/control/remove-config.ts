import type { TenantRepositories } from './ports.ts';

/** Takes the config out of all that names it; answers what that was, as the audit log says it. */
export async function removeConfig(
  { modelConfigs, failurePolicies }: Pick<TenantRepositories, 'modelConfigs' | 'failurePolicies'>,
  id: string,
): Promise<Record<string, unknown>> {
  const unassigned = await modelConfigs.delete(id);
  // After the row is ours: a policy that names it right now is committed, or finds it gone.
  const policies = await failurePolicies.dropTarget(id);
  return {
    unassigned_features: unassigned,
    ...(policies.length > 0 && {
      dropped_from_fallback: policies.map((agentId) => ({ agent_id: agentId })),
    }),
  };
}
