import { refuse } from '../providers/losses.ts';
import type { ModelRule } from '../providers/model-rule.ts';
import type { ChatExtras } from '../providers/provider.ts';

/** What a dialect could not say, and what it said otherwise. Told to the caller in headers, never kept silent. */
export class Losses implements ChatExtras {
  readonly #mayDrop: boolean;
  #lost: Set<string> | undefined;
  #adjusted: Set<string> | undefined;
  readonly family?: string;
  readonly rules: readonly ModelRule[];

  constructor(mayDrop: boolean, family: string | undefined, rules: readonly ModelRule[]) {
    this.rules = rules;
    this.#mayDrop = mayDrop;
    if (family !== undefined) this.family = family;
  }

  lose(param: string, why: string): void {
    if (!this.#mayDrop) refuse(param, why);
    this.#lost ??= new Set();
    this.#lost.add(param);
  }

  adjust(param: string): void {
    this.#adjusted ??= new Set();
    this.#adjusted.add(param);
  }

  toHeaders(): Record<string, string> {
    return {
      ...(this.#lost && { 'x-plugboard-dropped': listOf(this.#lost) }),
      ...(this.#adjusted && { 'x-plugboard-adjusted': listOf(this.#adjusted) }),
    };
  }
}

/** Names of fields are callers' text: only what a header may hold, and not more than a line of it. */
function listOf(names: ReadonlySet<string>): string {
  return [...names]
    .join(', ')
    .replace(/[^\x20-\x7e]/g, '?')
    .slice(0, 500);
}
