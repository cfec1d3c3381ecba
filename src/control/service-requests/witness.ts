import type { Actor, Environment } from '../../kernel/scope.ts';
import type { Signer } from '../signing.ts';

/** A call through the gateway, as one of the tenant’s AI features would make it, on one model config. */
export type TryModel = (trial: {
  tenantId: string;
  environment: Environment;
  actor: Actor;
  configId: string;
  stream: boolean;
  messages: readonly unknown[];
  signal: AbortSignal;
}) => Promise<{
  requestId: string;
  ms: number;
  servedBy: string | null;
  pieces: number;
  ended: boolean;
  failure: { code: string; detail: string } | null;
}>;

/** What of an environment’s routes could end at a managed model, as they are now. */
export interface ManagedRoutes {
  /** Because managed models serve until the environment is switched. */
  byMode: boolean;
  /** In place of an own model that cannot answer. */
  byFallback: boolean;
  /** Agents whose own mode keeps them on managed models. */
  agents: string[];
  /** Every host that a call could take on own models. */
  hosts: string[];
}

/** How the gateway is asked, and its ledger: what shows where calls go. */
export interface RoutingWitness {
  tryModel: TryModel;
  listManagedRoutes(place: { tenantId: string; environment: Environment }): Promise<ManagedRoutes>;
  /** Brings into the database what was answered just now. */
  shipAttempts(): Promise<void>;
  signer: Signer;
  deploymentId: string;
}
