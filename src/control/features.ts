import type { Clock } from '../kernel/clock.ts';
import { PlugboardError } from '../kernel/errors.ts';
import { platformTenantId } from '../kernel/ids.ts';
import type { AssignmentRecord, FeatureRecord } from '../kernel/records.ts';
import type { Environment } from '../kernel/scope.ts';
import type { Act, Page, PageOf, Store } from './ports.ts';
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

export interface AssignedFeature {
  feature: FeatureRecord;
  /** Absent where no environment is looked at. Nothing needs to be assigned: `default` is what holds then. */
  assignment?: AssignmentRecord['kind'];
}

export async function listFeatures(
  store: Store,
  scope: { tenantId: string; environment: Environment } | null,
  page: Page,
): Promise<PageOf<AssignedFeature>> {
  if (!scope) {
    const features = await store.readAsPlatform((platform) => platform.features.list(page));
    return { ...features, items: features.items.map((feature) => ({ feature })) };
  }
  return store.readInTenant(scope, async ({ features, assignments }) => {
    const registered = await features.list(page);
    const kinds = new Map((await assignments.list()).map((one) => [one.featureId, one.kind]));
    const items = registered.items.map((feature) => ({
      feature,
      assignment: kinds.get(feature.id) ?? ('default' as const),
    }));
    return { ...registered, items };
  });
}

export async function assignFeature(
  { store, clock }: FeatureParts,
  act: Act,
  scope: { tenantId: string; environment: Environment },
  featureId: string,
  kind: AssignmentRecord['kind'],
): Promise<AssignmentRecord> {
  return store.changeInTenant(scope, act, async ({ features, assignments }, audit) => {
    if (!(await features.find(featureId))) throw new PlugboardError('feature_not_found');
    const assignment: AssignmentRecord = {
      ...scope,
      featureId,
      kind,
      configId: null,
      updatedAt: clock(),
    };
    await assignments.put(assignment);
    audit({
      action: 'feature.assigned',
      target: { kind: 'feature', id: featureId },
      environment: scope.environment,
      detail: { assignment: kind },
    });
    return assignment;
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
