import { isObject, type JsonObject, listOf, objectOf } from '../../kernel/json-values.ts';

/** What older models take as it is; any other name is a 400 (reference/wire-protocols.md 9.2). */
const plain = new Set([
  'title',
  'description',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
  'minLength',
  'maxLength',
  'pattern',
  'minimum',
  'maximum',
]);

const formats: Readonly<Record<string, readonly unknown[]>> = {
  string: ['date-time'],
  number: ['float', 'double'],
  integer: ['int32', 'int64'],
};

/** A JSON Schema without references as the subset of OpenAPI’s that models before Gemini 2.5 know. */
export function toOpenApiSchema(schema: JsonObject): JsonObject {
  // What refers to itself has no form here.
  if (schema['$ref'] !== undefined) return { type: 'object' };
  const variants = [...listOf(schema['anyOf']), ...listOf(schema['oneOf'])].filter(isObject);
  const choices = variants.filter((variant) => variant['type'] !== 'null');
  const given = [schema['type'] ?? []].flat();
  const types = given.filter((type) => typeof type === 'string' && type !== 'null');
  const nullable =
    schema['nullable'] === true ||
    given.includes('null') ||
    choices.length < variants.length ||
    listOf(schema['enum']).includes(null);
  const forms =
    choices.length > 0
      ? choices.map(toOpenApiSchema)
      : (types.length > 0 ? types : [undefined]).map((type) => toTypedSchema(schema, type));
  const [only] = forms;
  return {
    ...Object.fromEntries(Object.entries(schema).filter(([keyword]) => plain.has(keyword))),
    ...(nullable && { nullable }),
    ...(forms.length === 1 ? only : { anyOf: forms }),
  };
}

function toTypedSchema(schema: JsonObject, type: unknown): JsonObject {
  const values = listOf(schema['const'] === undefined ? schema['enum'] : [schema['const']]);
  const names = values.filter((value) => value !== null && typeof value !== 'object').map(String);
  // Values of any type are texts here, and an empty one is a 400.
  if (names.length > 0) return { type: 'string', format: 'enum', enum: names.filter((name) => name !== '') };
  if (type === 'object' || (type === undefined && isObject(schema['properties']))) return toObject(schema);
  if (type === 'array' || (type === undefined && isObject(schema['items']))) {
    const items = schema['items'];
    return { type: 'array', items: isObject(items) ? toOpenApiSchema(items) : { type: 'string' } };
  }
  const named = typeof type === 'string' ? type : 'string';
  const format = schema['format'];
  return { type: named, ...(formats[named]?.includes(format) && { format }) };
}

function toObject(schema: JsonObject): JsonObject {
  const properties = Object.entries(objectOf(schema['properties'])).filter(([, value]) => isObject(value));
  // An object of no properties is a 400, and so is one that requires what it does not have.
  if (properties.length === 0) return { type: 'object' };
  const names = new Set<unknown>(properties.map(([name]) => name));
  const required = listOf(schema['required']).filter((name) => names.has(name));
  return {
    type: 'object',
    properties: Object.fromEntries(
      properties.map(([name, value]) => [name, toOpenApiSchema(objectOf(value))]),
    ),
    ...(required.length > 0 && { required }),
  };
}
