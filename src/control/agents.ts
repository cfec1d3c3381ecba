import type { Clock } from '../kernel/clock.ts';
import { PlugboardError } from '../kernel/errors.ts';
import type { Page, PageOf } from '../kernel/paging.ts';
import type { AgentRecord } from '../kernel/records.ts';
import type { Environment } from '../kernel/scope.ts';
import type { Act, Store, TenantRepositories } from './ports.ts';
import type { AgentView } from './routing-ports.ts';
import { differences } from './tenants.ts';

interface AgentParts {
  store: Store;
  clock: Clock;
}

interface EnvironmentScope {
  tenantId: string;
  environment: Environment;
}

export interface AgentInput {
  name?: string;
  inherit?: boolean;
  mode?: AgentRecord['mode'];
}

export async function createAgent(
  { store, clock }: AgentParts,
  act: Act,
  scope: EnvironmentScope,
  id: string,
  input: AgentInput,
): Promise<AgentRecord> {
  const now = clock();
  const agent: AgentRecord = {
    ...scope,
    id,
    name: input.name ?? id,
    inherit: input.inherit ?? true,
    mode: input.mode ?? 'inherit',
    createdAt: now,
    updatedAt: now,
  };
  return store.changeInTenant(scope, act, async ({ agents }, audit) => {
    if (!(await agents.insert(agent))) throw new PlugboardError('id_taken');
    audit({ ...auditTarget(agent), action: 'agent.created', detail: describe(agent) });
    return agent;
  });
}

export async function updateAgent(
  { store, clock }: AgentParts,
  act: Act,
  scope: EnvironmentScope,
  id: string,
  input: AgentInput,
): Promise<AgentRecord> {
  return store.changeInTenant(scope, act, async ({ agents }, audit) => {
    const before = await agents.find(id);
    if (!before) throw new PlugboardError('agent_not_found');
    const after: AgentRecord = { ...before, ...input, updatedAt: clock() };
    const detail = differences(describe(before), describe(after));
    if (Object.keys(detail).length === 0) return before;
    await agents.update(after);
    audit({ ...auditTarget(after), action: 'agent.changed', detail });
    return after;
  });
}

/** A token that is bound to an agent sees that one and no other. */
export interface ViewScope extends EnvironmentScope {
  agentId: string | null;
}

export async function getAgent(store: Store, scope: ViewScope, id: string): Promise<AgentRecord> {
  const hidden = scope.agentId !== null && scope.agentId !== id;
  const agent = hidden ? undefined : await store.readInTenant(scope, ({ agents }) => agents.find(id));
  if (!agent) throw new PlugboardError('agent_not_found');
  return agent;
}

export async function listAgents(store: Store, scope: ViewScope, page: Page): Promise<PageOf<AgentRecord>> {
  const { agentId } = scope;
  if (agentId === null) return store.readInTenant(scope, ({ agents }) => agents.list(page));
  const own = await store.readInTenant(scope, ({ agents }) => agents.find(agentId));
  return { items: own && page.after === undefined ? [own] : [] };
}

/** Undefined where no agent is looked from: then everything of the environment is seen. */
export async function findAgentView(
  { agents }: TenantRepositories,
  { agentId }: ViewScope,
): Promise<AgentView | undefined> {
  if (agentId === null) return undefined;
  const agent = await agents.find(agentId);
  if (!agent) throw new PlugboardError('agent_not_found');
  return { agentId, inherit: agent.inherit };
}

export function isSeen(view: AgentView | undefined, { agentId }: { agentId: string | null }): boolean {
  if (!view || agentId === view.agentId) return true;
  return agentId === null && view.inherit;
}

function auditTarget(agent: AgentRecord) {
  return { target: { kind: 'agent', id: agent.id }, environment: agent.environment };
}

function describe(agent: AgentRecord): Record<string, unknown> {
  return { name: agent.name, inherit: agent.inherit, mode: agent.mode };
}
