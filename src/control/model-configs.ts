import type { Static } from 'typebox';
import type { createModelConfigBody, patchModelConfigBody } from '../contract/model-configs.ts';
import { PlugboardError } from '../kernel/errors.ts';
import { managedModelsEnvironment, platformTenantId, uuidV7 } from '../kernel/ids.ts';
import type { AvailabilityRecord } from '../kernel/notifications.ts';
import type { Page, PageOf } from '../kernel/paging.ts';
import type { CredentialRecord, ModelCapabilities, ModelConfigRecord } from '../kernel/records.ts';
import { findProviderById } from '../providers/registry.ts';
import { findAgentView, isSeen, type ViewScope } from './agents.ts';
import { bindProvider } from './credentials/bind-provider.ts';
import { type EnvironmentScope, rulesOfEnterprise } from './credentials/credentials.ts';
import { invalid } from './credentials/prepare.ts';
import type { Act, AuditEntry, Store, TenantRepositories } from './ports.ts';
import { removeConfig } from './remove-config.ts';
import { differences } from './tenants.ts';
import { type ValidateParts, validateStored } from './validation/validate.ts';

/** Only managed models stand in for others. */
interface Substitution {
  substitute_for?: string[] | null;
}
type CreateBody = Static<typeof createModelConfigBody> & Substitution;
type PatchBody = Static<typeof patchModelConfigBody> & Substitution;

/** A config with the slug of its credential and what is known of its model at the provider, as all are answered. */
export interface ModelConfigView {
  config: ModelConfigRecord;
  providerId: string;
  availability: AvailabilityRecord | null;
}

/** A managed model is a model config that lies here. */
export const managedModelsScope: ViewScope = {
  tenantId: platformTenantId,
  environment: managedModelsEnvironment,
  agentId: null,
};

const unknownCapabilities: ModelCapabilities = {
  streaming: null,
  tools: null,
  json: null,
  contextTokens: null,
};

export async function createModelConfig(
  parts: ValidateParts,
  act: Act,
  scope: EnvironmentScope,
  body: CreateBody,
): Promise<ModelConfigView> {
  await rulesOfEnterprise(parts, scope);
  const { id: credentialId, agentId } = await parts.store.readInTenant(scope, (tenant) =>
    resolveCredential(tenant, body.llm_credentials_id),
  );
  refuseOthersCredential(agentId, body.agent_id);
  const substituteFor = toSubstitutes(body, null);
  const { record: credential } = await bindProvider(parts, act, scope, credentialId, body.provider);
  const isEmbedding = body.is_embedding ?? false;
  const provider = findProviderById(credential.catalogueId);
  if (!isEmbedding && provider?.neverChat?.(credential.settings, body.model_name)) {
    throw new PlugboardError('model_not_chat');
  }
  const dimensions = isEmbedding ? await measureDimensions(parts, act, scope, credentialId, body) : null;
  const now = parts.clock();
  const config: ModelConfigRecord = {
    ...scope,
    id: uuidV7(now),
    name: body.name,
    credentialId,
    provider: body.provider,
    modelName: body.model_name,
    deploymentName: body.deployment_name ?? null,
    isEmbedding,
    embeddingDimensions: dimensions ?? body.embedding_dimensions ?? null,
    dimensionsVerified: dimensions !== null,
    agentId: body.agent_id ?? agentId,
    isDefault: body.is_default ?? false,
    enabled: true,
    capabilities: toCapabilities(body.capabilities, unknownCapabilities),
    substituteFor,
    createdAt: now,
    updatedAt: now,
  };
  await parts.store.changeInTenant(scope, act, async (tenant, audit) => {
    await refuseTakenName(tenant, config);
    if (config.agentId !== null && !(await tenant.agents.hold(config.agentId))) {
      throw new PlugboardError('agent_not_found');
    }
    if (config.isDefault) await tenant.modelConfigs.clearDefault(config.agentId, isEmbedding);
    await tenant.modelConfigs.insert(config);
    audit({
      action: 'model_config.created',
      target: { kind: 'model_config', id: config.id },
      environment: scope.environment,
      detail: describe(config),
    });
  });
  return { config, providerId: credential.providerId, availability: null };
}

/**
 * Vectors of a wrong length break an index much later, so the length is measured by one real call. A provider that
 * does not answer now does not stand in the way: the config is kept as unverified.
 */
async function measureDimensions(
  parts: ValidateParts,
  act: Act,
  scope: EnvironmentScope,
  credentialId: string,
  body: CreateBody,
): Promise<number | null> {
  const outcome = await validateStored(parts, act, scope, credentialId, {
    provider: body.provider,
    model: body.deployment_name ?? body.model_name,
    isEmbedding: true,
    full: false,
    signal: new AbortController().signal,
    onRung: () => undefined,
  });
  const { embeddingDimensions: measured } = outcome;
  const declared = body.embedding_dimensions;
  if (measured !== null && declared !== undefined && measured < declared) {
    throw invalid([
      {
        field: 'embedding_dimensions',
        detail: `is ${declared}, but the model answers vectors of ${measured}`,
      },
    ]);
  }
  // A shorter vector than the native one is something that callers ask for, call by call.
  return measured === null ? null : (declared ?? measured);
}

