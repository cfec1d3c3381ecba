import { isObject, type JsonObject, listOf, objectOf, textOf } from '../../kernel/json-values.ts';
import type { ChatRequest, ToolChoice, ToolDefinition } from '../openai-shapes.ts';
import type { ChatExtras } from '../provider.ts';
import { toFunctionName } from './function-names.ts';
import type { GeminiTraits } from './models.ts';
import { toGeminiSchema } from './schemas.ts';

/** `tools` and `toolConfig`, both absent where there are no tools. */
export function toToolFields(
  tools: readonly ToolDefinition[],
  choice: ChatRequest['tool_choice'],
  traits: GeminiTraits,
  extras: ChatExtras,
): JsonObject {
  if (tools.length === 0) return {};
  const mode = toCallingConfig(choice ?? 'auto', tools, traits, extras);
  return {
    // One tool with all of them: several are for searches and the like.
    tools: [{ functionDeclarations: tools.map((tool, at) => toDeclaration(tool, at, traits, extras)) }],
    ...(mode && { toolConfig: { functionCallingConfig: mode } }),
  };
}

/** A function without parameters has no schema at all: an empty one is a 400. */
function toDeclaration(
  { function: { name, description, parameters } }: ToolDefinition,
  at: number,
  traits: GeminiTraits,
  extras: ChatExtras,
): JsonObject {
  const properties = parameters?.['properties'];
  const empty =
    !parameters ||
    Object.keys(parameters).length === 0 ||
    (isObject(properties) && Object.keys(properties).length === 0);
  const form = traits.jsonSchema ? 'parametersJsonSchema' : 'parameters';
  return {
    name: toFunctionName(name),
    ...(description && { description }),
    ...(!empty && { [form]: toGeminiSchema(parameters, traits, `tools[${at}].function.parameters`, extras) }),
  };
}

function toCallingConfig(
  choice: ToolChoice,
  tools: readonly ToolDefinition[],
  traits: GeminiTraits,
  extras: ChatExtras,
): JsonObject | undefined {
  if (choice === 'none') return { mode: 'NONE' };
  if (choice === 'required') return { mode: 'ANY' };
  if (choice !== 'auto' && choice.type === 'function') {
    return { mode: 'ANY', allowedFunctionNames: [toFunctionName(choice.function.name)] };
  }
  if (choice !== 'auto') {
    const some = toChoiceOfSome(choice, traits);
    if (some) return some;
    extras.lose('tool_choice', 'This model takes no such choice of tools.');
  }
  // Held to their schemas, and still free to answer in words; forced calls are held to them anyway.
  const held = traits.jsonSchema && tools.some((tool) => tool.function.strict === true);
  return held ? { mode: 'VALIDATED' } : undefined;
}

/** OpenAI’s `allowed_tools`: all are declared, some may be called. */
function toChoiceOfSome(choice: unknown, traits: GeminiTraits): JsonObject | undefined {
  const { mode, tools } = objectOf(objectOf(choice)['allowed_tools']);
  const names = listOf(tools).map((tool) => textOf(objectOf(objectOf(tool)['function'])['name']));
  const allowedFunctionNames = names.filter((name) => name !== undefined).map(toFunctionName);
  if (allowedFunctionNames.length === 0) return undefined;
  if (mode === 'required') return { mode: 'ANY', allowedFunctionNames };
  return traits.jsonSchema ? { mode: 'VALIDATED', allowedFunctionNames } : undefined;
}
