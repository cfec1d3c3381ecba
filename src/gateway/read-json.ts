import { PlugboardError } from '../kernel/errors.ts';
import { JsonSketch } from '../kernel/json-sketch.ts';
import { findJsonFault, type JsonSpan, newOutline } from '../kernel/json-text.ts';
import { isObject, type JsonObject } from '../kernel/json-values.ts';

const faults = {
  too_deep: 'The body nests too deeply.',
  too_many_keys: 'The body has too many keys.',
  duplicate_key: 'A key stands twice in the body.',
} as const;

/** An object, with every text in it. */
export function readJsonObject(bytes: Buffer): JsonObject {
  const { body, sketch } = sketchJsonObject(bytes);
  return sketch.fill(body) as JsonObject;
}

/** The same without its long texts: of two `model` keys one would be authorised and the other one sent. */
export function sketchJsonObject(bytes: Buffer): {
  body: JsonObject;
  sketch: JsonSketch;
  fields: ReadonlyMap<string, JsonSpan>;
} {
  const outline = newOutline();
  const fault = findJsonFault(bytes, outline);
  if (fault) throw new PlugboardError('invalid_request', { detail: faults[fault] });
  const sketch = toSketch(bytes, outline.longTexts);
  const body = sketch.value;
  if (!isObject(body)) {
    throw new PlugboardError('invalid_request', { detail: 'The body must be a JSON object.' });
  }
  return { body, sketch, fields: outline.fields };
}

function toSketch(bytes: Buffer, longTexts: readonly JsonSpan[]): JsonSketch {
  try {
    return new JsonSketch(bytes, longTexts);
  } catch {
    throw new PlugboardError('invalid_request', { detail: 'The body is not valid JSON.' });
  }
}

export function refuseField(field: string, detail: string): never {
  throw new PlugboardError('invalid_request', {
    detail: `${field} ${detail}.`,
    errors: [{ field, detail }],
  });
}
