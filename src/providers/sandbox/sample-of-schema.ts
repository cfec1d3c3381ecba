import { isObject, type JsonObject, listOf, objectOf, textOf } from '../../kernel/json-values.ts';

/** Schemas are callers’ text: they may ask for more than anybody wants to have. */
const valuesMax = 1_000;
const depthMax = 24;
const itemsMax = 16;
const lettersMax = 1_000;
const word = 'sandbox';

const formats: Readonly<Record<string, string>> = {
  date: '2026-01-01',
  time: '12:00:00Z',
  'date-time': '2026-01-01T12:00:00Z',
  duration: 'PT1H',
  email: 'sandbox@example.com',
  hostname: 'sandbox.example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uri: 'https://sandbox.example.com/',
  uuid: '00000000-0000-4000-8000-000000000000',
};

/** A value that keeps to a JSON schema, the same one each time. Patterns and conditions are beyond it. */
export function sampleOfSchema(schema: unknown): unknown {
  return new Sampler(schema).sample(schema, 0);
}

class Sampler {
  readonly #root: unknown;
  #left = valuesMax;

  constructor(root: unknown) {
    this.#root = root;
  }

  sample(given: unknown, depth: number): unknown {
    this.#left -= 1;
    if (this.#left < 0 || depth > depthMax) return null;
    const schema = this.#resolve(objectOf(given));
    if ('const' in schema) return schema['const'];
    for (const name of ['enum', 'examples']) {
      const [first] = listOf(schema[name]);
      if (first !== undefined) return first;
    }
    if (schema['default'] !== undefined) return schema['default'];
    const [choice] = [...listOf(schema['anyOf']), ...listOf(schema['oneOf'])];
    if (choice !== undefined) return this.sample(choice, depth + 1);
    switch (typeOf(schema)) {
      case 'object':
        return this.#sampleObject(schema, depth);
      case 'array':
        return this.#sampleArray(schema, depth);
      case 'integer':
      case 'number':
        return sampleNumber(schema);
      case 'boolean':
        return true;
      case 'null':
        return null;
      default:
        return sampleText(schema);
    }
  }

  /** References within the schema, and the parts of `allOf` as one. */
  #resolve(schema: JsonObject, hops = 0): JsonObject {
    const reference = textOf(schema['$ref']);
    if (reference !== undefined && hops < depthMax) {
      return this.#resolve(objectOf(this.#find(reference)), hops + 1);
    }
    const parts = listOf(schema['allOf']);
    if (parts.length === 0 || hops >= depthMax) return schema;
    return parts.reduce<JsonObject>(
      (whole, part) => merge(whole, this.#resolve(objectOf(part), hops + 1)),
      schema,
    );
  }

  #find(reference: string): unknown {
    if (!reference.startsWith('#')) return undefined;
    const names = reference.slice(1).split('/').slice(1);
    return names.reduce<unknown>((place, name) => {
      const key = name.replaceAll('~1', '/').replaceAll('~0', '~');
      return isObject(place) && Object.hasOwn(place, key) ? place[key] : undefined;
    }, this.#root);
  }

  #sampleObject(schema: JsonObject, depth: number): JsonObject {
    const properties = objectOf(schema['properties']);
    const required = new Set(listOf(schema['required']));
    const entries = Object.entries(properties)
      // What may be left out is, further down: schemas may hold themselves.
      .filter(([name]) => depth < 2 || required.has(name))
      .map(([name, property]) => [name, this.sample(property, depth + 1)]);
    return Object.fromEntries(entries);
  }

  #sampleArray(schema: JsonObject, depth: number): unknown[] {
    const first = listOf(schema['prefixItems']).slice(0, itemsMax);
    const least = Math.min(numberOf(schema['minItems']) ?? 1, itemsMax);
    const most = numberOf(schema['maxItems']) ?? itemsMax;
    // An array that may be empty ends a schema that holds itself.
    const wanted = schema['minItems'] === undefined && depth > 3 ? 0 : Math.max(least, first.length);
    return Array.from({ length: Math.min(wanted, most) }, (_, at) =>
      this.sample(first[at] ?? schema['items'], depth + 1),
    );
  }
}

function merge(one: JsonObject, other: JsonObject): JsonObject {
  return {
    ...one,
    ...other,
    properties: { ...objectOf(one['properties']), ...objectOf(other['properties']) },
    required: [...listOf(one['required']), ...listOf(other['required'])],
  };
}

/** Of several types the first that is one; without any, what the other words suggest. */
function typeOf(schema: JsonObject): string | undefined {
  const { type } = schema;
  if (Array.isArray(type)) return textOf(type.find((one) => one !== 'null') ?? type[0]);
  if (type !== undefined) return textOf(type);
  if (isObject(schema['properties'])) return 'object';
  return schema['items'] === undefined && schema['prefixItems'] === undefined ? undefined : 'array';
}

/** The first of some likely numbers that the schema allows. */
function sampleNumber(schema: JsonObject): number {
  const [least, most, above, below] = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'].map(
    (name) => numberOf(schema[name]),
  );
  const given = numberOf(schema['multipleOf']) ?? 0;
  const step = given > 0 ? given : typeOf(schema) === 'integer' ? 1 : 0;
  const gap = step > 0 ? step : 1;
  const low = least ?? above;
  const high = most ?? below;
  const likely = [1, 0];
  if (low !== undefined) likely.push(low, low + gap);
  if (high !== undefined) likely.push(high, high - gap);
  if (low !== undefined && high !== undefined) likely.push((low + high) / 2);
  const fitting = likely
    .flatMap((number) =>
      step > 0 ? [Math.ceil(number / step) * step, Math.floor(number / step) * step] : number,
    )
    .find(
      (number) =>
        number >= (least ?? number) &&
        number <= (most ?? number) &&
        (above === undefined || number > above) &&
        (below === undefined || number < below),
    );
  return fitting ?? 1;
}

function sampleText(schema: JsonObject): string {
  const format = textOf(schema['format']) ?? '';
  if (Object.hasOwn(formats, format)) return formats[format] ?? word;
  const least = Math.min(numberOf(schema['minLength']) ?? 0, lettersMax);
  return word.padEnd(least, '.').slice(0, Math.max(0, numberOf(schema['maxLength']) ?? lettersMax));
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
