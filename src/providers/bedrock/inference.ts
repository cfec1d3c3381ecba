import { type JsonObject, objectOf } from '../../kernel/json-values.ts';
import type { ChatRequest } from '../openai-shapes.ts';
import type { ChatExtras } from '../provider.ts';
import type { ClaudeTraits } from '../wire-anthropic/models.ts';
import { toSampling } from '../wire-anthropic/request.ts';
import { planThinking } from '../wire-anthropic/thinking.ts';
import { type EffortForm, fitEffort, type ModelTraits } from './model-traits.ts';

/** How much to think, how much to say, and how to choose words: in every family one depends on the other. */
interface Inference {
  inferenceConfig: JsonObject;
  /** In the words of the family. */
  additional: JsonObject;
  /** Whether earlier thoughts may go back. */
  reasoning: boolean;
}

/** `hindered`: by something that counts for more than thinking and does not go with it. */
export function toInference(
  chat: ChatRequest,
  traits: ModelTraits,
  hindered: boolean,
  extras: ChatExtras,
): Inference {
  const { claude } = traits;
  const stop = [chat.stop ?? []].flat().filter((text) => text.trim() !== '');
  const { inferenceConfig, ...rest } = claude
    ? inferenceOfClaude(chat, claude, hindered, extras)
    : inferenceOfOthers(chat, traits, extras);
  return {
    ...rest,
    inferenceConfig: { ...inferenceConfig, ...(stop.length > 0 && { stopSequences: stop }) },
  };
}

function inferenceOfClaude(
  chat: ChatRequest,
  claude: ClaudeTraits,
  hindered: boolean,
  extras: ChatExtras,
): Inference {
  const asked = limitOf(chat);
  const plan = planThinking(chat, claude, { maxTokens: asked ?? claude.outputTokensMax, hindered }, extras);
  // A budget has to be smaller than the limit, so the limit is said.
  const maxTokens = asked ?? (plan.thinking?.type === 'enabled' ? claude.outputTokensMax : undefined);
  const { temperature, top_p: topP } = toSampling(chat, plan.on ? { sampling: 'none' } : claude, extras);
  return {
    inferenceConfig: configOf(maxTokens, temperature, topP),
    additional: {
      ...(plan.thinking && { thinking: plan.thinking }),
      ...(plan.effort && { output_config: { effort: plan.effort } }),
    },
    reasoning: plan.on,
  };
}

function inferenceOfOthers(chat: ChatRequest, { effort: form }: ModelTraits, extras: ChatExtras): Inference {
  const additional = form ? effortFields(chat, form, extras) : {};
  if (!form && chat.reasoning_effort && chat.reasoning_effort !== 'none') extras.adjust('reasoning_effort');
  const { temperature, top_p: topP } = chat;
  if (isNovaAtMost(additional)) {
    if (temperature != null) extras.adjust('temperature');
    if (topP != null) extras.adjust('top_p');
    return { inferenceConfig: {}, additional, reasoning: true };
  }
  const clamped = temperature == null ? undefined : Math.min(Math.max(temperature, 0), 1);
  if (clamped !== undefined && clamped !== temperature) extras.adjust('temperature');
  return {
    inferenceConfig: configOf(limitOf(chat), clamped, topP ?? undefined),
    additional,
    reasoning: true,
  };
}

/** Nova 2 at its most takes neither a limit nor a temperature; a limit that the caller set counts for more. */
function effortFields(chat: ChatRequest, { form, levels }: EffortForm, extras: ChatExtras): JsonObject {
  const wanted = chat.reasoning_effort;
  // Nova thinks only when it is told to.
  if (!wanted || (form === 'nova' && wanted === 'none')) return {};
  const fitting = fitEffort(wanted, levels);
  const effort = form === 'nova' && fitting === 'high' && limitOf(chat) !== undefined ? 'medium' : fitting;
  if (effort !== wanted) extras.adjust('reasoning_effort');
  if (form === 'nova') return { reasoningConfig: { type: 'enabled', maxReasoningEffort: effort } };
  return form === 'flat' ? { reasoning_effort: effort } : { reasoning: { effort } };
}

function isNovaAtMost({ reasoningConfig }: JsonObject): boolean {
  return objectOf(reasoningConfig)['maxReasoningEffort'] === 'high';
}

function limitOf({ max_completion_tokens: current, max_tokens: older }: ChatRequest): number | undefined {
  return current ?? older ?? undefined;
}

function configOf(
  maxTokens: number | undefined,
  temperature: number | undefined,
  topP: number | undefined,
): JsonObject {
  return {
    ...(maxTokens !== undefined && { maxTokens }),
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { topP }),
  };
}
