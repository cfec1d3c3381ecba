import type { ReasoningEffort } from '../openai-shapes.ts';
import { type ClaudeTraits, claudeTraits } from '../wire-anthropic/models.ts';

/**
 * What Bedrock’s families accept (reference/wire-protocols.md 8.3), read from anywhere in the id: prefixes of regions
 * vary, and ARNs stand around it. An id that says nothing is taken to accept everything: the model answers for itself.
 */
export interface ModelTraits {
  claude?: ClaudeTraits;
  /** `tool`: it can be made to call one tool by name. `any`: to call some tool. `nothing`: it always chooses itself. */
  forces: 'tool' | 'any' | 'nothing';
  /** How an answer by schema is had: a forced tool, Converse’s own form, or by asking for it. */
  schema: 'tool' | 'native' | 'instruction';
  /** Whether instructions have a place of their own. */
  system: boolean;
  /** Whether it goes on from a beginning of the assistant’s own. */
  prefill: boolean;
  effort?: EffortForm;
  /** Ids of calls have exactly nine letters and digits. */
  shortIds: boolean;
}

export interface EffortForm {
  /** Where it goes within `additionalModelRequestFields`. */
  form: 'flat' | 'nested' | 'nova';
  /** From the least to the most. */
  levels: readonly ReasoningEffort[];
}

const open: ModelTraits = {
  forces: 'tool',
  schema: 'native',
  system: true,
  prefill: false,
  shortIds: false,
};

/** Neither forced calls nor answers by schema. */
const plain: Partial<ModelTraits> = { forces: 'nothing', schema: 'instruction' };
const bare: Partial<ModelTraits> = { ...plain, system: false };

/** The first that fits decides. */
const families: readonly [RegExp, Partial<ModelTraits>][] = [
  [/nova-2/, { schema: 'tool', prefill: true, effort: { form: 'nova', levels: ['low', 'medium', 'high'] } }],
  [/amazon\.nova|^nova-/, { schema: 'tool', prefill: true }],
  [/mistral-7b|mixtral/, { ...bare, shortIds: true }],
  [/mistral-large-24/, { forces: 'any', schema: 'tool', shortIds: true }],
  [/mistral|ministral|pixtral|devstral/, { forces: 'any', shortIds: true }],
  [/gpt-oss/, { effort: { form: 'flat', levels: ['low', 'medium', 'high'] } }],
  [
    /openai\.|^gpt-/,
    { effort: { form: 'nested', levels: ['none', 'low', 'medium', 'high', 'xhigh', 'max'] } },
  ],
  [/kimi/, { effort: { form: 'flat', levels: ['low', 'high', 'max'] } }],
  [/deepseek.r1/, plain],
  // A named tool is taken and not obeyed (langchain-ai/langchain-aws#1261).
  [/deepseek/, { forces: 'any' }],
  [/titan-text|command-(light-)?text|ai21\.j2/, bare],
  [/llama|jamba|command/, plain],
];

export function traitsOf(model: string): ModelTraits {
  const id = model.toLowerCase();
  if (id.includes('claude')) return claudeOnBedrock(claudeTraits(id));
  const [, found] = families.find(([sign]) => sign.test(id)) ?? [];
  return { ...open, ...found };
}

/** Forced calls do not go with thinking, which some cannot be kept from. */
function claudeOnBedrock(claude: ClaudeTraits): ModelTraits {
  const rules: Partial<ModelTraits> = claude.thinking === 'always' ? plain : { schema: 'tool' };
  return { ...open, ...rules, claude, prefill: claude.prefill };
}

/** A prompt that is kept at Bedrock brings its own instructions, tools and settings: none may come with the call. */
export function isStoredPrompt(model: string): boolean {
  return /^arn:[^/]*:prompt\//.test(model);
}

/** The level that is asked for, else the next one up, else the most there is. */
export function fitEffort(effort: ReasoningEffort, levels: readonly ReasoningEffort[]): ReasoningEffort {
  const rank = efforts.indexOf(effort);
  return levels.find((level) => efforts.indexOf(level) >= rank) ?? levels.at(-1) ?? effort;
}

const efforts: readonly ReasoningEffort[] = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'];
