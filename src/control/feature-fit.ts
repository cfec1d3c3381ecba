import { PlugboardError } from '../kernel/errors.ts';
import type { FeatureRecord, ModelConfigRecord } from '../kernel/records.ts';
import { featureLines } from './validation/report-card.ts';

/** What a feature needs and its model does not have, or is not known to have. */
export interface UnmetNeed {
  featureId: string;
  need: 'model' | 'tools' | 'json' | 'streaming' | 'context';
  status: 'not_met' | 'unknown';
  detail: string;
}

export function listUnmetNeeds(
  feature: FeatureRecord,
  { capabilities }: Pick<ModelConfigRecord, 'capabilities'>,
): UnmetNeed[] {
  return featureLines({ capabilities, answeredInMs: null }, feature).flatMap(({ need, status, detail }) => {
    // How fast a model answers is measured by a check and true at that moment only.
    if (status === 'met' || need === 'latency' || need === 'https') return [];
    return [{ featureId: feature.id, need, status, detail }];
  });
}

/** Throws where the model cannot serve the feature; answers what nobody knows of it yet. */
export function refuseUnfit(feature: FeatureRecord, config: ModelConfigRecord): UnmetNeed[] {
  if (config.agentId !== null) {
    throw unsupported(`“${config.name}” is the agent ${config.agentId}’s own and serves that one alone.`);
  }
  if (config.isEmbedding !== (feature.operation === 'embedding')) {
    const is = config.isEmbedding ? 'an embedding model' : 'a chat model';
    throw unsupported(`“${config.name}” is ${is}; ${feature.name} is a feature of ${feature.operation}.`);
  }
  if (!config.enabled) {
    throw new PlugboardError('model_not_ready', { detail: `“${config.name}” is disabled.` });
  }
  const unmet = listUnmetNeeds(feature, config);
  const failing = unmet.filter(({ status }) => status === 'not_met');
  if (failing.length > 0) {
    throw new PlugboardError('feature_unsupported', {
      detail: `“${config.name}” does not have what ${feature.name} needs: ${failing.map(({ need }) => need).join(', ')}.`,
      errors: failing.map(({ need, detail }) => ({ field: need, detail })),
    });
  }
  return unmet;
}

function unsupported(detail: string): PlugboardError {
  return new PlugboardError('feature_unsupported', { detail });
}
