import { isObject, type JsonObject, objectOf, textOf } from '../../kernel/json-values.ts';
import { bareCallId } from '../call-memory.ts';
import {
  type CallPart,
  type Conversation,
  keepPrefill,
  readConversation,
  type TurnPart,
} from '../conversation.ts';
import { refuse, strict } from '../losses.ts';
import type { ChatRequest, ToolDefinition } from '../openai-shapes.ts';
import type { ChatExtras } from '../provider.ts';
import { loseUnsupported } from '../unsupported-fields.ts';
import { accountFields } from './account-fields.ts';
import { toDocument } from './document.ts';
import { type ClaudeTraits, claudeTraits } from './models.ts';
import { isRecursive, reduceSchema } from './reduce-schema.ts';
import { planThinking, recallThoughts, type ThinkingPlan } from './thinking.ts';

/** What the host of the Messages API can do; Vertex AI lags behind Anthropic’s own. */
export interface MessagesHost {
  structuredOutputs: boolean;
  imageUrls: boolean;
  serviceTiers: boolean;
}

/** Read here, or by what is called from here. */
const supported: ReadonlySet<string> = new Set([
  'max_tokens',
  'max_completion_tokens',
  'temperature',
  'top_p',
  'stop',
  'tools',
  'tool_choice',
  'parallel_tool_calls',
  'response_format',
  'reasoning_effort',
  'user',
  'safety_identifier',
  'service_tier',
]);

/**
 * The tool whose input is the answer, where JSON by schema has no form of its own. Its name tells the reader of the
 * answer that this call is the text.
 */
export const answerTool = 'plugboard_json_answer';

export const jsonOnly = 'Answer with one JSON object and nothing else: no prose, no code fence.';

/** An OpenAI chat request as the body of Messages, without `model` and `stream`. */
export function toMessages(
  chat: ChatRequest,
  model: string,
  host: MessagesHost,
  extras: ChatExtras = strict,
): Record<string, unknown> {
  loseUnsupported(chat, extras, supported);
  const traits = claudeTraits(extras.family ?? model);
  const conversation = readConversation(chat.messages, extras);
  const format = formatOf(chat, traits, host);
  const system = [...conversation.system, ...(format.kind === 'instruction' ? [jsonOnly] : [])];
  const strictTools = host.structuredOutputs && traits.structuredOutputs;
  const own = (chat.tools ?? []).flatMap((tool, at) => toTool(tool, `tools[${at}]`, strictTools, extras));
  const tools = withOtherTools(own, conversation, format);
  const choice = tools.length > 0 ? toToolChoice(chat, own.length > 0, format, extras) : undefined;
  const maxTokens = chat.max_completion_tokens ?? chat.max_tokens ?? traits.outputTokensMax;
  const prefilled = keepPrefill(conversation.turns, traits.prefill, chat.messages, extras);
  const forced = choice?.type === 'any' || choice?.type === 'tool';
  const hindered =
    forced || prefilled || (traits.thinking === 'budget' && isThoughtless(conversation, model));
  const plan = planThinking(chat, traits, { maxTokens, hindered }, extras);
  const output = toOutputConfig(format, plan);
  const stop = [chat.stop ?? []].flat().filter((text) => text.trim() !== '');
  return {
    max_tokens: maxTokens,
    ...(system.length > 0 && { system: system.join('\n\n') }),
    messages: toTurns(conversation, { host, extras, recalled: plan.on ? model : undefined }),
    ...(tools.length > 0 && { tools }),
    ...(choice && { tool_choice: choice }),
    ...(plan.thinking && { thinking: plan.thinking }),
    ...(output && { output_config: output }),
    ...(stop.length > 0 && { stop_sequences: stop }),
    ...toSampling(chat, plan.on ? { sampling: 'none' } : traits, extras),
    ...accountFields(chat, host, extras),
  };
}

