import { Secret } from '../kernel/secret.ts';

export interface ConfigProblem {
  variable: string;
  /** What is wrong. Never holds the value, of any variable: a secret may stand in the wrong one. */
  problem: string;
  expected: string;
}

export type Parsed<T> = { value: T } | { problem: string };

/**
 * Hands out raw settings and collects what is wrong with them, so that one start names every mistake. An empty
 * value counts as absent: compose files and charts write `NAME=` for what is not set.
 */
export class EnvironmentReader {
  readonly problems: ConfigProblem[] = [];
  readonly #env: Record<string, string | undefined>;

  constructor(env: Record<string, string | undefined>) {
    this.#env = env;
  }

  names(): string[] {
    return Object.keys(this.#env);
  }

  text(name: string): string | undefined {
    const text = this.#env[name]?.trim();
    return text === '' ? undefined : text;
  }

  has(name: string): boolean {
    return this.text(name) !== undefined;
  }

  isSetButEmpty(name: string): boolean {
    return this.#env[name] !== undefined && !this.has(name);
  }

  secret(name: string): Secret | null {
    const text = this.text(name);
    return text === undefined ? null : new Secret(text);
  }

  /** `fallback` is the default, and stands in for a wrong value until the problems end the start. */
  parse<T>(name: string, expected: string, fallback: T, parser: (text: string) => Parsed<T>): T {
    const text = this.text(name);
    if (text === undefined) return fallback;
    const parsed = parser(text);
    if ('value' in parsed) return parsed.value;
    this.report(name, parsed.problem, expected);
    return fallback;
  }

  report(variable: string, problem: string, expected: string): void {
    this.problems.push({ variable, problem, expected });
  }
}
