import { isObject, type JsonObject } from '../../kernel/json-values.ts';
import { refuse } from '../losses.ts';

/** Small schemas can hold references that come to billions once written out. */
const nodesMax = 20_000;
const depthMax = 64;

/** Keywords whose value is a map from names of the caller’s own to schemas: those names are no keywords. */
const maps = new Set(['properties', 'patternProperties', 'dependentSchemas']);
const data = new Set(['enum', 'const', 'default', 'examples', 'example', 'required']);
const definitions = new Set(['$defs', 'definitions']);

interface WrittenOut {
  schema: JsonObject;
  /** A reference to itself, or to what is not there, is left as it stands. */
  open: boolean;
}

/**
 * A schema with its references written out: Gemini takes nothing beside a `$ref` and older models no `$ref` at all,
 * while the generators of schemas that clients use write both.
 */
export function writeOutReferences(root: JsonObject, param: string): WrittenOut {
  let nodes = 0;
  let open = false;

  function write(schema: JsonObject, inside: readonly string[], depth: number): JsonObject {
    nodes += 1;
    if (nodes > nodesMax || depth > depthMax) {
      refuse(param, 'The schema is too large once its references are written out.');
    }
    const { $ref: reference, ...beside } = schema;
    const own = Object.entries(beside)
      .filter(([keyword]) => keyword !== '$schema' && !definitions.has(keyword))
      .map(([keyword, value]) => [keyword, writeValue(keyword, value, inside, depth + 1)]);
    if (typeof reference !== 'string') return Object.fromEntries(own);
    const target = inside.includes(reference) ? undefined : findTarget(root, reference);
    if (target === undefined) {
      open = true;
      return { $ref: reference };
    }
    return { ...write(target, [...inside, reference], depth + 1), ...Object.fromEntries(own) };
  }

  function writeValue(keyword: string, value: unknown, inside: readonly string[], depth: number): unknown {
    if (data.has(keyword)) return value;
    const writeOne = (one: unknown) => (isObject(one) ? write(one, inside, depth) : one);
    if (Array.isArray(value)) return value.map(writeOne);
    if (!maps.has(keyword) || !isObject(value)) return writeOne(value);
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, writeOne(one)]));
  }

  return { schema: write(root, ['#'], 0), open };
}

/** A schema where what is left open still finds what it refers to. */
export function withDefinitions({ schema, open }: WrittenOut, root: JsonObject): JsonObject {
  if (!open) return schema;
  return { ...schema, ...Object.fromEntries(Object.entries(root).filter(([key]) => definitions.has(key))) };
}

/** Within the document only: `#/$defs/City`. */
function findTarget(root: JsonObject, reference: string): JsonObject | undefined {
  if (!reference.startsWith('#/')) return undefined;
  let found: unknown = root;
  for (const step of reference.slice(2).split('/')) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    const holder: unknown = found;
    if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, name)) return undefined;
    found = (holder as JsonObject)[name];
  }
  return isObject(found) ? found : undefined;
}
