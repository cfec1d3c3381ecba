import type { Fallback } from '../../api/routing.ts';

/** What of a policy is written in the form. */
export function toDraft({
  policy,
  targets,
  targets_for_named,
  managed_on,
  hold_s,
  deadline_s,
  max_attempts,
}: Fallback) {
  return { policy, targets, targets_for_named, managed_on, hold_s, deadline_s, max_attempts };
}

export type PolicyDraft = ReturnType<typeof toDraft>;
