import { type RawBuilder, sql } from 'kysely';
import type { Executor } from './open-database.ts';
import { ownerTransaction } from './transactions.ts';

/** When things were last used: noted in memory on every call, written down for all of them every few seconds. */
export class LastUses<Used extends { id: string }> {
  readonly #db: Executor;
  readonly #write: (rows: string) => RawBuilder<unknown>;
  #used = new Map<string, Used & { at: number }>();

  constructor(db: Executor, write: (rows: string) => RawBuilder<unknown>) {
    this.#db = db;
    this.#write = write;
  }

  note(used: Used, at: number): void {
    this.#used.set(used.id, { ...used, at });
  }

  async flush(): Promise<void> {
    if (this.#used.size === 0) return;
    const used = this.#used;
    this.#used = new Map();
    // As one parameter: a statement takes 65,535, and a hundred thousand tokens may be in use.
    const rows = JSON.stringify(
      Array.from(used.values(), (one) => ({ ...one, at: new Date(one.at).toISOString() })),
    );
    await ownerTransaction(this.#db, (trx) => this.#write(rows).execute(trx));
  }
}

export type TokenUses = LastUses<{ id: string }>;

export const createTokenUses = (db: Executor): TokenUses =>
  new LastUses(
    db,
    (rows) => sql`update tokens set last_used_at = used.at
      from jsonb_to_recordset(${rows}::jsonb) as used (id text, at timestamptz)
      where tokens.id = used.id and (tokens.last_used_at is null or tokens.last_used_at < used.at)`,
  );

/**
 * `tenantId` is whose the credential is, and not who called. A credential's row is a wide one, and a minute is as
 * exactly as anybody asks.
 */
export const createCredentialUses = (db: Executor): LastUses<{ id: string; tenantId: string }> =>
  new LastUses(
    db,
    (rows) => sql`update credentials set last_used_at = used.at
      from jsonb_to_recordset(${rows}::jsonb) as used (id uuid, "tenantId" text, at timestamptz)
      where credentials.tenant_id = used."tenantId" and credentials.id = used.id
        and (credentials.last_used_at is null or credentials.last_used_at < used.at - interval '1 minute')`,
  );
