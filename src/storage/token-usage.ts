import { sql } from 'kysely';
import { limits } from '../kernel/limits.ts';
import type { Executor } from './open-database.ts';
import { ownerTransaction } from './transactions.ts';

/** When tokens were last used: noted in memory on every call, written down for all of them every few seconds. */
export class TokenUsage {
  readonly #db: Executor;
  #used = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;

  constructor(db: Executor) {
    this.#db = db;
  }

  note(tokenId: string, at: number): void {
    this.#used.set(tokenId, at);
  }

  start(): void {
    this.#timer = setInterval(
      () => void this.flush().catch(() => undefined),
      limits.tokens.lastUsedFlushEveryMs,
    );
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async flush(): Promise<void> {
    if (this.#used.size === 0) return;
    const used = this.#used;
    this.#used = new Map();
    // As one parameter: a statement takes 65,535, and a hundred thousand tokens may be in use.
    const rows = JSON.stringify([...used].map(([id, at]) => ({ id, at: new Date(at).toISOString() })));
    await ownerTransaction(this.#db, (trx) =>
      sql`update tokens set last_used_at = used.at
          from jsonb_to_recordset(${rows}::jsonb) as used (id text, at timestamptz)
          where tokens.id = used.id and (tokens.last_used_at is null or tokens.last_used_at < used.at)`.execute(
        trx,
      ),
    );
  }
}
