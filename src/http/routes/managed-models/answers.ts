import type { ManagedModelAnswer } from '../../../contract/managed-models.ts';
import type { ModelConfigView } from '../../../control/model-configs.ts';
import { toModelConfigAnswer } from '../config-llm/answers.ts';

export function toManagedModelAnswer(view: ModelConfigView): ManagedModelAnswer {
  const { agent_id: _none, ...answer } = toModelConfigAnswer(view);
  return { ...answer, substitute_for: view.config.substituteFor };
}
