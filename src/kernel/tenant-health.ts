import type { QueueState } from './queued-calls.ts';
import type { CredentialStatus, Mode } from './records.ts';
import type { Environment } from './scope.ts';

/** How an environment of a tenant is doing: counts alone, nothing that is the tenant’s own business. */
export interface EnvironmentHealth {
  environment: Environment;
  mode: Mode;
  /** How many are as they are; a status that none has is left out. */
  credentials: { status: CredentialStatus; count: number }[];
  models: number;
  /** Calls that wait for their model. */
  waiting: number;
}

export interface TenantHealth {
  tenantId: string;
  queueState: QueueState;
  /** Stops on the tenant, an environment of it or one of its accounts. */
  stops: number;
  /** Those in which anything was ever set up. */
  environments: EnvironmentHealth[];
}
