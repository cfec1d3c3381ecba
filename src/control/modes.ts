import type { PutModeBody } from '../contract/modes.ts';
import { PlugboardError } from '../kernel/errors.ts';
import type {
  AssignmentRecord,
  EnvironmentSettingsRecord,
  FeatureRecord,
  Mode,
  ModelCapabilities,
  ModelConfigRecord,
} from '../kernel/records.ts';
import type { ProviderName } from '../providers/provider.ts';
import type { StandingModelConfig } from '../snapshot/ports.ts';
import type { EnvironmentScope } from './credentials/credentials.ts';
import { listUnmetNeeds, type UnmetNeed } from './feature-fit.ts';
import type { Act, AuditEntry, Store, TenantRepositories } from './ports.ts';
import { differences } from './tenants.ts';
import { readFeatures, type ValidateParts, validateStored } from './validation/validate.ts';

export interface ModeView {
  mode: Mode;
  embeddings: Mode;
  warnings: UnmetNeed[];
  /** Null where nobody ever decided anything. */
  updatedAt: number | null;
}

/** What routing would take of the environment’s own models where none is named; undefined where it could not say. */
export type FindOwnDefault = (operation: FeatureRecord['operation']) => StandingModelConfig | undefined;

export async function getMode(
  store: Store,
  scope: EnvironmentScope,
  findOwnDefault: FindOwnDefault,
): Promise<ModeView> {
  return store.readInTenant(scope, async (tenant) =>
    toView(tenant, await tenant.settings.find(), findOwnDefault),
  );
}

/**
 * Own models take over only when they are known to work, so that no feature stops by a switch. Whoever forces it
 * knows better, and the audit says that it was forced.
 */
export async function putMode(
  parts: ValidateParts,
  act: Act,
  scope: EnvironmentScope,
  body: PutModeBody,
  findOwnDefault: FindOwnDefault,
): Promise<ModeView> {
  await askUnprovenModel(parts, act, scope, body);
  return parts.store.changeInTenant(scope, act, async (tenant, audit) =>
    toView(tenant, await switchMode(parts, tenant, audit, scope, body), findOwnDefault),
  );
}

/** The switch itself, in the transaction of what it is a part of. */
export async function switchMode(
  { clock }: Pick<ValidateParts, 'clock'>,
  tenant: TenantRepositories,
  audit: (entry: AuditEntry) => void,
  { tenantId, environment }: EnvironmentScope,
  body: PutModeBody,
): Promise<EnvironmentSettingsRecord | undefined> {
  const { ownModels, forced } = readWish(body);
  if (ownModels) await refuseStandardPlan(tenant);
  if (body.mode === 'byo' && !forced) await getReadyDefault(tenant, false, clock());
  if (body.embeddings === 'byo' && !forced) await getReadyDefault(tenant, true, clock());
  const before = await tenant.settings.find();
  const after: EnvironmentSettingsRecord = {
    tenantId,
    environment,
    mode: body.mode,
    embeddingsMode: body.embeddings ?? null,
    updatedAt: clock(),
  };
  const moved = differences(describe(before), describe(after));
  const isMoved = Object.keys(moved).length > 0;
  if (isMoved) await tenant.settings.put(after);
  if (isMoved || forced || body.consent) {
    audit({
      action: 'mode.changed',
      target: { kind: 'environment', id: environment },
      environment,
      detail: { ...moved, ...(forced && { forced }), ...(body.consent && { consent: body.consent }) },
    });
  }
  return isMoved ? after : before;
}

function readWish({ mode, embeddings, force }: PutModeBody): { ownModels: boolean; forced: boolean } {
  const ownModels = mode === 'byo' || embeddings === 'byo';
  return { ownModels, forced: force === true && ownModels };
}

