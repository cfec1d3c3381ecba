import type { ColumnType, Generated } from 'kysely';
import type { Consent, FailurePolicy, NamedFailureClass } from '../kernel/failure-policy.ts';
import type { PendingLoosening } from '../kernel/lock.ts';
import type { Environment } from '../kernel/scope.ts';

type MaybeJson<T> = ColumnType<T | null, string | null, string | null>;

export interface FallbackTables {
  failure_policies: {
    tenant_id: string;
    environment: Environment;
    /** Empty: the environment’s own. */
    agent_id: string;
    policy: FailurePolicy;
    targets: string[];
    targets_for_named: boolean;
    managed_on: NamedFailureClass[];
    consent: MaybeJson<Consent>;
    hold_s: number;
    deadline_s: number;
    max_attempts: number | null;
    updated_at: Generated<Date>;
  };
  environment_locks: {
    tenant_id: string;
    environment: Environment;
    managed_never: boolean;
    regions: string[] | null;
    hosts: string[] | null;
    pending: MaybeJson<PendingLoosening>;
    updated_at: Generated<Date>;
  };
}
