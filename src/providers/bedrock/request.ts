import { type Conversation, readConversation, refuse, type TurnPart } from '../conversation.ts';
import type { ChatRequest, ToolDefinition } from '../openai-shapes.ts';
import { claudeTraits } from '../wire-anthropic/models.ts';
import { answerTool, jsonOnly, toolId, toSampling } from '../wire-anthropic/request.ts';
import type { JsonObject } from '../wire-values.ts';
import { tellToolsAsText } from './tools-as-text.ts';

/** An OpenAI chat request as the body of Converse and ConverseStream. */
export function toConverse(chat: ChatRequest, model: string): JsonObject {
  const claude = /claude/i.test(model);
  const format = formatOf(chat, claude || /amazon\.nova/i.test(model));
  const tools = toToolConfig(chat, format);
  const read = readConversation(chat.messages);
  // Blocks of calls and results are refused where no tools are declared.
  const conversation = tools ? read : tellToolsAsText(read);
  const system = [...conversation.system, ...(format.kind === 'instruction' ? [jsonOnly] : [])];
  const inference = toInferenceConfig(chat, model, claude);
  const additional = claude ? claudeFields(chat, model, tools) : {};
  return {
    ...(system.length > 0 && { system: system.map((text) => ({ text })) }),
    messages: toMessages(conversation, model),
    ...(Object.keys(inference).length > 0 && { inferenceConfig: inference }),
    ...(tools && { toolConfig: tools }),
    ...(format.kind === 'native' && { outputConfig: { textFormat: toTextFormat(format) } }),
    ...(Object.keys(additional).length > 0 && { additionalModelRequestFields: additional }),
  };
}

type Format =
  | { kind: 'none' }
  | { kind: 'instruction' }
  | { kind: 'tool' | 'native'; name: string; schema: JsonObject; description: string | undefined };

/**
 * JSON by schema: a forced tool where the model can be forced (newer Claudes refuse the native form here, vercel/ai
 * eb16508), else Converse's own form.
 */
function formatOf({ response_format: format }: ChatRequest, forcible: boolean): Format {
  if (!format || format.type === 'text') return { kind: 'none' };
  const schema = format.type === 'json_schema' ? format.json_schema.schema : undefined;
  if (format.type !== 'json_schema' || schema?.['type'] !== 'object') return { kind: 'instruction' };
  const { name, description } = format.json_schema;
  return { kind: forcible ? 'tool' : 'native', name, schema, description };
}

function toTextFormat({ name, schema }: { name: string; schema: JsonObject }): JsonObject {
  return { type: 'json_schema', structure: { jsonSchema: { name, schema: JSON.stringify(schema) } } };
}

interface ToolConfig {
  tools: JsonObject[];
  toolChoice?: { auto: JsonObject } | { any: JsonObject } | { tool: { name: string } };
}

/** There is no `none`: without the caller's leave to call tools, none are declared. */
function toToolConfig(
  { tools = [], tool_choice: choice }: ChatRequest,
  format: Format,
): ToolConfig | undefined {
  const declared = choice === 'none' ? [] : tools.map(toToolSpec);
  if (format.kind === 'tool') {
    const description = format.description ?? 'Gives the answer. Call it once.';
    const answer = toToolSpec({
      type: 'function',
      function: { name: answerTool, description, parameters: format.schema },
    });
    const toolChoice = declared.length > 0 ? { any: {} } : { tool: { name: answerTool } };
    return { tools: [...declared, answer], toolChoice };
  }
  if (declared.length === 0) return undefined;
  if (choice === 'required') return { tools: declared, toolChoice: { any: {} } };
  if (typeof choice !== 'object') return { tools: declared };
  return { tools: declared, toolChoice: { tool: { name: choice.function.name } } };
}

function toToolSpec({ function: { name, description, parameters } }: ToolDefinition): JsonObject {
  const json = { properties: {}, ...parameters, type: 'object' };
  return { toolSpec: { name, ...(description && { description }), inputSchema: { json } } };
}

function toInferenceConfig(chat: ChatRequest, model: string, claude: boolean): JsonObject {
  const maxTokens = chat.max_completion_tokens ?? chat.max_tokens;
  const traits = claude ? claudeTraits(model) : ({ sampling: 'both' } as const);
  const { temperature, top_p: topP } = toSampling(chat, traits);
  const stop = [chat.stop ?? []].flat();
  return {
    ...(maxTokens !== undefined && { maxTokens }),
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { topP }),
    ...(stop.length > 0 && { stopSequences: stop }),
  };
}

/** What only Claude understands, in its own words. */
function claudeFields(chat: ChatRequest, model: string, tools: ToolConfig | undefined): JsonObject {
  if (!tools) return {};
  const { toolChoice = { auto: {} } } = tools;
  const forced = !('auto' in toolChoice);
  const single = chat.parallel_tool_calls === false;
  return {
    ...(forced && claudeTraits(model).thinksByDefault && { thinking: { type: 'disabled' } }),
    ...(single && { tool_choice: { ...toClaudeChoice(toolChoice), disable_parallel_tool_use: true } }),
  };
}

function toClaudeChoice(choice: NonNullable<ToolConfig['toolChoice']>): JsonObject {
  if ('tool' in choice) return { type: 'tool', name: choice.tool.name };
  return { type: 'any' in choice ? 'any' : 'auto' };
}

function toMessages({ turns }: Conversation, model: string): JsonObject[] {
  const idOf = toolIds(model);
  return turns.map(({ role, parts }) => ({ role, content: parts.map((part) => toBlock(part, idOf)) }));
}

const imageFormats: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpeg',
  'image/gif': 'gif',
  'image/webp': 'webp',
};

function toBlock(part: TurnPart, idOf: (id: string) => string): JsonObject {
  switch (part.kind) {
    case 'text':
      return { text: part.text };
    case 'image': {
      const format = imageFormats[part.mediaType];
      if (format === undefined)
        refuse('messages', 'This provider takes PNG, JPEG, GIF and WebP images only.');
      return { image: { format, source: { bytes: part.base64 } } };
    }
    case 'image_url':
      return refuse('messages', 'This provider takes images as data URLs only.');
    case 'call':
      return { toolUse: { toolUseId: idOf(part.id), name: part.name, input: part.input } };
    case 'result': {
      const content = part.text === '' ? [] : [{ text: part.text }];
      return { toolResult: { toolUseId: idOf(part.id), content, status: 'success' } };
    }
  }
}

const idLengthMax = 64;

/** Mistral's models want ids of exactly nine letters and digits; all others take up to 64 signs. */
function toolIds(model: string): (id: string) => string {
  const numbered = new Map<string, string>();
  const mistral = /mistral\./i.test(model);
  return (id) => {
    const clean = toolId(id);
    if (!mistral && clean.length <= idLengthMax) return clean;
    const known = numbered.get(id) ?? `call${String(numbered.size).padStart(5, '0')}`;
    numbered.set(id, known);
    return known;
  };
}
