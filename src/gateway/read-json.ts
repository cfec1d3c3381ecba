import { PlugboardError } from '../kernel/errors.ts';
import { findJsonFault, type JsonOutline, newOutline } from '../kernel/json-text.ts';
import { parseJson } from '../kernel/parse-json.ts';

const faults = {
  too_deep: 'The body nests too deeply.',
  too_many_keys: 'The body has too many keys.',
  duplicate_key: 'A key stands twice in the body.',
} as const;

/** An object, looked over before it is parsed: of two `model` keys one would be authorised and the other one sent. */
export function readJsonObject(bytes: Buffer, outline: JsonOutline = newOutline()): Record<string, unknown> {
  const fault = findJsonFault(bytes, outline);
  if (fault) throw new PlugboardError('invalid_request', { detail: faults[fault] });
  let body: unknown;
  try {
    body = parseJson(bytes, outline.longTexts);
  } catch {
    throw new PlugboardError('invalid_request', { detail: 'The body is not valid JSON.' });
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new PlugboardError('invalid_request', { detail: 'The body must be a JSON object.' });
  }
  return body as Record<string, unknown>;
}

export function refuseField(field: string, detail: string): never {
  throw new PlugboardError('invalid_request', {
    detail: `${field} ${detail}.`,
    errors: [{ field, detail }],
  });
}
