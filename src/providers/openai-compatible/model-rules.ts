import { isObject } from '../../kernel/json-values.ts';
import { strict } from '../losses.ts';
import type { ModelRule } from '../model-rule.ts';
import type { ChatRequest } from '../openai-shapes.ts';
import type { ChatExtras } from '../provider.ts';
import { remember } from '../remember.ts';

const sampling = ['temperature', 'top_p', 'logprobs'];
const steering = ['frequency_penalty', 'presence_penalty', 'logit_bias', 'top_logprobs'];
const reasoning = {
  drops: [...steering, ...sampling],
  renames: { max_tokens: 'max_completion_tokens' },
  systemRole: 'developer',
} as const;
/** `stop` is only named for o3 and o4-mini; the newer ones follow them. */
const withoutStop = { ...reasoning, drops: [...reasoning.drops, 'stop'] };
/** From gpt-5.1 on, what samples is allowed again where the model does not reason. */
const switchable = { ...reasoning, drops: [...steering, 'stop'], dropsWhileReasoning: sampling };

/**
 * The first that matches counts. Only names that are certainly known: fine-tunes, proxies and whatever comes next are
 * sent as they were asked.
 */
const builtInRules: readonly ModelRule[] = [
  { match: '^gpt-4o(-mini)?-search-preview', drops: ['temperature'] },
  { ...withoutStop, match: '^(o\\d+-pro|gpt-5-(pro|codex)|codex-mini)(-|$)', responses: 'always' },
  { ...switchable, match: '^gpt-\\d+\\.\\d+-(pro|codex)(-|$)', responses: 'always' },
  { ...reasoning, match: '^o1(-|$)' },
  // The key itself is refused, whatever it says (evalstate/fast-agent#279).
  { ...withoutStop, match: '^o4-mini(-|$)', drops: [...withoutStop.drops, 'parallel_tool_calls'] },
  { ...withoutStop, match: '^o\\d+(-|$)' },
  { match: '^gpt-\\d+(\\.\\d+)?-chat(-|$)' },
  { ...withoutStop, match: '^gpt-5(-|$)' },
  // They rest by default, the newer ones do not.
  { ...switchable, match: '^gpt-5\\.[1-3](-|$)', effortByDefault: 'none' },
  // From gpt-5.4 on: openai/openai-openapi#541.
  { ...switchable, match: '^gpt-5\\.4(-|$)', effortByDefault: 'none', responses: 'tools' },
  { ...switchable, match: '^gpt-(5\\.([5-9]|\\d\\d+)|([6-9]|\\d\\d+)(\\.\\d+)?)(-|$)', responses: 'tools' },
];

const compiled = new WeakMap<ModelRule, RegExp>();

function matches(rule: ModelRule, name: string): boolean {
  const pattern = compiled.get(rule) ?? new RegExp(rule.match);
  compiled.set(rule, pattern);
  return pattern.test(name);
}

/** The operator’s own rules are tried before the built-in ones. */
export function findModelRule(name: string, own: readonly ModelRule[] = noRules): ModelRule | undefined {
  const find =
    finders.get(own) ??
    remember((model: string) => [...own, ...builtInRules].find((rule) => matches(rule, model)) ?? null);
  finders.set(own, find);
  return find(name) ?? undefined;
}

const noRules: readonly ModelRule[] = [];
/** By list of rules: there is one of them in a process. */
const finders = new WeakMap<readonly ModelRule[], (name: string) => ModelRule | null>();

/** Whether this call is one for `/responses`. */
export function wantsResponses(rule: ModelRule, chat: ChatRequest): boolean {
  if (rule.responses !== 'tools') return rule.responses === 'always';
  return (chat.tools?.length ?? 0) > 0 && reasons(rule, chat.reasoning_effort);
}

function reasons(rule: ModelRule, effort: unknown): boolean {
  return (effort ?? rule.effortByDefault) !== 'none';
}

/**
 * Fits, in place, a body for `/chat/completions`. `model` is the model itself, never a deployment’s name. Where a
 * call with tools could not go to `/responses`, it is asked for without reasoning, unless the caller chose an effort:
 * then the provider’s own answer tells.
 */
export function fitToModel(model: string, body: Record<string, unknown>, extras: ChatExtras = strict): void {
  const rule = findModelRule(model, extras.rules);
  if (!rule) return;
  const { tools, reasoning_effort: effort } = body;
  const calling = Array.isArray(tools) && tools.length > 0;
  if (rule.responses === 'tools' && calling && (effort ?? undefined) === undefined && reasons(rule, effort)) {
    body['reasoning_effort'] = 'none';
    extras.adjust('reasoning_effort');
  }
  fitFields(rule, body, extras);
}

/** Renames, leaves out and limits, in place; told of is whatever is not said any more as the caller said it. */
export function fitFields(rule: ModelRule, body: Record<string, unknown>, extras: ChatExtras): void {
  for (const [name, other] of Object.entries(rule.renames ?? {})) {
    if (!(name in body)) continue;
    body[other] ??= body[name];
    delete body[name];
  }
  fitValues(rule, body, extras);
  const { messages } = body;
  if (rule.systemRole && Array.isArray(messages))
    body['messages'] = withInstructionRole(messages, rule.systemRole);
}

/**
 * For wires of other shapes, on which only what an operator’s rule leaves out or limits has a meaning: their dialects
 * know names and roles themselves, and the built-in rules are about OpenAI’s models.
 */
export function fitToOwnRule(model: string, chat: ChatRequest, extras: ChatExtras = strict): ChatRequest {
  const name = extras.family ?? model;
  const rule = extras.rules?.find((one) => matches(one, name));
  if (!rule) return chat;
  const fitted = { ...chat };
  fitValues(rule, fitted, extras);
  return fitted;
}

function fitValues(rule: ModelRule, body: Record<string, unknown>, extras: ChatExtras): void {
  const whileReasoning = reasons(rule, body['reasoning_effort']) ? rule.dropsWhileReasoning : undefined;
  for (const name of [...(rule.drops ?? []), ...(whileReasoning ?? [])]) {
    if (!(name in body)) continue;
    if ((body[name] ?? undefined) !== undefined) extras.adjust(name);
    delete body[name];
  }
  for (const [name, { min = -Infinity, max = Infinity }] of Object.entries(rule.ranges ?? {})) {
    const asked = body[name];
    if (typeof asked !== 'number') continue;
    const fitted = Math.min(Math.max(asked, min), max);
    if (fitted !== asked) extras.adjust(name);
    body[name] = fitted;
  }
}

/** The very same list where nothing changes: what a caller sent can be sent on as it is then. */
export function withInstructionRole(
  messages: readonly unknown[],
  role: 'system' | 'developer',
): readonly unknown[] {
  const other = role === 'system' ? 'developer' : 'system';
  const isOther = (message: unknown) => isObject(message) && message['role'] === other;
  if (!messages.some(isOther)) return messages;
  return messages.map((message) => (isObject(message) && isOther(message) ? { ...message, role } : message));
}
