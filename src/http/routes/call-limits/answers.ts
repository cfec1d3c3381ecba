import type { CallLimitsAnswer, PlatformCallLimitsAnswer } from '../../../contract/call-limits.ts';
import type { getCallLimits, getPlatformLimitsOf } from '../../../control/call-limits.ts';
import type { CallLimit } from '../../../kernel/records.ts';
import { getPlatformCallLimits, type PlatformCallLimits } from '../../../snapshot/call-limits.ts';
import type { Snapshot } from '../../../snapshot/snapshot.ts';
import { toInstant } from '../answers.ts';

export function toCallLimitsAnswer(
  limits: Awaited<ReturnType<typeof getCallLimits>>,
  snapshot: Snapshot,
): CallLimitsAnswer {
  const { tenantId, together, perToken, perUser, updatedAt } = limits;
  return {
    environment: toLimit(together),
    per_token: toLimit(perToken),
    per_user: toLimit(perUser),
    platform: toPlatformLimits(getPlatformCallLimits(snapshot, tenantId)),
    updated_at: updatedAt === null ? null : toInstant(updatedAt),
  };
}

export function toPlatformCallLimitsAnswer(
  limits: Awaited<ReturnType<typeof getPlatformLimitsOf>>,
  snapshot: Snapshot,
): PlatformCallLimitsAnswer {
  const { tenantId, updatedAt } = limits;
  return {
    ...toPlatformLimits(limits),
    in_force: toPlatformLimits(getPlatformCallLimits(snapshot, tenantId)),
    updated_at: updatedAt === null ? null : toInstant(updatedAt),
  };
}

function toPlatformLimits({ managed, total }: PlatformCallLimits) {
  return {
    managed: { ...toLimit(managed), tokens_per_minute: managed.tokensPerMinute },
    total: toLimit(total),
  };
}

function toLimit({ requestsPerMinute, concurrent }: CallLimit) {
  return { requests_per_minute: requestsPerMinute, concurrent };
}
