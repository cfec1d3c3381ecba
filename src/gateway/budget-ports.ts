import type { BudgetRecord } from '../kernel/budgets.ts';
import type { Owner } from '../kernel/records.ts';
import type { UsagePeriod } from '../kernel/usage.ts';

/** What budgets need of the journal, and of whoever tells people. */

/** How far the attempts of this process have come, counted in bytes of the journal. */
export interface JournalProgress {
  written: number;
  /** Up to here they are in the database. */
  shipped: number;
}

/** So many parts in a hundred of a budget are used. */
export interface BudgetNews {
  budget: BudgetRecord;
  period: UsagePeriod;
  percent: number;
}

/** What a call is counted by beside its caller. */
export interface Aim {
  owner: Owner;
  model: string;
  featureId: string | null;
}
