import { PlugboardError } from '../kernel/errors.ts';
import { findJsonFault, type JsonSpan } from '../kernel/json-text.ts';
import { isObject, type JsonObject } from '../kernel/json-values.ts';

const faults = {
  too_deep: 'The body nests too deeply.',
  too_many_keys: 'The body has too many keys.',
  duplicate_key: 'A key stands twice in the body.',
} as const;

/** An object, looked over before it is parsed: of two `model` keys one would be authorised and the other one sent. */
export function readJsonObject(text: string, fields?: Map<string, JsonSpan>): JsonObject {
  const fault = findJsonFault(text, fields);
  if (fault) throw new PlugboardError('invalid_request', { detail: faults[fault] });
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new PlugboardError('invalid_request', { detail: 'The body is not valid JSON.' });
  }
  if (!isObject(body)) {
    throw new PlugboardError('invalid_request', { detail: 'The body must be a JSON object.' });
  }
  return body;
}

export function refuseField(field: string, detail: string): never {
  throw new PlugboardError('invalid_request', {
    detail: `${field} ${detail}.`,
    errors: [{ field, detail }],
  });
}
