import type { JournalProgress } from '../budget-ports.ts';
import type { Spending } from './spending.ts';

interface Bucket {
  amounts: Map<Spending, number>;
  /** Once the journal is shipped up to here, the database knows of all of these. */
  mark: number;
}

const bucketsMax = 1_000;

/** What was used here since the database was last asked, in the order of the journal. */
export class Unsettled {
  #open = new Map<Spending, number>();
  #closed: Bucket[] = [];

  add(spending: Spending, amount: number): void {
    spending.pending += amount;
    this.#open.set(spending, (this.#open.get(spending) ?? 0) + amount);
  }

  /** Takes what was added so far together. Its attempts are written by the next turn of the event loop. */
  async close(progress: () => JournalProgress): Promise<void> {
    if (this.#open.size === 0) return;
    const amounts = this.#open;
    this.#open = new Map();
    await new Promise((resolve) => setImmediate(resolve));
    this.#closed.push({ amounts, mark: progress().written });
    if (this.#closed.length > bucketsMax) this.#joinOldest();
  }

  /** Those that the database knows by now. To be asked before it is. */
  takeShipped({ shipped }: JournalProgress): ReadonlyMap<Spending, number>[] {
    const known = this.#closed.filter(({ mark }) => mark <= shipped);
    this.#closed = this.#closed.filter(({ mark }) => mark > shipped);
    return known.map(({ amounts }) => amounts);
  }

  /** Where the database could not be asked after all. */
  putBack(taken: readonly ReadonlyMap<Spending, number>[]): void {
    this.#closed.unshift(...taken.map((amounts) => ({ amounts: new Map(amounts), mark: 0 })));
  }

  /** While the database is away for hours there are not more and more of them. */
  #joinOldest(): void {
    const [oldest, next] = this.#closed;
    if (!oldest || !next) return;
    for (const [spending, amount] of oldest.amounts) {
      next.amounts.set(spending, (next.amounts.get(spending) ?? 0) + amount);
    }
    this.#closed.shift();
  }
}
