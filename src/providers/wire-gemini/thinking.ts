import type { JsonObject } from '../../kernel/json-values.ts';
import type { ReasoningEffort } from '../openai-shapes.ts';
import type { ChatExtras } from '../provider.ts';
import type { GeminiTraits } from './models.ts';

/** In tokens. The least that each 2.5 model takes, Google’s own three, and the most that each takes. */
const budgets: Readonly<Record<ReasoningEffort, { flash: number; pro: number }>> = {
  none: { flash: 0, pro: 128 },
  minimal: { flash: 512, pro: 512 },
  low: { flash: 1_024, pro: 1_024 },
  medium: { flash: 8_192, pro: 8_192 },
  high: { flash: 24_576, pro: 24_576 },
  xhigh: { flash: 24_576, pro: 32_768 },
  max: { flash: 24_576, pro: 32_768 },
};

const levels: Readonly<Record<ReasoningEffort, { flash: string; pro: string }>> = {
  none: { flash: 'MINIMAL', pro: 'LOW' },
  minimal: { flash: 'MINIMAL', pro: 'LOW' },
  low: { flash: 'LOW', pro: 'LOW' },
  medium: { flash: 'MEDIUM', pro: 'MEDIUM' },
  high: { flash: 'HIGH', pro: 'HIGH' },
  xhigh: { flash: 'HIGH', pro: 'HIGH' },
  max: { flash: 'HIGH', pro: 'HIGH' },
};

/** What the caller sent: nobody has checked it before. */
export function isEffort(value: unknown): value is ReasoningEffort {
  return typeof value === 'string' && Object.hasOwn(levels, value);
}

/** The model’s nearest to the effort that was asked for; thoughts are only shown to those who asked for some. */
export function toThinkingConfig(
  effort: ReasoningEffort,
  model: string,
  traits: GeminiTraits,
  extras: ChatExtras,
): JsonObject {
  const size = /gemini-(?:[\d.]+-)?pro\b/i.test(model) ? 'pro' : 'flash';
  const shown = effort !== 'none' && { includeThoughts: true };
  if (traits.thinking === 'budget') {
    const thinkingBudget = budgets[effort][size];
    const exact = effort === 'none' ? thinkingBudget === 0 : size === 'pro' || !isBeyondHigh(effort);
    if (!exact) extras.adjust('reasoning_effort');
    return { thinkingBudget, ...shown };
  }
  // The first Pro of the third generation knows two levels only.
  const coarse = effort === 'medium' && size === 'pro' && traits.generation === 3;
  const thinkingLevel = coarse ? 'HIGH' : levels[effort][size];
  if (thinkingLevel !== effort.toUpperCase()) extras.adjust('reasoning_effort');
  return { thinkingLevel, ...shown };
}

function isBeyondHigh(effort: ReasoningEffort): boolean {
  return effort === 'xhigh' || effort === 'max';
}