export async function updateModelConfig(
  parts: Pick<ValidateParts, 'store' | 'clock'>,
  act: Act,
  scope: EnvironmentScope,
  id: string,
  body: PatchBody,
): Promise<ModelConfigView> {
  return parts.store.changeInTenant(scope, act, async (tenant, audit) => {
    const before = await tenant.modelConfigs.hold(id);
    if (!before) throw new PlugboardError('llm_config_not_found');
    const after: ModelConfigRecord = {
      ...before,
      name: body.name ?? before.name,
      enabled: body.enabled ?? before.enabled,
      isDefault: body.is_default ?? before.isDefault,
      capabilities: toCapabilities(body.capabilities, before.capabilities),
      substituteFor: toSubstitutes({ ...body, is_embedding: before.isEmbedding }, before.substituteFor),
      updatedAt: parts.clock(),
    };
    const detail = differences(describe(before), describe(after));
    if (Object.keys(detail).length > 0) {
      if (after.name !== before.name) await refuseTakenName(tenant, after);
      if (after.isDefault && !before.isDefault)
        await tenant.modelConfigs.clearDefault(after.agentId, after.isEmbedding);
      await tenant.modelConfigs.update(after);
      audit({
        action: 'model_config.changed',
        target: { kind: 'model_config', id },
        environment: scope.environment,
        detail,
      });
    }
    return view(tenant, after);
  });
}

export async function deleteModelConfig(
  { store }: { store: Store },
  act: Act,
  scope: EnvironmentScope,
  id: string,
): Promise<void> {
  await store.changeInTenant(scope, act, (tenant, audit) => deleteConfigWithin(tenant, audit, id));
}

/** In the transaction of what it is a part of. */
export async function deleteConfigWithin(
  tenant: TenantRepositories,
  audit: (entry: AuditEntry) => void,
  id: string,
): Promise<void> {
  const config = await tenant.modelConfigs.find(id);
  if (!config) throw new PlugboardError('llm_config_not_found');
  const dropped = await removeConfig(tenant, id);
  audit({
    action: 'model_config.deleted',
    target: { kind: 'model_config', id },
    environment: config.environment,
    detail: { name: config.name, ...dropped },
  });
}

export async function getModelConfig(store: Store, scope: ViewScope, id: string): Promise<ModelConfigView> {
  return store.readInTenant(scope, async (tenant) => {
    const config = await tenant.modelConfigs.find(id);
    const isThere = config && isSeen(await findAgentView(tenant, scope), config);
    if (!isThere) throw new PlugboardError('llm_config_not_found');
    return view(tenant, config);
  });
}

export async function listModelConfigs(
  store: Store,
  scope: ViewScope,
  page: Page,
  { credential, isEmbedding }: { credential?: string; isEmbedding?: boolean },
): Promise<PageOf<ModelConfigView>> {
  return store.readInTenant(scope, async (tenant) => {
    const seenBy = await findAgentView(tenant, scope);
    const account = credential === undefined ? undefined : await resolveCredential(tenant, credential);
    if (account && !isSeen(seenBy, account)) throw new PlugboardError('credential_not_found');
    const listed = await tenant.modelConfigs.list(page, {
      ...(seenBy && { seenBy }),
      ...(account && { credentialId: account.id }),
      ...(isEmbedding !== undefined && { isEmbedding }),
    });
    const items: ModelConfigView[] = [];
    for (const config of listed.items) items.push(await view(tenant, config));
    return { ...listed, items };
  });
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Callers may write a credential's id or its slug. */
async function resolveCredential(
  { credentials }: TenantRepositories,
  reference: string,
): Promise<CredentialRecord> {
  const found = await (uuid.test(reference)
    ? credentials.find(reference)
    : credentials.findByProviderId(reference));
  if (!found) throw new PlugboardError('credential_not_found');
  return found;
}

function refuseOthersCredential(owner: string | null, agentId: string | undefined): void {
  if (owner === null || agentId === undefined || owner === agentId) return;
  throw invalid([{ field: 'agent_id', detail: `cannot use a credential that is the agent ${owner}’s own` }]);
}

/** Vectors of two models do not compare, so no embedding model stands in for another. */
function toSubstitutes(
  { is_embedding, substitute_for }: Pick<CreateBody, 'is_embedding' | 'substitute_for'>,
  before: string[] | null,
): string[] | null {
  if (is_embedding && substitute_for && substitute_for.length > 0) {
    throw invalid([{ field: 'substitute_for', detail: 'is for chat models only' }]);
  }
  return substitute_for === undefined ? before : substitute_for;
}

async function view(
  { credentials, availability }: TenantRepositories,
  config: ModelConfigRecord,
): Promise<ModelConfigView> {
  const credential = await credentials.find(config.credentialId);
  const [known = null] = await availability.list([config.id]);
  return { config, providerId: credential?.providerId ?? '', availability: known };
}

async function refuseTakenName(
  { modelConfigs }: TenantRepositories,
  config: ModelConfigRecord,
): Promise<void> {
  const holder = await modelConfigs.findByName(config.name);
  if (holder && holder.id !== config.id) throw new PlugboardError('name_taken');
}

function toCapabilities(said: CreateBody['capabilities'], before: ModelCapabilities): ModelCapabilities {
  return {
    streaming: said?.streaming === undefined ? before.streaming : said.streaming,
    tools: said?.tools === undefined ? before.tools : said.tools,
    json: said?.json === undefined ? before.json : said.json,
    contextTokens: said?.context_tokens === undefined ? before.contextTokens : said.context_tokens,
  };
}

function describe(config: ModelConfigRecord): Record<string, unknown> {
  return {
    name: config.name,
    model_name: config.modelName,
    provider: config.provider,
    enabled: config.enabled,
    is_default: config.isDefault,
    is_embedding: config.isEmbedding,
    capabilities: config.capabilities,
    ...(config.tenantId === platformTenantId && { substitute_for: config.substituteFor }),
  };
}
