import { managedModelsEnvironment, platformTenantId } from '../../kernel/ids.ts';
import type { AgentRecord, Mode, ModelConfigRecord } from '../../kernel/records.ts';
import type { PluggedIn } from '../../snapshot/environments.ts';
import type { StandingCredential } from '../../snapshot/ports.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { Operation, Question, Rule, Target } from './route.ts';

/** Where the platform’s own models are: one set for all tenants and environments. */
const managedPlace = [platformTenantId, managedModelsEnvironment] as const;

/** A model that a call could go to, before it is known whether this one does. */
export interface Candidate {
  config: ModelConfigRecord;
  credential: StandingCredential;
  owner: Target['owner'];
}

/** What one caller sees, in the order in which a default is looked for: nearest first. */
export interface Sight {
  /** The agent’s own models; empty without an agent. */
  ofAgent: Candidate[];
  /** The environment’s, where the agent inherits them. */
  ofEnvironment: Candidate[];
  /** The platform’s, where the mode lets them serve. */
  managed: Candidate[];
  mode: Mode;
}

/** Everything that is switched on, in the order of its making. Whether a key still works is asked later. */
export function lookAround(snapshot: Snapshot, question: Question): Sight {
  const { tenantId, environment, agentId, operation } = question;
  const plugged = snapshot.pluggedIn(tenantId, environment);
  const agent = agentId === null ? undefined : snapshot.agent(tenantId, environment, agentId);
  const mode = modeOf(plugged, agent, operation);
  return {
    ofAgent: agentId === null ? [] : candidatesOf(plugged, operation, agentId, 'own'),
    ofEnvironment: agent && !agent.inherit ? [] : candidatesOf(plugged, operation, null, 'own'),
    managed:
      mode === 'bundled' ? candidatesOf(snapshot.pluggedIn(...managedPlace), operation, null, 'managed') : [],
    mode,
  };
}

function modeOf({ settings }: PluggedIn, agent: AgentRecord | undefined, operation: Operation): Mode {
  if (agent && agent.mode !== 'inherit') return agent.mode;
  const mode = settings?.mode ?? 'bundled';
  return operation === 'embedding' ? (settings?.embeddingsMode ?? mode) : mode;
}

function candidatesOf(
  { configs, credentials }: PluggedIn,
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
