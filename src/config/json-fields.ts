import { isObject } from '../kernel/json-values.ts';
import type { EnvironmentReader } from './environment-reader.ts';

/**
 * Reads the fields of one JSON object and reports what is wrong with each by its place. JSON.parse's own messages
 * quote the text, so they are never passed on.
 */
export class JsonFields {
  readonly #reader: EnvironmentReader;
  readonly #variable: string;
  readonly #expected: string;
  readonly #path: string;
  readonly #fields: Record<string, unknown>;
  readonly #isObject: boolean;

  constructor(
    reader: EnvironmentReader,
    at: { variable: string; expected: string; path: string },
    fields: unknown,
  ) {
    this.#reader = reader;
    this.#variable = at.variable;
    this.#expected = at.expected;
    this.#path = at.path;
    this.#isObject = isObject(fields);
    this.#fields = isObject(fields) ? fields : {};
    if (!this.#isObject) this.#report(this.#path, 'is not an object');
  }

  refuse(name: string, problem: string): void {
    // That it is no object is said already; each of its missing fields would only repeat it.
    if (this.#isObject) this.#report(this.#pathOf(name), problem);
  }

  raw(name: string): unknown {
    return this.#fields[name];
  }

  text(name: string): string {
    const value = this.#fields[name];
    if (typeof value === 'string' && value.trim() !== '') return value;
    this.refuse(name, value === undefined ? 'is missing' : 'is not a text');
    return '';
  }

  textOr(name: string, fallback: string): string {
    return this.#fields[name] === undefined ? fallback : this.text(name);
  }

  textsOr(name: string, fallback: string[]): string[] {
    const value = this.#fields[name];
    if (value === undefined) return fallback;
    if (Array.isArray(value) && value.every((item) => typeof item === 'string' && item !== '')) return value;
    this.refuse(name, 'is not a list of texts');
    return fallback;
  }

  /** An object inside; an absent one reads as empty. */
  within(name: string): JsonFields {
    const at = { variable: this.#variable, expected: this.#expected, path: this.#pathOf(name) };
    return new JsonFields(this.#reader, at, this.#fields[name] ?? {});
  }

  entries(): [string, unknown][] {
    return Object.entries(this.#fields);
  }

  refuseUnknown(known: string[]): void {
    for (const name of Object.keys(this.#fields)) {
      // A name is shown only where it looks like one: a value may stand in its place.
      if (!known.includes(name))
        this.refuse(/^[a-z_]{1,24}$/.test(name) ? name : '(a field)', 'is not known');
    }
  }

  #pathOf(name: string): string {
    return this.#path === '' ? name : `${this.#path}.${name}`;
  }

  #report(path: string, problem: string): void {
    this.#reader.report(this.#variable, path === '' ? problem : `${path} ${problem}`, this.#expected);
  }
}

/** Undefined, and reported, when it is not JSON. */
export function parseJson(reader: EnvironmentReader, variable: string, expected: string): unknown {
  const text = reader.text(variable);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    reader.report(variable, 'is not JSON', expected);
    return undefined;
  }
}
