import type { Clock } from '../kernel/clock.ts';
import { platformTenantId, uuidV7 } from '../kernel/ids.ts';
import type { CredentialRecord, ModelConfigRecord } from '../kernel/records.ts';
import { sandbox } from '../providers/sandbox/index.ts';
import { chatModel, contextTokens, embeddingModel, vectorLength } from '../providers/sandbox/models.ts';
import { deleteCredential } from './credentials/credentials.ts';
import { managedModelsScope } from './model-configs.ts';
import type { Act, Store, TenantRepositories } from './ports.ts';

interface SandboxParts {
  store: Store;
  clock: Clock;
  /** Whether operators switched it on. */
  sandbox: boolean;
}

const act: Act = { actor: { kind: 'system', id: 'sandbox', role: 'system' }, requestId: 'start' };
const scope = { tenantId: platformTenantId, environment: managedModelsScope.environment };
const providerId = 'built-in-sandbox';

/**
 * The platform’s own account at the sandbox, with a model for chat and one for embeddings: there while it is switched
 * on, gone when it is not. What operators changed about them meanwhile stays.
 */
export async function settleSandboxModels(parts: SandboxParts): Promise<void> {
  const { store } = parts;
  const account = await store.readInTenant(scope, ({ credentials }) =>
    credentials.findByProviderId(providerId),
  );
  if (account === undefined && parts.sandbox) await addSandbox(parts);
  if (account?.catalogueId === sandbox.id && !parts.sandbox) {
    await deleteCredential(parts, act, scope, account.id, true);
  }
}

/** All in one transaction: of several processes that start at once, the first makes it. */
async function addSandbox({ store, clock }: SandboxParts): Promise<void> {
  const now = clock();
  const account = newAccount(now);
  await store.changeInTenant(scope, act, async (tenant, audit) => {
    if (!(await tenant.credentials.insert(account, []))) return;
    audit({
      action: 'credential.created',
      target: { kind: 'credential', id: account.id },
      environment: scope.environment,
      detail: { name: account.name, provider_id: providerId, auth: account.variant, hosts: [] },
    });
    for (const isEmbedding of [false, true]) {
      const config = await newConfig(tenant, account, isEmbedding, now);
      if (await tenant.modelConfigs.findByName(config.name)) continue;
      await tenant.modelConfigs.insert(config);
      audit({
        action: 'model_config.created',
        target: { kind: 'model_config', id: config.id },
        environment: scope.environment,
        detail: { name: config.name, model_name: config.modelName, is_default: config.isDefault },
      });
    }
  });
}

function newAccount(now: number): CredentialRecord {
  return {
    ...scope,
    id: uuidV7(now),
    providerId,
    name: sandbox.name,
    credsType: 'API_KEY',
    catalogueId: sandbox.id,
    variant: 'no_key',
    provider: sandbox.provider,
    agentId: null,
    settings: {},
    enabled: true,
    order: 0,
    expiresAt: null,
    dataRegion: null,
    status: 'healthy',
    statusDetail: null,
    secretVersion: 1,
    lastCheckedAt: null,
    lastUsedAt: null,
    createdAt: now,
    updatedAt: now,
  };
}

async function newConfig(
  tenant: TenantRepositories,
  account: CredentialRecord,
  isEmbedding: boolean,
  now: number,
): Promise<ModelConfigRecord> {
  // Beside a model that really answers it is never what callers get unasked.
  const { items: others } = await tenant.modelConfigs.list({ limit: 1 }, { isEmbedding });
  return {
    ...scope,
    id: uuidV7(now),
    name: isEmbedding ? 'Sandbox embeddings' : 'Sandbox',
    credentialId: account.id,
    provider: sandbox.provider,
    modelName: isEmbedding ? embeddingModel : chatModel,
    deploymentName: null,
    isEmbedding,
    embeddingDimensions: isEmbedding ? vectorLength : null,
    dimensionsVerified: isEmbedding,
    agentId: null,
    isDefault: others.length === 0,
    enabled: true,
    capabilities: isEmbedding
      ? { streaming: null, tools: null, json: null, contextTokens: null }
      : { streaming: true, tools: true, json: true, contextTokens },
    // What it says is no answer: it stands in for nobody.
    substituteFor: [],
    createdAt: now,
    updatedAt: now,
  };
}
