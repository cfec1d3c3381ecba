import { type BudgetRecord, budgetPeriod } from '../../kernel/budgets.ts';
import type { UsagePeriod } from '../../kernel/usage.ts';

/** What is used of one budget in one period, as far as this process knows. */
export class Spending {
  readonly period: UsagePeriod;
  /** Undefined until the database was asked. */
  stored: number | undefined;
  /** Used here, and not yet in what the database said. */
  pending = 0;
  /** Calls under way whose first try has yet to be counted. */
  running = 0;
  /** The highest part in a hundred of which people were told, by this process. */
  toldPercent = 0;

  constructor(period: UsagePeriod) {
    this.period = period;
  }

  get used(): number {
    return (this.stored ?? 0) + this.pending;
  }

  /** Before the database was asked nothing is refused: it would be by half of what there is to know. */
  isSpent({ amount, measure }: BudgetRecord): boolean {
    if (this.stored === undefined) return false;
    return this.used + (measure === 'requests' ? this.running : 0) >= amount;
  }
}

/** By budget: that of the period which is now. */
export class Spendings {
  readonly #byId = new Map<string, Spending>();

  /** A new period begins with nothing; what still comes in of the old one goes to the old one. */
  get(budget: BudgetRecord, day: string): Spending {
    const known = this.#byId.get(budget.id);
    if (known && day >= known.period.first && day < known.period.end) return known;
    const fresh = new Spending(budgetPeriod(budget, day));
    // Of a period that has just begun the database knows nothing yet: no call has to wait to hear that.
    if (known && fresh.period.first === known.period.end) fresh.stored = 0;
    this.#byId.set(budget.id, fresh);
    return fresh;
  }

  forgetTold(id: string): void {
    const known = this.#byId.get(id);
    if (known) known.toldPercent = 0;
  }

  delete(id: string): void {
    this.#byId.delete(id);
  }
}
