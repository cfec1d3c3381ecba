import type { Clock } from '../../kernel/clock.ts';
import { PlugboardError } from '../../kernel/errors.ts';
import { type Consent, type FailurePolicyRecord, findPolicy } from '../../kernel/failure-policy.ts';
import { findAgentView, type ViewScope } from '../agents.ts';
import type { Act, AuditEntry, Store, TenantRepositories } from '../ports.ts';
import { type PolicyView, unsetPolicy, viewPolicy } from './policy-view.ts';

export interface FallbackParts {
  store: Store;
  clock: Clock;
  platform: { name: string };
}

/** The sentence that a consent agrees to. A consent keeps the one that it was given for. */
export function consentMeaning({ name }: FallbackParts['platform']): string {
  return (
    `When our own models cannot answer a call, it may be sent, with everything in it, to models of ${name}. ` +
    'That data leaves our network.'
  );
}

/**
 * Nobody but an administrator of the tenant itself can give it: an operator would agree to its own wish. One that was
 * given for the same sentence already stays as it is.
 */
export function toConsent(
  { clock, platform }: Pick<FallbackParts, 'clock' | 'platform'>,
  { actor }: Act,
  before: Consent | null | undefined,
): Consent {
  if (actor.role !== 'tenant_admin') throw new PlugboardError('consent_required');
  const meaning = consentMeaning(platform);
  if (before?.meaning === meaning) return before;
  return { by: { kind: actor.kind, id: actor.id }, at: clock(), meaning };
}

export async function refuseUnderLock({ lock }: TenantRepositories): Promise<void> {
  if ((await lock.find())?.managedNever) throw new PlugboardError('locked');
}

/** An agent without a policy of its own gets one, the same as the environment’s: the consent is for this agent alone. */
export async function giveConsent(parts: FallbackParts, act: Act, scope: ViewScope): Promise<PolicyView> {
  return parts.store.changeInTenant(scope, act, async (tenant, audit) => {
    await findAgentView(tenant, scope);
    await consentWithin(parts, tenant, audit, act, scope);
    return viewPolicy(tenant, scope.agentId);
  });
}

/** In the transaction of what it is a part of. */
export async function consentWithin(
  parts: Pick<FallbackParts, 'clock' | 'platform'>,
  tenant: TenantRepositories,
  audit: (entry: AuditEntry) => void,
  act: Act,
  { tenantId, environment, agentId }: ViewScope,
): Promise<void> {
  const { failurePolicies } = tenant;
  await failurePolicies.hold();
  await refuseUnderLock(tenant);
  const policies = await failurePolicies.list();
  const own = policies.find((one) => one.agentId === agentId);
  const consent = toConsent(parts, act, own?.consent);
  if (consent === own?.consent) return;
  const before = findPolicy(policies, agentId) ?? unsetPolicy;
  const after = { ...before, tenantId, environment, agentId, consent, updatedAt: parts.clock() };
  await failurePolicies.put(after);
  auditConsent(audit, after, consent);
}

/** What was managed by it fails closed from now on. */
export async function withdrawConsent(
  { store, clock }: FallbackParts,
  act: Act,
  scope: ViewScope,
): Promise<PolicyView> {
  const { agentId, environment } = scope;
  return store.changeInTenant(scope, act, async (tenant, audit) => {
    await findAgentView(tenant, scope);
    await tenant.failurePolicies.hold();
    const before = (await tenant.failurePolicies.list()).find((one) => one.agentId === agentId);
    if (before?.consent) {
      const policy = before.policy === 'managed' ? 'fail_closed' : before.policy;
      await tenant.failurePolicies.put({ ...before, policy, consent: null, updatedAt: clock() });
      audit({
        action: 'fallback.consent_withdrawn',
        target: { kind: 'failure_policy', id: agentId ?? environment },
        environment,
        detail: {
          consent: before.consent,
          ...(policy !== before.policy && { policy: { from: before.policy, to: policy } }),
        },
      });
    }
    return viewPolicy(tenant, agentId);
  });
}

export function auditConsent(
  audit: (entry: AuditEntry) => void,
  { agentId, environment }: Pick<FailurePolicyRecord, 'agentId' | 'environment'>,
  consent: Consent,
): void {
  audit({
    action: 'fallback.consent_given',
    target: { kind: 'failure_policy', id: agentId ?? environment },
    environment,
    detail: { consent },
  });
}
