import { sql } from 'kysely';
import { platformTenantId, uuidV7 } from '../kernel/ids.ts';
import type { WrappedTenantKey } from '../kernel/ports.ts';
import type { Executor } from './open-database.ts';
import { ownerTransaction } from './transactions.ts';

export interface Deployment {
  id: string;
  /** True on the very first boot of this database. */
  isNew: boolean;
  /** The rows come from another database than the one that last ran: a dump was restored, or a copy was made. */
  wasMoved: boolean;
}

/** What tells this database from a copy of it. A dump that is restored elsewhere brings the old one along. */
async function readIdentity(db: Executor): Promise<string> {
  const { rows } = await sql<{ identity: string }>`
    select system_identifier::text || '/' || (select oid from pg_database where datname = current_database())
      as identity
    from pg_control_system()`.execute(db);
  return rows[0]?.identity ?? '';
}

export async function findOrMakeDeployment(db: Executor, now: number): Promise<Deployment> {
  const identity = await readIdentity(db);
  const inserted = await db
    .insertInto('deployment')
    .values({ id: uuidV7(now), database_identity: identity })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  const row = await db.selectFrom('deployment').selectAll().executeTakeFirstOrThrow();
  return { id: row.id, isNew: inserted !== undefined, wasMoved: row.database_identity !== identity };
}

export async function confirmMove(db: Executor): Promise<void> {
  const identity = await readIdentity(db);
  await db.updateTable('deployment').set({ database_identity: identity }).execute();
}

/** The reserved tenant: what is the platform's own lies there, under a key of its own. */
export async function ensurePlatformTenant(
  db: Executor,
  makeKey: () => Promise<WrappedTenantKey>,
): Promise<void> {
  const existing = await db
    .selectFrom('tenant_keys')
    .select('tenant_id')
    .where('tenant_id', '=', platformTenantId)
    .executeTakeFirst();
  if (existing) return;
  const key = await makeKey();
  await ownerTransaction(db, async (trx) => {
    await trx
      .insertInto('tenants')
      .values({ id: platformTenantId, name: 'Platform', plan: 'enterprise', administered_by: 'operator' })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await trx
      .insertInto('tenant_keys')
      .values({ tenant_id: platformTenantId, kek_version: key.kekVersion, wrapped: key.wrapped })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
}

/** Sealed rows without their key are lost: a new key must never take the place of one that is only missing. */
export async function hasSealedRows(db: Executor): Promise<boolean> {
  const row = await db.selectFrom('kek_versions').select('version').limit(1).executeTakeFirst();
  return row !== undefined;
}

export async function listTombstoneLines(db: Executor): Promise<{ tenantId: string; line: string }[]> {
  const rows = await db.selectFrom('tombstones').selectAll().orderBy('deleted_at').execute();
  return rows.map((row) => ({ tenantId: row.tenant_id, line: row.line }));
}

export async function findTombstoneLine(db: Executor, tenantId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('tombstones')
    .select('line')
    .where('tenant_id', '=', tenantId)
    .executeTakeFirst();
  return row?.line;
}
