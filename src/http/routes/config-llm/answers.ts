import type { ModelConfigAnswer } from '../../../contract/model-configs.ts';
import type { ModelConfigView } from '../../../control/model-configs.ts';
import { maybeInstant, toInstant } from '../answers.ts';

export function toModelConfigAnswer({
  config,
  providerId,
  availability,
}: ModelConfigView): ModelConfigAnswer {
  const { capabilities } = config;
  return {
    id: config.id,
    name: config.name,
    provider: config.provider as ModelConfigAnswer['provider'],
    llm_credentials_id: config.credentialId,
    provider_id: providerId,
    model_name: config.modelName,
    deployment_name: config.deploymentName,
    is_embedding: config.isEmbedding,
    embedding_dimensions: config.embeddingDimensions,
    dimensions_verified: config.dimensionsVerified,
    agent_id: config.agentId,
    is_default: config.isDefault,
    enabled: config.enabled,
    capabilities: {
      streaming: capabilities.streaming,
      tools: capabilities.tools,
      json: capabilities.json,
      context_tokens: capabilities.contextTokens,
    },
    availability: {
      state: availability?.state ?? 'unknown',
      since: maybeInstant(availability?.since ?? null),
      ...(availability?.retiresOn && { retires_on: availability.retiresOn }),
    },
    created_at: toInstant(config.createdAt),
    updated_at: toInstant(config.updatedAt),
  };
}
