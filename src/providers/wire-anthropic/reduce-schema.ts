import { isObject, type JsonObject, objectOf, textOf } from '../../kernel/json-values.ts';

/** Keywords that structured outputs refuse (reference/wire-protocols.md 7.2). */
const refused = new Set([
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'pattern',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
  'not',
]);

const formats = new Set([
  'date-time',
  'time',
  'date',
  'duration',
  'email',
  'hostname',
  'uri',
  'ipv4',
  'ipv6',
  'uuid',
]);

/** Keywords whose value is a map from names of the caller’s own to schemas: those names are no keywords. */
const maps = new Set(['properties', '$defs', 'definitions', 'patternProperties']);
const data = new Set(['enum', 'const', 'default', 'examples', 'required']);

/** The part of JSON Schema that Anthropic’s structured outputs take. What is left out is not enforced there. */
export function reduceSchema(schema: JsonObject): JsonObject {
  const reduced: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (refused.has(keyword)) continue;
    if (keyword === 'format' && !(typeof value === 'string' && formats.has(value))) continue;
    if (keyword === 'minItems' && !(value === 0 || value === 1)) continue;
    reduced[keyword === 'oneOf' ? 'anyOf' : keyword] = reduceValue(keyword, value);
  }
  if (schema['type'] === 'object' || isObject(schema['properties'])) reduced['additionalProperties'] = false;
  return reduced;
}

function reduceValue(keyword: string, value: unknown): unknown {
  if (data.has(keyword)) return value;
  if (Array.isArray(value)) return value.map((item) => (isObject(item) ? reduceSchema(item) : item));
  if (!isObject(value)) return value;
  if (!maps.has(keyword)) return reduceSchema(value);
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, isObject(inner) ? reduceSchema(inner) : inner]),
  );
}

/** Structured outputs know no schema that holds itself. Each definition is looked at once, however often it is named. */
export function isRecursive(schema: JsonObject): boolean {
  const definitions = { ...objectOf(schema['definitions']), ...objectOf(schema['$defs']) };
  const begun = new Set<string>();
  const finished = new Set<string>();
  const holdsItself = (value: unknown): boolean => {
    if (Array.isArray(value)) return value.some(holdsItself);
    if (!isObject(value)) return false;
    const reference = textOf(value['$ref']);
    if (reference !== undefined && leadsBack(reference)) return true;
    return Object.entries(value).some(
      ([keyword, inner]) => keyword !== '$defs' && keyword !== 'definitions' && holdsItself(inner),
    );
  };
  const leadsBack = (reference: string): boolean => {
    const name = reference.replace(/^#\/(\$defs|definitions)\//, '');
    if (name === '#' || begun.has(name)) return !finished.has(name);
    begun.add(name);
    const found = holdsItself(definitions[name]);
    finished.add(name);
    return found;
  };
  return holdsItself(schema);
}
