import type { JsonObject } from '../../kernel/json-values.ts';
import type { ChatExtras } from '../provider.ts';
import type { GeminiTraits } from './models.ts';
import { toOpenApiSchema } from './openapi-schema.ts';
import { withDefinitions, writeOutReferences } from './references.ts';

/** A schema of the caller’s in the form that the model’s generation takes. */
export function toGeminiSchema(
  schema: JsonObject,
  traits: GeminiTraits,
  param: string,
  extras: ChatExtras,
): JsonObject {
  const written = writeOutReferences(schema, param);
  if (traits.jsonSchema) return withDefinitions(written, schema);
  if (written.open) extras.lose(param, 'This model takes no schema that refers to itself.');
  return toOpenApiSchema(written.schema);
}
