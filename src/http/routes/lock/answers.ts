import type { LockAnswer } from '../../../contract/lock.ts';
import type { LockView } from '../../../control/locks.ts';
import { limits } from '../../../kernel/limits.ts';
import type { LockRules } from '../../../kernel/lock.ts';
import { toInstant } from '../answers.ts';

export function toLockAnswer(lock: LockView): LockAnswer {
  const { pendingLoosening: pending, updatedAt } = lock;
  return {
    ...toLockRules(lock),
    pending: pending && {
      requested_by: pending.requestedBy,
      at: toInstant(pending.at),
      expires_at: toInstant(pending.at + limits.lock.pendingMs),
      change: toLockRules(pending.rules),
    },
    updated_at: updatedAt === null ? null : toInstant(updatedAt),
  };
}

export function toLockRules({ managedNever, regions, hosts }: LockRules) {
  return { managed: managedNever ? ('never' as const) : null, regions, hosts };
}
