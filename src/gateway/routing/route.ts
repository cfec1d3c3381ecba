import type { Mode, Owner, Payer } from '../../kernel/records.ts';
import type { Environment } from '../../kernel/scope.ts';
import type { StandingCredential, StandingModelConfig } from '../../snapshot/ports.ts';

export type Operation = 'chat' | 'embedding';

/** What decides where a call goes. Nothing else does: explaining a route and taking it ask the same question. */
export interface Question {
  tenantId: string;
  environment: Environment;
  agentId: string | null;
  operation: Operation;
  /** As the caller wrote it. */
  model: string | undefined;
  /** Narrows the call to one credential of the environment. */
  providerId: string | undefined;
  featureId: string | undefined;
}

/** How a model was found; also the reason that stands in the ledger. */
export type Rule =
  | 'config_id'
  | 'config_name'
  | 'model_name'
  | 'feature_alias'
  | 'feature'
  | 'default'
  | 'provider_and_model'
  /** One of the tenant’s own that its policy names for when the first cannot answer. */
  | 'further_target'
  /** The platform’s model in place of the tenant’s, by its policy and its consent. */
  | 'managed_fallback';

/** One model on one account that a call may use. */
export interface Target {
  /** Null where an account and a model were named directly, without a config. */
  config: StandingModelConfig | null;
  credential: StandingCredential;
  /** What goes on the wire: the deployment’s name where there is one. */
  model: string;
  /** The model behind a deployment’s name. */
  family: string | undefined;
  owner: Owner;
  payer: Payer;
  reason: Rule;
}

export interface Route {
  rule: Rule;
  /** The feature that was named, or found by its alias. */
  featureId: string | null;
  /** Whose models serve where none is named. */
  mode: Mode;
  targets: readonly [Target, ...Target[]];
  /** Classes of failure, beyond the usual ones, after which a managed model may stand in. */
  managedOn: readonly string[];
  /** Set where the call waits for its model when nobody on the route can answer. */
  queue: QueueBounds | null;
}

/** How long a call waits, as its tenant’s policy has it. */
export interface QueueBounds {
  holdSeconds: number;
  deadlineSeconds: number;
  /** Null: until the deadline. */
  maxAttempts: number | null;
}
