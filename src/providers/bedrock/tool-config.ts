import { type JsonObject, objectOf, textOf } from '../../kernel/json-values.ts';
import { refuse } from '../losses.ts';
import type { ChatRequest, ToolDefinition } from '../openai-shapes.ts';
import type { ChatExtras } from '../provider.ts';
import { answerTool } from '../wire-anthropic/request.ts';
import type { AnswerFormat } from './answer-format.ts';
import type { ModelTraits } from './model-traits.ts';

export interface ToolConfig {
  tools: JsonObject[];
  /** Absent: the model chooses whether to call any. */
  toolChoice?: ToolChoiceForm;
}

type ToolChoiceForm = { any: JsonObject } | { tool: { name: string } };

/** There is no `none`: without the caller’s leave to call tools, none are declared. */
export function toToolConfig(
  chat: ChatRequest,
  format: AnswerFormat,
  traits: ModelTraits,
  extras: ChatExtras,
): ToolConfig | undefined {
  const tools = chat.tools ?? [];
  const choice = chat.tool_choice ?? 'auto';
  const specs =
    choice === 'none' ? [] : tools.flatMap((tool, at) => toToolSpec(tool, `tools[${at}]`, extras));
  if (format.kind === 'tool')
    return { tools: [...specs, answerSpec(format)], ...forcedAnswer(specs, traits) };
  if (specs.length === 0) return undefined;
  if (choice === 'auto') return { tools: specs };
  if (traits.forces === 'nothing') {
    extras.lose('tool_choice', 'This model cannot be made to call a tool.');
    return { tools: specs };
  }
  if (choice === 'required') return { tools: specs, toolChoice: { any: {} } };
  const name = textOf(objectOf(objectOf(choice)['function'])['name']) ?? '';
  const named = specs.filter((spec) => nameOf(spec) === name);
  if (named.length === 0) refuse('tool_choice', 'It names no function among the tools.');
  // Where some tool can be forced but none by name, the one that is named is the only one there is.
  return traits.forces === 'tool'
    ? { tools: specs, toolChoice: { tool: { name } } }
    : { tools: named, toolChoice: { any: {} } };
}

function forcedAnswer(specs: readonly JsonObject[], { forces }: ModelTraits): Pick<ToolConfig, 'toolChoice'> {
  const byName = specs.length === 0 && forces === 'tool';
  return { toolChoice: byName ? { tool: { name: answerTool } } : { any: {} } };
}

const namePattern = /^[a-zA-Z0-9_-]{1,64}$/;

function toToolSpec(tool: ToolDefinition, field: string, extras: ChatExtras): JsonObject[] {
  const { name, description, parameters, strict } = objectOf(objectOf(tool)['function']);
  if (typeof name !== 'string') {
    extras.lose(field, 'This provider takes functions only.');
    return [];
  }
  if (!namePattern.test(name)) {
    refuse(`${field}.function.name`, 'A name has up to 64 letters, digits, underscores and hyphens.');
  }
  // Newer models refuse strict tools here (vercel/ai eb16508).
  if (strict === true) extras.adjust(`${field}.function.strict`);
  return [toSpec(name, textOf(description), objectOf(parameters))];
}

function answerSpec({
  schema,
  description,
}: {
  schema: JsonObject;
  description: string | undefined;
}): JsonObject {
  return toSpec(answerTool, description ?? 'Gives the answer. Call it once.', schema);
}

/** An empty description is refused, and so is a schema that is no object’s. */
function toSpec(name: string, description: string | undefined, schema: JsonObject): JsonObject {
  const json = { properties: {}, ...schema, type: 'object' };
  return { toolSpec: { name, ...(description && { description }), inputSchema: { json } } };
}

function nameOf(spec: JsonObject): unknown {
  return objectOf(spec['toolSpec'])['name'];
}
