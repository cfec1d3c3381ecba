import { sql } from 'kysely';
import type { Executor } from './open-database.ts';

interface Opening {
  tenantId: string;
  record: string;
  version: number;
}

/** Which sealed keys were opened: noted in memory, since calls wait for them, and written down every few seconds. */
export class KeyOpenings {
  readonly #db: Executor;
  #noted = new Map<string, Opening & { day: string; opens: number; lastAt: string }>();

  constructor(db: Executor) {
    this.#db = db;
  }

  note({ tenantId, record, version }: Opening, at: number): void {
    const lastAt = new Date(at).toISOString();
    const day = lastAt.slice(0, 10);
    const key = `${tenantId} ${record} ${version} ${day}`;
    const opens = (this.#noted.get(key)?.opens ?? 0) + 1;
    this.#noted.set(key, { tenantId, record, version, day, opens, lastAt });
  }

  /** What could not be written down is noted for the next time. */
  async flush(): Promise<void> {
    if (this.#noted.size === 0) return;
    const noted = this.#noted;
    this.#noted = new Map();
    const rows = JSON.stringify([...noted.values()]);
    try {
      await sql`insert into key_opens (tenant_id, record, version, day, opens, last_at)
        select "tenantId", record, version, day, opens, "lastAt"
        from jsonb_to_recordset(${rows}::text::jsonb)
          as noted ("tenantId" text, record text, version integer, day date, opens bigint, "lastAt" timestamptz)
        where exists (select from tenants where id = "tenantId")
        order by 1, 2, 3, 4
        on conflict (tenant_id, record, version, day) do update
          set opens = key_opens.opens + excluded.opens, last_at = greatest(key_opens.last_at, excluded.last_at)`.execute(
        this.#db,
      );
    } catch (error) {
      for (const [key, { opens, ...opening }] of noted) {
        const since = this.#noted.get(key);
        this.#noted.set(key, { ...(since ?? opening), opens: opens + (since?.opens ?? 0) });
      }
      throw error;
    }
  }
}
