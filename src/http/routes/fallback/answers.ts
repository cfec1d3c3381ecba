import type { FallbackAnswer } from '../../../contract/fallback.ts';
import { consentMeaning } from '../../../control/fallback/consent.ts';
import type { PolicyView } from '../../../control/fallback/policy-view.ts';
import type { Services } from '../../services.ts';
import { toInstant } from '../answers.ts';

export function toFallbackAnswer(
  { policy, effective, warnings }: PolicyView,
  { platform }: Pick<Services, 'platform'>,
): FallbackAnswer {
  const { consent } = policy;
  return {
    agent_id: policy.agentId,
    policy: policy.policy,
    effective_policy: effective,
    targets: policy.targets,
    targets_for_named: policy.targetsForNamed,
    managed_on: policy.managedOn,
    consent: consent && { by: consent.by, at: toInstant(consent.at), meaning: consent.meaning },
    consent_meaning: consentMeaning(platform),
    hold_s: policy.holdSeconds,
    deadline_s: policy.deadlineSeconds,
    max_attempts: policy.maxAttempts,
    warnings,
    updated_at: policy.updatedAt === null ? null : toInstant(policy.updatedAt),
  };
}
