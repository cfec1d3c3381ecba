import { type FailurePolicyRecord, findPolicy } from '../../kernel/failure-policy.ts';
import { findAccountRegion, findLockProblem } from '../../kernel/lock.ts';
import type { PluggedIn } from '../../snapshot/environments.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { type Candidate, listManaged, type Sight, toTarget } from './candidates.ts';
import type { Question, QueueBounds, Rule, Target } from './route.ts';
import { whereItGoes } from './where-it-goes.ts';

/** Names that stand for whatever serves: for them another model may answer. One that was named is never swapped. */
export const anonymous: ReadonlySet<Rule> = new Set(['default', 'feature', 'feature_alias']);

interface Beyond {
  targets: readonly Target[];
  /** Classes of failure, beyond the usual ones, for which the policy lets a managed model stand in. */
  managedOn: readonly string[];
}

const none: Beyond = { targets: [], managedOn: [] };

/** What may answer after the first target could not, by the policy that the tenant chose: nothing by itself. */
export function listFurtherTargets(
  snapshot: Snapshot,
  question: Question,
  sight: Sight,
  first: Target,
): Beyond {
  const { tenantId, environment, agentId, operation } = question;
  // Vectors of two models do not compare, and the platform's own trouble is not the tenant's policy.
  if (operation !== 'chat' || first.owner !== 'own') return none;
  const plugged = snapshot.pluggedIn(tenantId, environment);
  const policy = findPolicy(plugged.policies, agentId);
  if (!policy) return none;
  const own = anonymous.has(first.reason) || policy.targetsForNamed ? listOwn(policy, sight, first) : [];
  const managed = policy.policy === 'managed' && policy.consent ? findSubstitute(snapshot, first) : undefined;
  return {
    targets: [...own, ...(managed ? [managed] : [])].filter((target) => !isLocked(plugged, target)),
    managedOn: policy.managedOn,
  };
}

/** Whether a call waits for its model. The platform’s own trouble is not the tenant’s policy. */
export function findQueue(snapshot: Snapshot, question: Question, first: Target): QueueBounds | null {
  const { tenantId, environment, agentId } = question;
  const policy = findPolicy(snapshot.pluggedIn(tenantId, environment).policies, agentId);
  if (first.owner !== 'own' || policy?.policy !== 'queue_and_retry') return null;
  const { holdSeconds, deadlineSeconds, maxAttempts } = policy;
  return { holdSeconds, deadlineSeconds, maxAttempts };
}

function listOwn({ targets }: FailurePolicyRecord, sight: Sight, first: Target): Target[] {
  const visible = [...sight.ofAgent, ...sight.ofEnvironment];
  return targets
    .map((id) => visible.find(({ config }) => config.id === id))
    .filter((candidate) => candidate !== undefined)
    .filter(({ config }) => config.id !== first.config?.id)
    .map((candidate) => toTarget(candidate, 'further_target'));
}

/** A managed model that stands in for this one by name, before those that stand in for any; the default first. */
function findSubstitute(snapshot: Snapshot, first: Target): Target | undefined {
  const name = first.config?.modelName ?? first.model;
  const rank = ({ config: { substituteFor, isDefault } }: Candidate) =>
    (substituteFor?.includes(name) ? 0 : 2) + (isDefault ? 0 : 1);
  const [best] = listManaged(snapshot, 'chat')
    .filter(({ config: { substituteFor } }) => substituteFor === null || substituteFor.includes(name))
    .toSorted((one, other) => rank(one) - rank(other));
  return best && { ...toTarget(best, 'managed_fallback'), payer: 'metered' };
}

export function isLocked({ lock }: PluggedIn, target: Target): boolean {
  if (!lock) return false;
  const { owner, model, credential } = target;
  const { hosts } = whereItGoes(credential);
  const region = findAccountRegion(credential.settings, credential.dataRegion);
  return findLockProblem(lock, { owner, model, hosts, region }) !== undefined;
}
