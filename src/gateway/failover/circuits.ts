import type { Clock } from '../../kernel/clock.ts';
import type { StandingCredential } from '../../snapshot/ports.ts';
import { Circuit } from './circuit.ts';
import { RetryBudget } from './retry-budget.ts';

interface Guarded {
  secretVersion: number;
  circuit: Circuit;
  budget: RetryBudget;
}

/** One circuit and one budget of retries for each credential that is in use; a new version begins anew. */
export class Circuits {
  readonly #clock: Clock;
  readonly #guarded = new Map<string, Guarded>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  of({ id, secretVersion }: StandingCredential): Guarded {
    const held = this.#guarded.get(id);
    if (held?.secretVersion === secretVersion) return held;
    const fresh = { secretVersion, circuit: new Circuit(this.#clock), budget: new RetryBudget() };
    this.#guarded.set(id, fresh);
    return fresh;
  }

  /** Whoever changed a credential wants it tried. */
  forget(id: string): void {
    this.#guarded.delete(id);
  }
}
