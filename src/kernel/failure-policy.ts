import type { Actor, Environment } from './scope.ts';

export const failurePolicies = ['fail_closed', 'queue_and_retry', 'managed'] as const;
export type FailurePolicy = (typeof failurePolicies)[number];

/** Failures of these classes lead to a managed model only where a policy names them: mending them is the tenant’s. */
export const namedFailureClasses = ['rate_limited', 'quota', 'auth', 'permission'] as const;
export type NamedFailureClass = (typeof namedFailureClasses)[number];

/** That a tenant’s own administrator agreed that data leaves its network. */
export interface Consent {
  by: Pick<Actor, 'kind' | 'id'>;
  at: number;
  /** The very sentence. */
  meaning: string;
}

/** What happens when a tenant’s own model cannot answer. Where there is no record: fail closed. */
export interface FailurePolicyRecord {
  tenantId: string;
  environment: Environment;
  /** Null: the environment’s, for all that have none of their own. */
  agentId: string | null;
  policy: FailurePolicy;
  /** Ids of own model configs, in the order in which they are tried. */
  targets: string[];
  /** Whether they stand in for a model that was named, too. */
  targetsForNamed: boolean;
  managedOn: NamedFailureClass[];
  consent: Consent | null;
  /** How long a client that waits is kept on the line. */
  holdSeconds: number;
  /** How long a queued call is tried at all, and how often. */
  deadlineSeconds: number;
  maxAttempts: number | null;
  updatedAt: number;
}

/** An agent’s own comes before the environment’s. */
export function findPolicy(
  policies: readonly FailurePolicyRecord[],
  agentId: string | null,
): FailurePolicyRecord | undefined {
  const own = agentId === null ? undefined : policies.find((policy) => policy.agentId === agentId);
  return own ?? policies.find((policy) => policy.agentId === null);
}
