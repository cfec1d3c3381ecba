import type { ModelConfigBody } from '../../api/model-configs.ts';

/** A model that was checked, with what is said of it here. */
export interface Selected {
  model: string;
  isEmbedding: boolean;
  /** Blank: the model's own. */
  name: string;
  /** Azure's name for the model; blank: the same. */
  deployment: string;
}

/** By what embedding models are called at all providers. It is a guess that people can turn round. */
const embeddingNames = /embed|(^|[/\-_.])(bge|e5|gte|minilm|voyage)[-_]/i;

export const isEmbeddingName = (model: string): boolean => embeddingNames.test(model);

export const toSelected = (model: string): Selected => ({
  model,
  isEmbedding: isEmbeddingName(model),
  name: '',
  deployment: '',
});

export const nameOf = ({ name, model }: Selected): string => name.trim() || model;

export function toConfigBody(
  selected: Selected,
  account: Pick<ModelConfigBody, 'provider' | 'llm_credentials_id'> & { agent_id: string | null },
  isDefault: boolean,
): ModelConfigBody {
  const { model, isEmbedding } = selected;
  const deployment = selected.deployment.trim();
  return {
    name: nameOf(selected),
    provider: account.provider,
    llm_credentials_id: account.llm_credentials_id,
    model_name: model,
    ...(deployment !== '' && { deployment_name: deployment }),
    ...(isEmbedding && { is_embedding: true }),
    ...(account.agent_id !== null && { agent_id: account.agent_id }),
    ...(isDefault && { is_default: true }),
  };
}
