import type { Clock } from '../kernel/clock.ts';
import { PlugboardError } from '../kernel/errors.ts';
import type { CredentialRecord, ModelConfigRecord } from '../kernel/records.ts';
import type { Environment } from '../kernel/scope.ts';
import type { Act, AuditEntry, Store, TenantRepositories } from './ports.ts';
import { removeConfig } from './remove-config.ts';
import { removeCredential } from './remove-credential.ts';

/** What is the agent’s own can be called by nobody else: it is taken away first, or along with it. */
export async function deleteAgent(
  { store, clock }: { store: Store; clock: Clock },
  act: Act,
  scope: { tenantId: string; environment: Environment },
  id: string,
  cascade: boolean,
): Promise<void> {
  await store.changeInTenant(scope, act, async (tenant, audit) => {
    const { agents, failurePolicies, credentials, modelConfigs } = tenant;
    // First: whoever gives it something right now has committed by then, or finds it gone.
    if (!(await agents.delete(id, clock()))) throw new PlugboardError('agent_not_found');
    const own = {
      credentials: await credentials.listOfAgent(id),
      configs: await modelConfigs.listOfAgent(id),
    };
    const count = own.credentials.length + own.configs.length;
    if (count > 0 && !cascade) throw inUse(own);
    await removeOwn(tenant, audit, scope.environment, own, id);
    await failurePolicies.delete(id);
    audit({ action: 'agent.deleted', target: { kind: 'agent', id }, environment: scope.environment });
  });
}

interface Own {
  credentials: CredentialRecord[];
  configs: ModelConfigRecord[];
}

async function removeOwn(
  tenant: TenantRepositories,
  audit: (entry: AuditEntry) => void,
  environment: Environment,
  { credentials, configs }: Own,
  agentId: string,
): Promise<void> {
  const ids = new Set(credentials.map(({ id }) => id));
  for (const credential of credentials) await removeCredential(tenant, audit, credential);
  for (const { id, name, credentialId } of configs) {
    if (ids.has(credentialId)) continue;
    const dropped = await removeConfig(tenant, id);
    audit({
      action: 'model_config.deleted',
      target: { kind: 'model_config', id },
      environment,
      detail: { name, with_agent: agentId, ...dropped },
    });
  }
}

function inUse({ credentials, configs }: Own): PlugboardError {
  const all = [...credentials, ...configs];
  return new PlugboardError('agent_in_use', {
    detail: `The agent still has credentials or model configs of its own: ${all.map(({ name }) => name).join(', ')}.`,
    errors: all.map(({ id, name }) => ({ field: id, detail: name })),
  });
}
