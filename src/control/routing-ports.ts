import type { FailurePolicyRecord } from '../kernel/failure-policy.ts';
import type { LockRecord } from '../kernel/lock.ts';
import type { Page, PageOf } from '../kernel/paging.ts';
import type { QueuedCallRecord, QueuedCallStatus, QueueState, QueueSummary } from '../kernel/queued-calls.ts';
import type {
  AssignmentRecord,
  CallLimitsRecord,
  EnvironmentSettingsRecord,
  ModelConfigRecord,
  PlatformCallLimitsRecord,
} from '../kernel/records.ts';

/** What decides on routes, as the rules of the control plane need it of storage. */

export interface AssignmentRepository {
  list(): Promise<AssignmentRecord[]>;
  /** False when the model config that it names is gone. */
  put(assignment: AssignmentRecord): Promise<boolean>;
}

export interface EnvironmentSettingsRepository {
  find(): Promise<EnvironmentSettingsRecord | undefined>;
  put(settings: EnvironmentSettingsRecord): Promise<void>;
}

/** How much an environment, its tokens and its users may call. */
export interface CallLimitsRepository {
  find(): Promise<CallLimitsRecord | undefined>;
  put(limits: CallLimitsRecord): Promise<void>;
}

/** How much the platform lets tenants call. */
export interface PlatformCallLimitsRepository {
  find(tenantId: string): Promise<PlatformCallLimitsRecord | undefined>;
  put(limits: PlatformCallLimitsRecord): Promise<void>;
}

/** What happens when an own model cannot answer: in the environment, and for agents that have a policy of their own. */
export interface FailurePolicyRepository {
  list(): Promise<FailurePolicyRecord[]>;
  /** Keeps these from being deleted until the policy that names them is committed; answers those that there are. */
  holdTargets(ids: readonly string[]): Promise<ModelConfigRecord[]>;
  /** Nobody else changes one meanwhile: else a consent that is taken back could be written again. */
  hold(): Promise<void>;
  put(policy: FailurePolicyRecord): Promise<void>;
  delete(agentId: string | null): Promise<void>;
  /** Answers in whose policies it was a target; null stands for the environment’s. */
  dropTarget(configId: string): Promise<(string | null)[]>;
}

/** What may never be reached from an environment. */
export interface LockRepository {
  find(): Promise<LockRecord | undefined>;
  /** Nobody else changes it meanwhile: else what one tightens another could loosen without knowing. */
  hold(): Promise<void>;
  put(lock: LockRecord): Promise<void>;
}

/** What one agent sees of its environment: its own, and what belongs to no agent where it inherits that. */
export interface AgentView {
  agentId: string;
  inherit: boolean;
}

/** Calls of one environment that wait for their model, or waited lately. */
export interface QueuedCallRepository {
  /** Newest first. */
  list(page: Page, filter: { status?: QueuedCallStatus }): Promise<PageOf<QueuedCallRecord>>;
  find(id: string): Promise<QueuedCallRecord | undefined>;
  findByRequest(requestId: string): Promise<QueuedCallRecord | undefined>;
  /** False where it was over already. */
  cancel(id: string, at: number): Promise<boolean>;
  /** Answers how many waited. */
  cancelAll(at: number): Promise<number>;
  summarise(): Promise<QueueSummary>;
}

/** The queues of all tenants, as operators see to them. */
export interface TenantQueueRegister {
  /** Of every tenant that has calls in its queue, or a queue that is not simply running. */
  list(page: Page): Promise<PageOf<QueueSummary & { tenantId: string }>>;
  find(tenantId: string): Promise<QueueSummary>;
  putState(tenantId: string, state: QueueState, at: number): Promise<void>;
  /** Answers how many there were. */
  cancelAll(tenantId: string, at: number): Promise<number>;
}