/** Temperature runs from 0 to 1 here; what a generation refuses is left out rather than answered with a 400. */
export function toSampling(
  { temperature, top_p }: ChatRequest,
  { sampling }: Pick<ClaudeTraits, 'sampling'>,
  extras: ChatExtras = strict,
): { temperature?: number; top_p?: number } {
  // One is what holds without them too, so that leaving it out is no change.
  const warm = typeof temperature === 'number' && !(sampling !== 'both' && temperature === 1);
  const cut = typeof top_p === 'number' && !(sampling !== 'both' && top_p === 1);
  const takesTemperature = warm && sampling !== 'none';
  const takesTopP = cut && (sampling === 'both' || (sampling === 'one' && !warm));
  const clamped = Math.min(Math.max(temperature ?? 1, 0), 1);
  if (warm && (!takesTemperature || clamped !== temperature)) extras.adjust('temperature');
  if (cut && !takesTopP) extras.adjust('top_p');
  return { ...(takesTemperature && { temperature: clamped }), ...(takesTopP && { top_p }) };
}

function toOutputConfig(format: Format, { effort }: ThinkingPlan): JsonObject | undefined {
  if (format.kind !== 'native') return effort && { effort };
  return { format: { type: 'json_schema', schema: format.schema }, ...(effort && { effort }) };
}

/** In the middle of calls whose thoughts are lost, thinking is refused: another provider’s calls, or another model’s. */
function isThoughtless({ turns }: Conversation, model: string): boolean {
  const [first] = turns.findLast(({ role }) => role === 'assistant')?.parts.filter(isCall) ?? [];
  return first !== undefined && recallThoughts(first.id, model).length === 0;
}

function isCall(part: TurnPart): part is CallPart {
  return part.kind === 'call';
}

type Format =
  | { kind: 'none' }
  | { kind: 'instruction' }
  | { kind: 'native'; schema: JsonObject }
  | { kind: 'tool'; schema: JsonObject; description: string | undefined };

function formatOf(chat: ChatRequest, traits: ClaudeTraits, host: MessagesHost): Format {
  const format = chat.response_format;
  if (!format || format.type === 'text') return { kind: 'none' };
  const schema = format.type === 'json_schema' ? format.json_schema.schema : undefined;
  const { tools, tool_choice: choice } = chat;
  // A call is the answer then, and not text that could be JSON.
  const mustCall = (tools ?? []).length > 0 && (choice === 'required' || isObject(choice));
  // JSON mode has no form here, and a tool's input must be an object.
  if (format.type !== 'json_schema' || schema?.['type'] !== 'object') return { kind: 'instruction' };
  if (host.structuredOutputs && traits.structuredOutputs && !isRecursive(schema)) {
    return { kind: 'native', schema: reduceSchema(schema) };
  }
  if (mustCall) return { kind: 'none' };
  return { kind: 'tool', schema, description: format.json_schema.description };
}

function withOtherTools(own: JsonObject[], conversation: Conversation, format: Format): JsonObject[] {
  if (format.kind === 'tool') {
    const description = format.description ?? 'Gives the answer. Call it once.';
    return [...own, { name: answerTool, description, input_schema: format.schema }];
  }
  return own.length > 0 ? own : rememberedTools(conversation);
}

/** Tools that only the history knows have to be declared all the same, else its calls are refused. */
function rememberedTools({ turns }: Conversation): JsonObject[] {
  const names = turns
    .flatMap(({ parts }) => parts)
    .flatMap((part) => (part.kind === 'call' ? part.name : []));
  return [...new Set(names)].map((name) => ({ name, input_schema: { type: 'object', properties: {} } }));
}

function toTool(tool: ToolDefinition, field: string, strictTools: boolean, extras: ChatExtras): JsonObject[] {
  if (!isObject(tool.function)) {
    extras.lose(field, 'This provider takes functions only.');
    return [];
  }
  const { name, description, parameters, strict: wanted = false } = tool.function;
  const schema = { properties: {}, ...parameters, type: 'object' };
  const exact = wanted && strictTools && !isRecursive(schema);
  if (wanted && !exact) extras.adjust(`${field}.function.strict`);
  return [
    {
      name,
      ...(description && { description }),
      input_schema: exact ? reduceSchema(schema) : schema,
      ...(exact && { strict: true }),
    },
  ];
}

