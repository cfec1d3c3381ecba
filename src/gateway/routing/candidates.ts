import { PlugboardError } from '../../kernel/errors.ts';
import { managedModelsEnvironment, platformTenantId } from '../../kernel/ids.ts';
import type { AgentRecord, Mode } from '../../kernel/records.ts';
import type { PluggedIn } from '../../snapshot/environments.ts';
import type { StandingCredential, StandingModelConfig } from '../../snapshot/ports.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { Operation, Question, Rule, Target } from './route.ts';

/** Where the platform’s own models are: one set for all tenants and environments. */
const managedPlace = [platformTenantId, managedModelsEnvironment] as const;

const nothing: Pick<PluggedIn, 'credentials' | 'configs'> = { credentials: [], configs: [] };

/** A model that a call could go to, before it is known whether this one does. */
export interface Candidate {
  config: StandingModelConfig;
  credential: StandingCredential;
  owner: Target['owner'];
}

/** What one caller sees, in the order in which names and defaults are looked for: nearest first. */
export interface Sight {
  /** The agent’s own models; empty without an agent. */
  ofAgent: readonly Candidate[];
  /** The environment’s, where the agent inherits them. */
  ofEnvironment: readonly Candidate[];
  /** The platform’s, where the mode lets them serve. */
  managed: readonly Candidate[];
  mode: Mode;
  /** False for an agent that sees only what is its own. */
  seesEnvironment: boolean;
  /** What lies in the environment, switched off or not. */
  own: Pick<PluggedIn, 'credentials' | 'configs'>;
}

/** Everything that is switched on, in the order of its making. Whether a key still works is asked later. */
export function lookAround(
  snapshot: Snapshot,
  {
    tenantId,
    environment,
    agentId,
    operation,
  }: Pick<Question, 'tenantId' | 'environment' | 'agentId' | 'operation'>,
): Sight {
  // Between the look at the token and this one a body was read: whoever was deleted meanwhile is gone here.
  if (!snapshot.tenant(tenantId)) throw new PlugboardError('tenant_not_found');
  const agent = agentId === null ? undefined : snapshot.agent(tenantId, environment, agentId);
  if (agentId !== null && !agent) throw new PlugboardError('agent_not_found');
  const plugged = snapshot.pluggedIn(tenantId, environment);
  // What the platform has is managed for everybody, for itself as well: none of its accounts is anybody’s own.
  const own = tenantId === platformTenantId ? nothing : plugged;
  const mode = modeOf(plugged, agent, operation);
  const seesEnvironment = agent === undefined || agent.inherit;
  return {
    ofAgent: agentId === null ? [] : listCandidates(own, operation, agentId, 'own'),
    ofEnvironment: seesEnvironment ? listCandidates(own, operation, null, 'own') : [],
    managed: mode === 'bundled' ? listManaged(snapshot, operation) : [],
    mode,
    seesEnvironment,
    own,
  };
}

/** The platform’s own models, whether or not the mode lets them serve. */
export function listManaged(snapshot: Snapshot, operation: Operation): Candidate[] {
  return listCandidates(snapshot.pluggedIn(...managedPlace), operation, null, 'managed');
}

function modeOf({ settings }: PluggedIn, agent: AgentRecord | undefined, operation: Operation): Mode {
  if (agent && agent.mode !== 'inherit') return agent.mode;
  // It sees only what is its own: the platform’s models serve it where that was said of the agent itself.
  if (agent && !agent.inherit) return 'byo';
  const mode = settings?.mode ?? 'bundled';
  return operation === 'embedding' ? (settings?.embeddingsMode ?? mode) : mode;
}

function listCandidates(
  { configs, credentials }: Pick<PluggedIn, 'credentials' | 'configs'>,
  operation: Operation,
  agentId: string | null,
  owner: Target['owner'],
): Candidate[] {
  const found: Candidate[] = [];
  for (const config of configs) {
    if (!config.enabled || config.isEmbedding !== (operation === 'embedding')) continue;
    if (config.agentId !== agentId) continue;
    const credential = credentials.find(({ id }) => id === config.credentialId);
    if (credential?.enabled) found.push({ config, credential, owner });
  }
  return found;
}

/** The account of that name, where the caller may use all of it; undefined also where it is switched off. */
export function findAccount(
  { own, seesEnvironment }: Sight,
  providerId: string,
  agentId: string | null,
): StandingCredential | undefined {
  const account = own.credentials.find((one) => one.providerId === providerId && one.enabled);
  if (!account) return undefined;
  const isSeen = account.agentId === null ? seesEnvironment : account.agentId === agentId;
  return isSeen ? account : undefined;
}

/** What of it lies on one account. The platform’s accounts have no name that tenants could use. */
export function narrow(sight: Sight, providerId: string): Sight {
  const onIt = ({ credential }: Candidate) => credential.providerId === providerId;
  return {
    ...sight,
    ofAgent: sight.ofAgent.filter(onIt),
    ofEnvironment: sight.ofEnvironment.filter(onIt),
    managed: [],
  };
}

export function toTarget({ config, credential, owner }: Candidate, reason: Rule): Target {
  return {
    config,
    credential,
    model: config.deploymentName ?? config.modelName,
    family: config.deploymentName === null ? undefined : config.modelName,
    owner,
    payer: owner === 'own' ? 'tenant_provider' : 'subscription',
    reason,
  };
}
