import type { Static } from 'typebox';
import type { putFeatureBody } from '../../../contract/features.ts';
import type { FeatureInput } from '../../../control/features.ts';

export function toFeatureInput(body: Static<typeof putFeatureBody>): FeatureInput {
  return {
    name: body.name,
    operation: body.operation,
    modelAliases: body.model_aliases ?? [],
    needs: body.needs ?? [],
    minContextTokens: body.min_context_tokens ?? null,
    maxLatencySeconds: body.max_latency_s ?? null,
  };
}
