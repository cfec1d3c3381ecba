import { type JsonObject, listOf, objectOf, textOf } from '../../kernel/json-values.ts';
import { recallFromId, rememberInId } from '../call-memory.ts';
import type { ChatRequest, ReasoningEffort } from '../openai-shapes.ts';
import type { ChatExtras } from '../provider.ts';
import type { ClaudeTraits } from './models.ts';

export interface ThinkingPlan {
  /** Absent where the model’s own habit is what is wanted. */
  thinking?:
    | { type: 'adaptive'; display: 'summarized' }
    | { type: 'enabled'; budget_tokens: number }
    | { type: 'disabled' };
  effort?: 'low' | 'medium' | 'high' | 'xhigh' | 'max';
  /** Whether the model will think, by wish or by habit. */
  on: boolean;
}

const disabled: ThinkingPlan = { thinking: { type: 'disabled' }, on: false };

/**
 * How much to think. `hindered`: something that counts for more than an effort (a forced tool, a turn to go on from)
 * does not go with thinking; what is hindered is not thought about, where the model can be kept from it.
 */
export function planThinking(
  { reasoning_effort: wanted }: ChatRequest,
  traits: ClaudeTraits,
  { maxTokens, hindered }: { maxTokens: number; hindered: boolean },
  extras: ChatExtras,
): ThinkingPlan {
  const always = traits.thinking === 'always';
  const quiet = traits.thinksByDefault ? disabled : { on: false };
  if (wanted === undefined || wanted === null) {
    return hindered && !always ? quiet : { on: traits.thinksByDefault };
  }
  if (traits.thinking === 'none') {
    if (wanted !== 'none') extras.adjust('reasoning_effort');
    return { on: false };
  }
  if (wanted === 'none' && !always) return disabled;
  const tooShort = traits.thinking === 'budget' && maxTokens <= budgetMin;
  if ((hindered && !always) || tooShort) {
    extras.adjust('reasoning_effort');
    return quiet;
  }
  if (traits.thinking === 'budget') {
    const budget = Math.max(budgetMin, Math.floor(maxTokens * shares[wanted]));
    return { thinking: { type: 'enabled', budget_tokens: budget }, on: true };
  }
  if (wanted === 'none') extras.adjust('reasoning_effort');
  return {
    thinking: { type: 'adaptive', display: 'summarized' },
    effort: wanted === 'xhigh' && !traits.xhighEffort ? 'max' : efforts[wanted],
    on: true,
  };
}

const budgetMin = 1024;

/** Of the limit, which the caller’s own counts thoughts against too: the rest is for the answer. */
const shares: Record<ReasoningEffort, number> = {
  none: 0,
  minimal: 0.02,
  low: 0.1,
  medium: 0.3,
  high: 0.6,
  xhigh: 0.9,
  max: 0.9,
};

const efforts: Record<ReasoningEffort, NonNullable<ThinkingPlan['effort']>> = {
  none: 'low',
  minimal: 'low',
  low: 'low',
  medium: 'medium',
  high: 'high',
  xhigh: 'xhigh',
  max: 'max',
};

/** The thoughts before a call go into its id: the provider wants them back, signed as they were, with its result. */
export function packThoughts(id: string, thoughts: readonly JsonObject[], model: string): string {
  return thoughts.length > 0 ? rememberInId(id, 'anthropic', model, thoughts) : id;
}

/** Only what has the shape of a thought: an id is a client’s word. Whether it is genuine, its signature tells. */
export function recallThoughts(id: string, model: string): JsonObject[] {
  return listOf(recallFromId(id, 'anthropic', model)).flatMap((block): JsonObject[] => {
    const thought = toThought(objectOf(block));
    return thought ? [thought] : [];
  });
}

/** A block as it may go back; undefined for what is no thought, and for one that nobody signed. */
export function toThought(block: JsonObject): JsonObject | undefined {
  if (block['type'] === 'redacted_thinking') {
    const data = textOf(block['data']);
    return data ? { type: 'redacted_thinking', data } : undefined;
  }
  const signature = textOf(block['signature']);
  if (block['type'] !== 'thinking' || !signature) return undefined;
  return { type: 'thinking', thinking: textOf(block['thinking']) ?? '', signature };
}
