import type { Clock } from '../kernel/clock.ts';
import { PlugboardError } from '../kernel/errors.ts';
import { platformTenantId } from '../kernel/ids.ts';
import type { Page, PageOf } from '../kernel/paging.ts';
import type { AssignmentRecord, FeatureRecord } from '../kernel/records.ts';
import type { EnvironmentScope } from './credentials/credentials.ts';
import { refuseUnfit, type UnmetNeed } from './feature-fit.ts';
import type { Act, Store } from './ports.ts';
import { differences } from './tenants.ts';

interface FeatureParts {
  store: Store;
  clock: Clock;
}

export type FeatureInput = Omit<FeatureRecord, 'id' | 'createdAt' | 'updatedAt'>;

export async function putFeature(
  { store, clock }: FeatureParts,
  act: Act,
  id: string,
  input: FeatureInput,
): Promise<{ feature: FeatureRecord; created: boolean }> {
  return store.changeAsPlatform(act, async ({ features }, audit) => {
    const before = await features.find(id);
    const now = clock();
    const feature: FeatureRecord = { ...input, id, createdAt: before?.createdAt ?? now, updatedAt: now };
    const detail = before ? differences(describe(before), describe(feature)) : describe(feature);
    if (before && Object.keys(detail).length === 0) return { feature: before, created: false };
    await features.put(feature);
    audit(platformTenantId, {
      action: before ? 'feature.changed' : 'feature.registered',
      target: { kind: 'feature', id },
      detail,
    });
    return { feature, created: !before };
  });
}

/** What tenants assigned to it is forgotten: registered anew it runs on everybody’s default. */
export async function deleteFeature(
  { store }: Pick<FeatureParts, 'store'>,
  act: Act,
  id: string,
): Promise<void> {
  await store.changeAsPlatform(act, async ({ features }, audit) => {
    const feature = await features.find(id);
    if (!feature) throw new PlugboardError('feature_not_found');
    await features.delete(id);
    audit(platformTenantId, {
      action: 'feature.deleted',
      target: { kind: 'feature', id },
      detail: describe(feature),
    });
  });
}

export interface AssignedFeature {
  feature: FeatureRecord;
  /** Absent where no environment is looked at. Nothing needs to be assigned: `default` is what holds then. */
  assignment?: Assignment;
}

export type Assignment = Pick<AssignmentRecord, 'kind' | 'configId'>;
export const defaultAssignment: Assignment = { kind: 'default', configId: null };

export async function listFeatures(
  store: Store,
  scope: EnvironmentScope | null,
  page: Page,
): Promise<PageOf<AssignedFeature>> {
  if (!scope) {
    const features = await store.readAsPlatform((platform) => platform.features.list(page));
    return { ...features, items: features.items.map((feature) => ({ feature })) };
  }
  return store.readInTenant(scope, async ({ features, assignments }) => {
    const registered = await features.list(page);
    const assigned = new Map((await assignments.list()).map((one) => [one.featureId, one]));
    const items = registered.items.map((feature) => ({
      feature,
      assignment: assigned.get(feature.id) ?? defaultAssignment,
    }));
    return { ...registered, items };
  });
}

/** A need that the model fails stops the assignment; one that nobody has tried yet comes back as a warning. */
export async function assignFeature(
  { store, clock }: FeatureParts,
  act: Act,
  scope: EnvironmentScope,
  featureId: string,
  { kind, configId }: Assignment,
): Promise<{ assignment: AssignmentRecord; warnings: UnmetNeed[] }> {
  const { tenantId, environment } = scope;
  return store.changeInTenant(scope, act, async (tenant, audit) => {
    const feature = await tenant.features.find(featureId);
    if (!feature) throw new PlugboardError('feature_not_found');
    const config = configId === null ? undefined : await tenant.modelConfigs.find(configId);
    if (configId !== null && !config) throw new PlugboardError('llm_config_not_found');
    const warnings = config ? refuseUnfit(feature, config) : [];
    const assignment: AssignmentRecord = {
      tenantId,
      environment,
      featureId,
      kind,
      configId: config?.id ?? null,
      updatedAt: clock(),
    };
    if (!(await tenant.assignments.put(assignment))) throw new PlugboardError('llm_config_not_found');
    audit({
      action: 'feature.assigned',
      target: { kind: 'feature', id: featureId },
      environment,
      detail: { assignment: kind, ...(config && { llm_config_id: config.id, llm_config: config.name }) },
    });
    return { assignment, warnings };
  });
}

function describe(feature: FeatureRecord): Record<string, unknown> {
  return {
    name: feature.name,
    operation: feature.operation,
    model_aliases: feature.modelAliases,
    needs: feature.needs,
    min_context_tokens: feature.minContextTokens,
    max_latency_s: feature.maxLatencySeconds,
  };
}
