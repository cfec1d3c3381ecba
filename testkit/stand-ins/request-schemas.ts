import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';

/** What is wrong with a request by the types that the provider itself publishes; see tools/request-schemas.ts. */
export function problemsOf(schema: string, body: unknown): string[] {
  const validate = validatorFor(schema);
  if (validate(body)) return [];
  // Of a union every branch complains: the complaints about the deepest place say which was meant.
  const errors = validate.errors ?? [];
  const depth = Math.max(...errors.map(({ instancePath }) => instancePath.split('/').length));
  const deepest = errors.filter(({ instancePath }) => instancePath.split('/').length === depth);
  return deepest
    .slice(0, 5)
    .map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`);
}

const validators = new Map<string, ValidateFunction>();

function validatorFor(name: string): ValidateFunction {
  const known = validators.get(name);
  if (known) return known;
  const text = readFileSync(new URL(`../schemas/${name}.json`, import.meta.url), 'utf8');
  const made = new Ajv({ strict: false }).compile(JSON.parse(text) as object);
  validators.set(name, made);
  return made;
}
