import type { Clock } from '../../kernel/clock.ts';
import type { ChangedKey, StandingCredential } from '../../snapshot/ports.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { Circuit } from './circuit.ts';
import { RetryBudget } from './retry-budget.ts';

export interface Guarded {
  tenantId: string;
  secretVersion: number;
  updatedAt: number;
  circuit: Circuit;
  budget: RetryBudget;
}

/** One circuit and one budget of retries for each credential that is in use; once it is changed, they begin anew. */
export class Circuits {
  readonly #clock: Clock;
  readonly #guarded = new Map<string, Guarded>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  of({ id, tenantId, secretVersion, updatedAt }: StandingCredential): Guarded {
    const held = this.#guarded.get(id);
    if (held?.secretVersion === secretVersion && held.updatedAt === updatedAt) return held;
    const circuit = new Circuit(this.#clock);
    const fresh = { tenantId, secretVersion, updatedAt, circuit, budget: new RetryBudget() };
    this.#guarded.set(id, fresh);
    return fresh;
  }

  /** Also where a check found the account well. That a circuit opened is no reason to close it. */
  drop(touched: readonly ChangedKey[] | 'all', snapshot: Snapshot): void {
    if (touched === 'all') {
      this.#guarded.clear();
      return;
    }
    for (const { kind, tenantId, environment, id } of touched) {
      if (kind === 'tenant') this.#dropTenant(id);
      if (kind !== 'credential' || !this.#guarded.has(id)) continue;
      const { credentials } = snapshot.pluggedIn(tenantId, environment);
      const status = credentials.find((one) => one.id === id)?.status;
      if (status === undefined || status === 'healthy' || status === 'untested') this.#guarded.delete(id);
    }
  }

  #dropTenant(tenantId: string): void {
    for (const [id, held] of this.#guarded) if (held.tenantId === tenantId) this.#guarded.delete(id);
  }
}
