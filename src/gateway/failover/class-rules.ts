import type { CallFailureClass } from '../failures.ts';

/** What a failure of each class may lead to: one table for every path. */
export interface ClassRule {
  /** The same target again, soon. */
  retry: boolean;
  /** The next of the tenant's own targets; `other_account`: only one on another credential. */
  further: 'any' | 'other_account' | 'none';
  /** A durable job, where the policy queues. */
  queue: boolean;
  /** A managed model, where the policy and a consent allow it; `if_named`: only where the policy names this class. */
  managed: 'yes' | 'if_named' | 'never';
}

const passing: ClassRule = { retry: true, further: 'any', queue: true, managed: 'yes' };
const aboutRequest: ClassRule = { retry: false, further: 'none', queue: false, managed: 'never' };
const aboutKey: ClassRule = { retry: false, further: 'other_account', queue: false, managed: 'if_named' };

export const classRules: Readonly<Record<CallFailureClass, ClassRule>> = {
  unreachable: passing,
  timeout: passing,
  overloaded: passing,
  upstream_bug: passing,
  rate_limited: { ...passing, managed: 'if_named' },
  quota: { retry: false, further: 'any', queue: false, managed: 'if_named' },
  auth: aboutKey,
  permission: aboutKey,
  model_not_found: { retry: false, further: 'any', queue: false, managed: 'never' },
  // Where the tenant’s own may go on answering they do. Operators move nobody’s data to managed models.
  stopped: { retry: false, further: 'any', queue: false, managed: 'never' },
  bad_request: aboutRequest,
  context_length: aboutRequest,
  content_filter: aboutRequest,
};
