import { isObject, type JsonObject } from '../../kernel/json-values.ts';
import type { ChatRequest } from '../openai-shapes.ts';
import type { ChatExtras } from '../provider.ts';
import { reduceSchema } from '../wire-anthropic/reduce-schema.ts';
import { jsonOnly } from '../wire-anthropic/request.ts';
import type { ModelTraits } from './model-traits.ts';

/** How the answer that a caller’s `response_format` asks for is had. */
export type AnswerFormat =
  | { kind: 'text' }
  | { kind: 'instruction'; text: string }
  | { kind: 'tool' | 'native'; name: string; schema: JsonObject; description: string | undefined };

/**
 * JSON by schema is a forced tool where the model can be forced (newer Claudes refuse the native form here, vercel/ai
 * eb16508), else Converse’s own form. Where there is neither, it is asked for, and nothing enforces it.
 */
export function answerFormatOf(chat: ChatRequest, traits: ModelTraits, extras: ChatExtras): AnswerFormat {
  const { response_format: format, tools, tool_choice: choice } = chat;
  if (!format || format.type === 'text') return { kind: 'text' };
  // A call that is forced leaves no answer to give a form to.
  const called = tools?.length && (choice === 'required' || isObject(choice));
  if (called && traits.forces !== 'nothing') return { kind: 'text' };
  const { schema, name, description } =
    format.type === 'json_schema'
      ? format.json_schema
      : { schema: undefined, name: '', description: undefined };
  if (traits.schema !== 'instruction' && schema?.['type'] === 'object') {
    return { kind: traits.schema, name, schema, description };
  }
  extras.adjust('response_format');
  const text = schema === undefined ? jsonOnly : `${jsonOnly} Its JSON schema: ${JSON.stringify(schema)}`;
  return { kind: 'instruction', text };
}

/** What Converse’s own form takes of JSON Schema is what Anthropic’s does. */
export function toOutputConfig(format: AnswerFormat): JsonObject {
  if (format.kind !== 'native') return {};
  const { name, schema, description } = format;
  const jsonSchema = {
    name,
    schema: JSON.stringify(reduceSchema(schema)),
    ...(description && { description }),
  };
  return { outputConfig: { textFormat: { type: 'json_schema', structure: { jsonSchema } } } };
}
