import type { BudgetRecord } from '../kernel/budgets.ts';
import type { FailurePolicyRecord } from '../kernel/failure-policy.ts';
import type { LockRecord } from '../kernel/lock.ts';
import type {
  AgentRecord,
  AssignmentRecord,
  CallLimitsRecord,
  EgressRuleRecord,
  EnvironmentSettingsRecord,
  FeatureRecord,
  ModelConfigRecord,
  PersonRecord,
  PlatformCallLimitsRecord,
  SealedSecret,
  TenantRecord,
  TokenRecord,
  UsedCredential,
} from '../kernel/records.ts';
import type { StopRecord } from '../kernel/stops.ts';

/** What the snapshot needs of storage. */

/** Names one thing that a change touched; storage and the snapshot agree on it. */
export interface ChangedKey {
  kind:
    | 'tenant'
    | 'token'
    | 'agent'
    | 'feature'
    | 'assignment'
    | 'person'
    | 'credential'
    | 'model_config'
    | 'egress_rule'
    | 'environment'
    | 'call_limits'
    | 'platform_call_limits'
    | 'failure_policy'
    | 'lock'
    | 'stop'
    | 'budget';
  tenantId: string;
  environment: string;
  id: string;
}

/** Bytes as a latin1 string: of a hundred thousand small ones, objects would weigh several times as much. */
type HeldBytes = string;

export interface StandingToken extends Omit<TokenRecord, 'secretHash' | 'createdAt' | 'lastUsedAt'> {
  secretHash: HeldBytes;
}

export interface StandingSecret extends Pick<SealedSecret, 'field'> {
  sealed: HeldBytes;
}

/** With its secrets as they rest: no call waits for the database to open them. */
export interface StandingCredential extends UsedCredential {
  secrets: readonly StandingSecret[];
}

export type StandingTenant = Omit<TenantRecord, 'planLoweredAt' | 'createdAt' | 'updatedAt'>;
export type StandingModelConfig = Omit<ModelConfigRecord, 'updatedAt'>;

export interface SnapshotContent {
  tenants: StandingTenant[];
  tokens: StandingToken[];
  agents: AgentRecord[];
  features: FeatureRecord[];
  assignments: AssignmentRecord[];
  people: PersonRecord[];
  credentials: StandingCredential[];
  modelConfigs: StandingModelConfig[];
  egressRules: EgressRuleRecord[];
  settings: EnvironmentSettingsRecord[];
  callLimits: CallLimitsRecord[];
  platformCallLimits: PlatformCallLimitsRecord[];
  failurePolicies: FailurePolicyRecord[];
  /** Those that lock something. */
  locks: LockRecord[];
  stops: StopRecord[];
  budgets: BudgetRecord[];
}

export interface SnapshotSource {
  /** Everything, as one consistent picture. */
  loadWhole(): Promise<{ version: number; content: SnapshotContent }>;
  /**
   * What changed after `version`: the keys that were touched and the rows that still stand behind them. A key
   * without a row was deleted. `too_old` when the list of changes no longer reaches back that far.
   */
  loadSince(
    version: number,
  ): Promise<{ version: number; touched: ChangedKey[]; content: SnapshotContent } | 'too_old'>;
}