/** A credential can be healthy without its model ever having answered: then the model is asked once, now. */
export async function askUnprovenModel(
  parts: ValidateParts,
  act: Act,
  scope: EnvironmentScope,
  body: PutModeBody,
): Promise<void> {
  if (body.mode !== 'byo' || readWish(body).forced) return;
  const config = await parts.store.readInTenant(scope, async (tenant) => {
    await refuseStandardPlan(tenant);
    return getReadyDefault(tenant, false, parts.clock());
  });
  if (isProbed(config.capabilities)) return;
  const outcome = await validateStored(parts, act, scope, config.credentialId, {
    provider: config.provider as ProviderName,
    model: config.deploymentName ?? config.modelName,
    isEmbedding: false,
    full: false,
    signal: new AbortController().signal,
    onRung: () => undefined,
  });
  if (outcome.valid !== true) {
    throw notReady(`${named(config)} does not answer: ${outcome.error ?? 'the check could not tell why'}.`);
  }
}

function isProbed(capabilities: ModelCapabilities): boolean {
  return Object.values(capabilities).some((known) => known !== null);
}

async function refuseStandardPlan(tenant: TenantRepositories): Promise<void> {
  const { plan } = (await tenant.findTenant()) ?? {};
  if (plan !== 'enterprise') throw new PlugboardError('plan_required');
}

async function getReadyDefault(
  tenant: TenantRepositories,
  isEmbedding: boolean,
  now: number,
): Promise<ModelConfigRecord> {
  const config = await tenant.modelConfigs.findDefault(isEmbedding);
  if (!config) throw notReady(`There is no default ${isEmbedding ? 'embedding' : 'chat'} model.`);
  if (!config.enabled) throw notReady(`${named(config)} is disabled.`);
  const credential = await tenant.credentials.find(config.credentialId);
  const key = `${named(config)} uses the credential “${credential?.name}”, which`;
  if (!credential?.enabled) throw notReady(`${key} is disabled.`);
  if (credential.expiresAt !== null && credential.expiresAt <= now) throw notReady(`${key} has expired.`);
  if (credential.status !== 'healthy') {
    throw notReady(`${key} has not passed its check: its status is ${credential.status}.`);
  }
  if (isEmbedding && !config.dimensionsVerified) {
    throw notReady(`${named(config)} has dimensions that nobody measured: make it again while it answers.`);
  }
  return config;
}

function named({ name, isEmbedding }: ModelConfigRecord): string {
  return `The default ${isEmbedding ? 'embedding' : 'chat'} model “${name}”`;
}

function notReady(detail: string): PlugboardError {
  return new PlugboardError('model_not_ready', { detail });
}

async function toView(
  tenant: TenantRepositories,
  settings: EnvironmentSettingsRecord | undefined,
  findOwnDefault: FindOwnDefault,
): Promise<ModeView> {
  const { mode, embeddings } = describe(settings);
  const assigned = new Set((await tenant.assignments.list()).flatMap(elsewhere));
  const warnings = (await readFeatures(tenant)).flatMap((feature) => {
    if (assigned.has(feature.id)) return [];
    const model = findOwnDefault(feature.operation);
    return listWarnings(feature, model, feature.operation === 'chat' ? mode : embeddings);
  });
  return { mode, embeddings, warnings, updatedAt: settings?.updatedAt ?? null };
}

/** While managed models serve, having none of one’s own yet is no fault; what the own one lacks is said before the switch. */
function listWarnings(
  feature: FeatureRecord,
  model: StandingModelConfig | undefined,
  mode: Mode,
): UnmetNeed[] {
  if (model) return listUnmetNeeds(feature, model);
  if (mode === 'bundled') return [];
  const detail = `There is no default ${feature.operation} model that ${feature.name} could run on.`;
  return [{ featureId: feature.id, need: 'model', status: 'not_met', detail }];
}

/** Features that the default does not serve. */
function elsewhere({ kind, featureId }: AssignmentRecord): string[] {
  return kind === 'default' ? [] : [featureId];
}

function describe(settings: EnvironmentSettingsRecord | undefined): { mode: Mode; embeddings: Mode } {
  const mode = settings?.mode ?? 'bundled';
  return { mode, embeddings: settings?.embeddingsMode ?? mode };
}
