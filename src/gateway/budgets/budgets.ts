import { type BudgetRecord, type BudgetSum, type BudgetSums, isSpentBy } from '../../kernel/budgets.ts';
import type { Clock } from '../../kernel/clock.ts';
import { dayOf, startOfDay } from '../../kernel/days.ts';
import { PlugboardError } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import type { AttemptRecord } from '../../kernel/records.ts';
import type { BudgetScale } from '../../providers/prices/budget-scale.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { Aim, BudgetNews, JournalProgress } from '../budget-ports.ts';
import type { Admitted, InferenceCaller } from '../ports.ts';
import { type Spending, Spendings } from './spending.ts';
import { Unsettled } from './unsettled.ts';

interface BudgetParts {
  snapshot: Pick<Snapshot, 'budgets' | 'allBudgets'>;
  sums: BudgetSums;
  scale: BudgetScale;
  progress: () => JournalProgress;
  /** Told once for each part of a budget and each period; by each process, so that none has to be there. */
  tell: (news: BudgetNews) => Promise<void>;
  clock: Clock;
  unexpected: (error: unknown) => void;
}

const free: Admitted = { release: () => undefined };

/**
 * What may be spent, decided in memory. What this process used is counted at once; what others used comes with the sums
 * that the database is asked for every second, for budgets that calls come for. So all replicas together exceed a
 * budget by no more than what the others let through within the time that takes, and what was under way.
 */
export class Budgets {
  readonly #parts: BudgetParts;
  readonly #spendings = new Spendings();
  readonly #unsettled = new Unsettled();
  /** Which to ask for at the next look, with their tenants. */
  #due = new Map<string, string>();
  #timers: NodeJS.Timeout[] = [];
  #looking: Promise<void> | undefined;

  constructor(parts: BudgetParts) {
    this.#parts = parts;
  }

  /** Asks once for everything: what was spent before a restart stays spent. */
  async start(): Promise<void> {
    for (const budget of this.#parts.snapshot.allBudgets()) this.#ask(budget);
    await this.look();
    const { lookEveryMs, closeEveryMs } = limits.budgets;
    this.#timers = [
      setInterval(() => this.#lookSoon(), lookEveryMs),
      setInterval(() => void this.#unsettled.close(this.#parts.progress), closeEveryMs),
    ];
    for (const timer of this.#timers) timer.unref();
  }

  async stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    await this.#looking?.catch(() => undefined);
  }

  /** Throws `budget_exceeded` where one of the call’s hard budgets is spent. */
  check(caller: InferenceCaller, aim: Aim): void {
    this.#refuseSpent(this.#ofCall(caller, aim));
  }

  /** The same, and the call is under way from now on. */
  admit(caller: InferenceCaller, aim: Aim): Admitted {
    const standing = this.#ofCall(caller, aim);
    this.#refuseSpent(standing);
    const counted = standing.filter(({ budget }) => budget.measure === 'requests');
    if (counted.length === 0) return free;
    for (const { spending } of counted) spending.running += 1;
    let isReleased = false;
    return {
      release: () => {
        if (isReleased) return;
        isReleased = true;
        for (const { spending } of counted) spending.running -= 1;
      },
    };
  }

  spent(attempt: AttemptRecord): void {
    const budgets = this.#parts.snapshot.budgets(attempt.tenantId);
    if (budgets.length === 0) return;
    const day = dayOf(attempt.at);
    for (const budget of budgets) {
      if (!isSpentBy(budget, attempt)) continue;
      const spending = this.#now(budget);
      if (day < spending.period.first || day >= spending.period.end) continue;
      const { used } = this.#parts.scale.weigh(budget, toSum(attempt, day));
      if (used > 0) this.#unsettled.add(spending, used);
      this.#ask(budget);
    }
  }

  /** These are new, changed or gone; of a new amount other parts are used. */
  changed(budgets: readonly Pick<BudgetRecord, 'id' | 'tenantId'>[]): void {
    for (const budget of budgets) {
      this.#spendings.forgetTold(budget.id);
      this.#ask(budget);
    }
    this.#lookSoon();
  }

  /** Resolves once everything that changed so far is in force here. */
  async catchUp(): Promise<void> {
    await this.#looking?.catch(() => undefined);
    await this.look();
  }

  /** One at a time; whoever asks meanwhile waits for the one under way. */
  look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  #lookSoon(): void {
    this.look().catch((error) => {
      // That the database is away, others tell.
      if (!(error instanceof PlugboardError)) this.#parts.unexpected(error);
    });
  }

  async #look(): Promise<void> {
    const { progress, sums, scale } = this.#parts;
    await this.#unsettled.close(progress);
    const due = this.#due;
    if (due.size === 0) return;
    this.#due = new Map();
    const taken = this.#unsettled.takeShipped(progress());
    const asked = this.#standing(due);
    try {
      const found = await sums.sumUp(
        asked.map(({ budget, spending }) => ({ budget, period: spending.period })),
      );
      for (const amounts of taken) for (const [spending, amount] of amounts) spending.pending -= amount;
      for (const { budget, spending } of asked) {
        spending.stored = 0;
        for (const sum of found.get(budget.id) ?? []) spending.stored += scale.weigh(budget, sum).used;
      }
    } catch (error) {
      this.#unsettled.putBack(taken);
      for (const [id, tenantId] of due) this.#ask({ id, tenantId });
      throw error;
    }
    // What is in the journal and not yet in the database has to be asked for again.
    for (const { budget, spending } of asked) if (spending.pending > 0) this.#ask(budget);
    await this.#tellOf(asked);
  }

