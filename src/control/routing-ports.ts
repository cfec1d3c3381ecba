import type {
  AssignmentRecord,
  CallLimitsRecord,
  EnvironmentSettingsRecord,
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

/** What one agent sees of its environment: its own, and what belongs to no agent where it inherits that. */
export interface AgentView {
  agentId: string;
  inherit: boolean;
}
