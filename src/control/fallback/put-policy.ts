import type { PutFallbackBody } from '../../contract/fallback.ts';
import { type FieldProblem, PlugboardError } from '../../kernel/errors.ts';
import type { Consent, FailurePolicyRecord } from '../../kernel/failure-policy.ts';
import { findAgentView, isSeen, type ViewScope } from '../agents.ts';
import { invalid } from '../credentials/prepare.ts';
import { tell } from '../notifications/tell.ts';
import type { Act, TenantRepositories } from '../ports.ts';
import type { AgentView } from '../routing-ports.ts';
import { differences } from '../tenants.ts';
import { auditConsent, type FallbackParts, refuseUnderLock, toConsent } from './consent.ts';
import { type PolicyView, unsetPolicy, viewPolicy } from './policy-view.ts';

export async function putFailurePolicy(
  parts: FallbackParts,
  act: Act,
  { tenantId, environment, agentId }: ViewScope,
  body: PutFallbackBody,
): Promise<PolicyView> {
  const scope = { tenantId, environment, agentId };
  return parts.store.changeInTenant(scope, act, async (tenant, audit) => {
    await checkTargets(tenant, await findAgentView(tenant, scope), body.targets ?? []);
    await tenant.failurePolicies.hold();
    const before = (await tenant.failurePolicies.list()).find((one) => one.agentId === agentId);
    if (body.policy === 'managed') await refuseUnderLock(tenant);
    const given = body.consent ? toConsent(parts, act, before?.consent) : undefined;
    const after = {
      ...scope,
      ...readPolicy(body, given ?? before?.consent ?? null),
      updatedAt: parts.clock(),
    };
    if (after.policy === 'managed' && !after.consent) throw new PlugboardError('consent_required');
    const moved = differences(describe(before ?? unsetPolicy), describe(after));
    const isNewlyGiven = given !== undefined && given !== before?.consent;
    if (!before || isNewlyGiven || Object.keys(moved).length > 0) {
      await tenant.failurePolicies.put(after);
      if (isNewlyGiven) auditConsent(audit, after, given);
      audit({
        action: 'fallback.changed',
        target: { kind: 'failure_policy', id: agentId ?? environment },
        environment,
        detail: moved,
      });
      const from = before?.policy ?? unsetPolicy.policy;
      if (from !== after.policy) {
        const facts = { policy: after.policy, policy_before: from, agent_id: agentId ?? '' };
        await tell(tenant, scope, 'fallback.changed', after.updatedAt, facts);
      }
    }
    return viewPolicy(tenant, agentId);
  });
}

/** An agent goes by the environment’s policy again; the environment fails closed again. */
export async function resetFailurePolicy(
  { store }: Pick<FallbackParts, 'store'>,
  act: Act,
  scope: ViewScope,
): Promise<void> {
  const { agentId, environment } = scope;
  await store.changeInTenant(scope, act, async (tenant, audit) => {
    await findAgentView(tenant, scope);
    await tenant.failurePolicies.hold();
    const before = (await tenant.failurePolicies.list()).find((one) => one.agentId === agentId);
    if (!before) return;
    await tenant.failurePolicies.delete(agentId);
    audit({
      action: 'fallback.reset',
      target: { kind: 'failure_policy', id: agentId ?? environment },
      environment,
      detail: { ...describe(before), ...(before.consent && { consent: before.consent }) },
    });
  });
}

function readPolicy(body: PutFallbackBody, consent: Consent | null) {
  const holdSeconds = body.hold_s ?? unsetPolicy.holdSeconds;
  const deadlineSeconds = body.deadline_s ?? unsetPolicy.deadlineSeconds;
  if (body.hold_s !== undefined && holdSeconds > deadlineSeconds) {
    throw invalid([{ field: 'hold_s', detail: 'is longer than the call is tried at all: see deadline_s' }]);
  }
  return {
    policy: body.policy,
    targets: body.targets ?? [],
    targetsForNamed: body.targets_for_named ?? false,
    managedOn: (body.managed_on ?? []).toSorted(),
    consent,
    holdSeconds,
    deadlineSeconds,
    maxAttempts: body.max_attempts ?? null,
  };
}

/** Own chat models that answer at present and that every caller under this policy may see. */
async function checkTargets(
  tenant: TenantRepositories,
  view: AgentView | undefined,
  ids: readonly string[],
): Promise<void> {
  const found = new Map((await tenant.failurePolicies.holdTargets(ids)).map((config) => [config.id, config]));
  const wrong: FieldProblem[] = [];
  for (const [index, id] of ids.entries()) {
    const config = found.get(id);
    const field = `targets.${index}`;
    const isThere = config && (view ? isSeen(view, config) : config.agentId === null);
    if (!isThere) {
      throw new PlugboardError('llm_config_not_found', {
        errors: [{ field, detail: 'is no model config that this policy could use' }],
      });
    }
    if (config.isEmbedding)
      wrong.push({ field, detail: 'is an embedding model, which stands in for nothing' });
    else if (!config.enabled) wrong.push({ field, detail: 'is disabled' });
  }
  if (wrong.length > 0) throw invalid(wrong);
}

type Described = Omit<FailurePolicyRecord, 'tenantId' | 'environment' | 'agentId' | 'consent' | 'updatedAt'>;

function describe(policy: Described): Record<string, unknown> {
  return {
    policy: policy.policy,
    targets: policy.targets,
    targets_for_named: policy.targetsForNamed,
    managed_on: policy.managedOn,
    hold_s: policy.holdSeconds,
    deadline_s: policy.deadlineSeconds,
    max_attempts: policy.maxAttempts,
  };
}