  /** Once the highest part that is reached: whoever hears of all of it need not hear of half of it. */
  async #tellOf(asked: readonly Standing[]): Promise<void> {
    for (const { budget, spending } of asked) {
      const reached = budget.notifyAt.filter((percent) => spending.used * 100 >= budget.amount * percent);
      const percent = Math.max(0, ...reached);
      if (percent <= spending.toldPercent) continue;
      try {
        await this.#parts.tell({ budget, period: spending.period, percent });
        spending.toldPercent = percent;
      } catch (error) {
        this.#ask(budget);
        this.#parts.unexpected(error);
      }
    }
  }

  #ofCall({ tenantId, environment, agentId }: InferenceCaller, { owner, model, featureId }: Aim): Standing[] {
    const budgets = this.#parts.snapshot.budgets(tenantId);
    if (budgets.length === 0) return none;
    const spender = { environment, agentId, featureId, modelName: model, owner };
    return budgets
      .filter((budget) => isSpentBy(budget, spender))
      .map((budget) => {
        // What others use of it counts here from the next look on.
        this.#ask(budget);
        return { budget, spending: this.#now(budget) };
      });
  }

  #refuseSpent(standing: readonly Standing[]): void {
    for (const { budget, spending } of standing) {
      if (budget.hard && spending.isSpent(budget)) throw toRefusal(budget, spending, this.#parts.clock());
    }
  }

  #ask({ id, tenantId }: Pick<BudgetRecord, 'id' | 'tenantId'>): void {
    this.#due.set(id, tenantId);
  }

  /** Those that there still are. */
  #standing(due: ReadonlyMap<string, string>): Standing[] {
    return [...due].flatMap(([id, tenantId]) => {
      const budget = this.#parts.snapshot.budgets(tenantId).find((one) => one.id === id);
      if (budget) return [{ budget, spending: this.#now(budget) }];
      this.#spendings.delete(id);
      return [];
    });
  }

  #now(budget: BudgetRecord): Spending {
    return this.#spendings.get(budget, dayOf(this.#parts.clock()));
  }
}

interface Standing {
  budget: BudgetRecord;
  spending: Spending;
}

const none: Standing[] = [];

function toRefusal(budget: BudgetRecord, { period }: Spending, now: number): PlugboardError {
  const resetsAt = startOfDay(period.end);
  const whose = budget.environment === null ? 'platform' : 'tenant';
  return new PlugboardError('budget_exceeded', {
    detail: `A budget that the ${whose} set is spent until ${new Date(resetsAt).toISOString()}.`,
    limitOwner: whose,
    retryAfterSeconds: Math.max(1, Math.ceil((resetsAt - now) / 1000)),
    resetsAt,
  });
}

function toSum(attempt: AttemptRecord, day: string): BudgetSum {
  return {
    provider: attempt.provider,
    model: attempt.modelName,
    day,
    calls: attempt.number === 1 ? 1 : 0,
    promptTokens: attempt.promptTokens ?? 0,
    completionTokens: attempt.completionTokens ?? 0,
    cachedTokens: attempt.cachedTokens ?? 0,
  };
}
