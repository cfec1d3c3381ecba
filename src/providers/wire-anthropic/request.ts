import { type Conversation, readConversation, refuse, type TurnPart } from '../conversation.ts';
import type { ChatRequest, ToolDefinition } from '../openai-shapes.ts';
import type { JsonObject } from '../wire-values.ts';
import { type ClaudeTraits, claudeTraits } from './models.ts';
import { reduceSchema } from './reduce-schema.ts';

/** What the host of the Messages API can do; Vertex AI lags behind Anthropic’s own. */
export interface MessagesHost {
  structuredOutputs: boolean;
  imageUrls: boolean;
}

/**
 * The tool whose input is the answer, where JSON by schema has no form of its own. Its name tells the reader of the
 * answer that this call is the text.
 */
export const answerTool = 'plugboard_json_answer';

export const jsonOnly = 'Answer with one JSON object and nothing else: no prose, no code fence.';

/** An OpenAI chat request as the body of Messages, without `model` and `stream`. */
export function toMessages(chat: ChatRequest, model: string, host: MessagesHost): Record<string, unknown> {
  const traits = claudeTraits(model);
  const conversation = readConversation(chat.messages);
  const format = formatOf(chat, traits, host);
  const system = [...conversation.system, ...(format.kind === 'instruction' ? [jsonOnly] : [])];
  const tools = toTools(chat, conversation, format);
  const choice = tools.length > 0 ? toToolChoice(chat, format) : undefined;
  const forced = choice?.type === 'any' || choice?.type === 'tool';
  const stop = [chat.stop ?? []].flat().filter((text) => text.trim() !== '');
  return {
    max_tokens: chat.max_completion_tokens ?? chat.max_tokens ?? traits.outputTokensMax,
    ...(system.length > 0 && { system: system.join('\n\n') }),
    messages: toTurns(conversation, host),
    ...(tools.length > 0 && { tools }),
    ...(choice && { tool_choice: choice }),
    ...(forced && traits.thinksByDefault && { thinking: { type: 'disabled' } }),
    ...(format.kind === 'native' && {
      output_config: { format: { type: 'json_schema', schema: format.schema } },
    }),
    ...(stop.length > 0 && { stop_sequences: stop }),
    ...toSampling(chat, traits),
  };
}

/** Temperature runs from 0 to 1 here; what a generation refuses is left out rather than answered with a 400. */
export function toSampling(
  chat: ChatRequest,
  traits: Pick<ClaudeTraits, 'sampling'>,
): { temperature?: number; top_p?: number } {
  if (traits.sampling === 'none') return {};
  const { temperature, top_p } = chat;
  const both = traits.sampling === 'both' || temperature === undefined;
  return {
    ...(temperature !== undefined && { temperature: Math.min(Math.max(temperature, 0), 1) }),
    ...(top_p !== undefined && both && { top_p }),
  };
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
  // JSON mode has no form here, and a tool's input must be an object.
  if (format.type !== 'json_schema' || schema?.['type'] !== 'object') return { kind: 'instruction' };
  if (host.structuredOutputs && traits.structuredOutputs) {
    return { kind: 'native', schema: reduceSchema(schema) };
  }
  return { kind: 'tool', schema, description: format.json_schema.description };
}

function toTools(chat: ChatRequest, conversation: Conversation, format: Format): JsonObject[] {
  const tools = (chat.tools ?? []).map(toTool);
  if (format.kind === 'tool') {
    const description = format.description ?? 'Gives the answer. Call it once.';
    tools.push({ name: answerTool, description, input_schema: format.schema });
  }
  return tools.length > 0 ? tools : rememberedTools(conversation);
}

/** Tools that only the history knows have to be declared all the same, else its calls are refused. */
function rememberedTools({ turns }: Conversation): JsonObject[] {
  const names = turns
    .flatMap(({ parts }) => parts)
    .flatMap((part) => (part.kind === 'call' ? part.name : []));
  return [...new Set(names)].map((name) => ({ name, input_schema: { type: 'object', properties: {} } }));
}

function toTool({ function: { name, description, parameters } }: ToolDefinition): JsonObject {
  return {
    name,
    ...(description && { description }),
    input_schema: { properties: {}, ...parameters, type: 'object' },
  };
}

function toToolChoice(
  { tools = [], tool_choice: choice, parallel_tool_calls: parallel }: ChatRequest,
  format: Format,
): { type: string; name?: string; disable_parallel_tool_use?: boolean } | undefined {
  if (format.kind === 'tool') {
    const only = tools.length === 0 || choice === 'none';
    return only
      ? { type: 'tool', name: answerTool, disable_parallel_tool_use: true }
      : { type: 'any', ...(parallel === false && { disable_parallel_tool_use: true }) };
  }
  if (tools.length === 0 || choice === 'none') return { type: 'none' };
  const single = parallel === false && { disable_parallel_tool_use: true };
  if (choice === undefined || choice === 'auto') return single ? { type: 'auto', ...single } : undefined;
  if (choice === 'required') return { type: 'any', ...single };
  return { type: 'tool', name: choice.function.name, ...single };
}

function toTurns({ turns }: Conversation, host: MessagesHost): JsonObject[] {
  return turns.map(({ role, parts }, at) => {
    const content = parts.map((part) => toBlock(part, host));
    const last = content.at(-1);
    // A turn of the assistant’s own at the end is a beginning to go on from; blanks at its end are a 400.
    if (at === turns.length - 1 && role === 'assistant' && typeof last?.['text'] === 'string') {
      content[content.length - 1] = { type: 'text', text: last['text'].trimEnd() };
    }
    return { role, content };
  });
}

function toBlock(part: TurnPart, host: MessagesHost): JsonObject {
  switch (part.kind) {
    case 'text':
      return { type: 'text', text: part.text };
    case 'image':
      return { type: 'image', source: { type: 'base64', media_type: part.mediaType, data: part.base64 } };
    case 'image_url':
      if (!host.imageUrls) refuse('messages', 'This provider takes images as data URLs only.');
      return { type: 'image', source: { type: 'url', url: part.url } };
    case 'call':
      return { type: 'tool_use', id: toolId(part.id), name: part.name, input: part.input };
    case 'result':
      return {
        type: 'tool_result',
        tool_use_id: toolId(part.id),
        ...(part.text !== '' && { content: part.text }),
      };
  }
}

/** Ids of other providers hold signs that Anthropic refuses; written the same way in the call and in its result. */
export function toolId(id: string): string {
  return id.replace(/[^a-zA-Z0-9_-]/gu, (sign) => `_${sign.codePointAt(0)?.toString(16)}`) || '_';
}
