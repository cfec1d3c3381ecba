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

/**
 * One circuit and one budget of retries for each credential that failed; once it is changed, they begin anew. One that
 * always answered has nothing to remember, and there may be a hundred thousand of those.
 */
export class Circuits {
  readonly #clock: Clock;
  readonly #guarded = new Map<string, Guarded>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Undefined where nothing failed yet: then every call may go. */
  find({ id, secretVersion, updatedAt }: StandingCredential): Guarded | undefined {
    const held = this.#guarded.get(id);
    const isCurrent = held && held.secretVersion === secretVersion && held.updatedAt === updatedAt;
    return isCurrent ? held : undefined;
  }

  /** For a failure to be remembered. */
  of(credential: StandingCredential): Guarded {
    const held = this.find(credential);
    if (held) return held;
    const { id, tenantId, secretVersion, updatedAt } = credential;
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