function toToolChoice(
  { tool_choice: choice, parallel_tool_calls: parallel }: ChatRequest,
  hasOwn: boolean,
  format: Format,
  extras: ChatExtras,
): { type: string; name?: string; disable_parallel_tool_use?: boolean } | undefined {
  if (format.kind === 'tool') {
    const only = !hasOwn || choice === 'none';
    return only
      ? { type: 'tool', name: answerTool, disable_parallel_tool_use: true }
      : { type: 'any', ...(parallel === false && { disable_parallel_tool_use: true }) };
  }
  if (!hasOwn || choice === 'none') return { type: 'none' };
  const single = parallel === false && { disable_parallel_tool_use: true };
  if (choice === 'required') return { type: 'any', ...single };
  const name = isObject(choice) ? textOf(objectOf(choice.function)['name']) : undefined;
  if (name !== undefined) return { type: 'tool', name, ...single };
  if (isObject(choice)) extras.lose('tool_choice', 'This provider can be told one function’s name only.');
  return single ? { type: 'auto', ...single } : undefined;
}

interface TurnContext {
  host: MessagesHost;
  extras: ChatExtras;
  /** The model whose thoughts are put back; undefined where it does not think, and would refuse them. */
  recalled: string | undefined;
}

function toTurns({ turns }: Conversation, context: TurnContext): JsonObject[] {
  const messages = turns.map(({ role, parts }, at) => {
    const content = withThoughts(parts, context);
    const last = content.at(-1);
    // A turn of the assistant’s own at the end is a beginning to go on from; blanks at its end are a 400.
    if (at === turns.length - 1 && role === 'assistant' && typeof last?.['text'] === 'string') {
      content[content.length - 1] = { type: 'text', text: last['text'].trimEnd() };
    }
    return { role, content };
  });
  const filled = messages.filter(({ content }) => content.length > 0);
  if (filled.length === 0) refuse('messages', 'There is nothing in the messages to answer.');
  // The first word must be the user’s; a greeting of the assistant’s stays what it is.
  if (filled[0]?.role === 'assistant') {
    context.extras.adjust('messages[0]');
    filled.unshift({ role: 'user', content: [{ type: 'text', text: 'Begin.' }] });
  }
  return filled;
}

/** A turn begins with the thoughts of its first call; those of a later call stand right before it. */
function withThoughts(parts: readonly TurnPart[], context: TurnContext): JsonObject[] {
  const calls = parts.filter(isCall);
  const thoughtsOf = (part: TurnPart | undefined) =>
    context.recalled !== undefined && part?.kind === 'call' ? recallThoughts(part.id, context.recalled) : [];
  return [
    ...thoughtsOf(calls[0]),
    ...parts.flatMap((part) => [...(part === calls[0] ? [] : thoughtsOf(part)), ...toBlocks(part, context)]),
  ];
}

const imageTypes: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

function toBlocks(part: TurnPart, { host, extras }: TurnContext): JsonObject[] {
  switch (part.kind) {
    case 'text':
      return [{ type: 'text', text: part.text }];
    case 'image':
      if (!imageTypes.has(part.mediaType)) {
        extras.lose('messages', 'This provider takes PNG, JPEG, GIF and WebP images only.');
        return [];
      }
      return [{ type: 'image', source: { type: 'base64', media_type: part.mediaType, data: part.base64 } }];
    case 'image_url':
      if (!host.imageUrls) refuse('messages', 'This provider takes images as data URLs only.');
      return [{ type: 'image', source: { type: 'url', url: part.url } }];
    case 'file':
      return toDocument(part, extras);
    case 'call':
      return [{ type: 'tool_use', id: toolId(part.id), name: part.name, input: part.input }];
    case 'result':
      return [
        {
          type: 'tool_result',
          tool_use_id: toolId(part.id),
          ...(part.text !== '' && { content: part.text }),
        },
      ];
  }
}

/** Ids of other providers hold signs that Anthropic refuses; written the same way in the call and in its result. */
export function toolId(id: string): string {
  return bareCallId(id).replace(/[^a-zA-Z0-9_-]/gu, (sign) => `_${sign.codePointAt(0)?.toString(16)}`) || '_';
}
