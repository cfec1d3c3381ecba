import { isObject, type JsonObject, parseJson } from '../../kernel/json-values.ts';
import type { ModelRule } from '../model-rule.ts';

export type ModelRulesReading = { ok: true; rules: ModelRule[] } | { ok: false; problem: string };

/** Without these there is no call, or its answer is read as what it is not. */
const undroppable: ReadonlySet<unknown> = new Set(['messages', 'model', 'stream']);
const listToDrop = `a list of field names, without ${[...undroppable].join(', ')}`;

/** Each field of a rule beside `match`, and what it has to be. */
const fields: Readonly<Record<string, { takes(value: unknown): boolean; wanted: string }>> = {
  drops: { takes: isListToDrop, wanted: listToDrop },
  effortByDefault: { takes: (value) => value === 'none', wanted: 'none' },
  dropsWhileReasoning: { takes: isListToDrop, wanted: listToDrop },
  renames: {
    takes: (value) => isObject(value) && isListOfNames(Object.values(value)),
    wanted: 'an object of field names by field name',
  },
  systemRole: {
    takes: (value) => value === 'system' || value === 'developer',
    wanted: 'system or developer',
  },
  ranges: {
    takes: (value) => isObject(value) && Object.values(value).every(isRange),
    wanted: 'an object of {"min", "max"} by field name',
  },
  responses: { takes: (value) => value === 'tools' || value === 'always', wanted: 'tools or always' },
};

/** An operator’s rules, as JSON. What is wrong is told by the rule’s number and its field. */
export function parseModelRules(json: string): ModelRulesReading {
  const list = parseJson(json);
  if (!Array.isArray(list)) return { ok: false, problem: 'The rules must be a JSON list.' };
  const rules: ModelRule[] = [];
  for (const [index, item] of list.entries()) {
    if (!isRule(item)) return { ok: false, problem: `Rule ${index + 1}: ${problemOf(item)}` };
    rules.push(item);
  }
  return { ok: true, rules };
}

function isRule(item: unknown): item is ModelRule {
  return problemOf(item) === undefined;
}

function problemOf(item: unknown): string | undefined {
  if (!isObject(item)) return 'must be an object.';
  const { match, ...rest } = item;
  if (typeof match !== 'string' || match === '') return 'match is missing.';
  if (!isPattern(match)) return 'match is not a regular expression.';
  return problemOfFields(rest);
}

function problemOfFields(rest: JsonObject): string | undefined {
  for (const [name, value] of Object.entries(rest)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!field) return `${name} is not a field of a rule.`;
    if (!field.takes(value)) return `${name} must be ${field.wanted}.`;
  }
  return undefined;
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
}

function isListOfNames(value: unknown): boolean {
  return Array.isArray(value) && value.every((name) => typeof name === 'string' && name !== '');
}

function isListToDrop(value: unknown): boolean {
  return Array.isArray(value) && isListOfNames(value) && !value.some((name) => undroppable.has(name));
}

function isRange(value: unknown): boolean {
  if (!isObject(value)) return false;
  return Object.entries(value).every(
    ([name, bound]) => (name === 'min' || name === 'max') && typeof bound === 'number',
  );
}
