import { sql } from 'kysely';
import type { AuditReader, CheckpointStore, SigningKeyStore } from '../control/audit-ports.ts';
import type { TenantKeyStore, WrappedTenantKey } from '../kernel/ports.ts';
import type { Executor } from './open-database.ts';
import { toAuditRow, toCheckpoint } from './repositories/records.ts';
import { ownerTransaction } from './transactions.ts';

/** What runs across tenants by its nature: key wrapping, signing, verifying. Row-level security does not bind it. */

export function createTenantKeyStore(db: Executor): TenantKeyStore {
  return {
    findKey: async (tenantId) => {
      const row = await db
        .selectFrom('tenant_keys')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .executeTakeFirst();
      return row && toWrapped(row);
    },
    insertKeyIfAbsent: async (key) => {
      await db
        .insertInto('tenant_keys')
        .values({ tenant_id: key.tenantId, kek_version: key.kekVersion, wrapped: key.wrapped })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const row = await db
        .selectFrom('tenant_keys')
        .selectAll()
        .where('tenant_id', '=', key.tenantId)
        .executeTakeFirstOrThrow();
      return toWrapped(row);
    },
    replaceKey: async (key, fromVersion) => {
      const replaced = await db
        .updateTable('tenant_keys')
        .set({ kek_version: key.kekVersion, wrapped: key.wrapped, rewrapped_at: sql<Date>`now()` })
        .where('tenant_id', '=', key.tenantId)
        .where('kek_version', '=', fromVersion)
        .returning('tenant_id')
        .executeTakeFirst();
      return replaced !== undefined;
    },
    listKeysNotUnder: async (kekVersion, afterTenantId, limit) => {
      const rows = await db
        .selectFrom('tenant_keys')
        .selectAll()
        .where('kek_version', '<>', kekVersion)
        .where('tenant_id', '>', afterTenantId)
        .orderBy('tenant_id')
        .limit(limit)
        .execute();
      return rows.map(toWrapped);
    },
    countKeysByVersion: async () => {
      const rows = await db
        .selectFrom('tenant_keys')
        .select(({ fn }) => ['kek_version', fn.countAll<number>().as('keys')])
        .groupBy('kek_version')
        .execute();
      return Object.fromEntries(rows.map((row) => [row.kek_version, Number(row.keys)]));
    },
    listCanaries: async () => {
      const rows = await db.selectFrom('kek_versions').selectAll().orderBy('created_at').execute();
      return rows.map((row) => ({ kekVersion: row.version, wrapped: new Uint8Array(row.canary) }));
    },
    insertCanaryIfAbsent: async (canary) => {
      await db
        .insertInto('kek_versions')
        .values({ version: canary.kekVersion, canary: canary.wrapped })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    deleteCanaryIfUnused: async (kekVersion) => {
      try {
        const deleted = await db
          .deleteFrom('kek_versions')
          .where('version', '=', kekVersion)
          .returning('version')
          .executeTakeFirst();
        return deleted !== undefined;
      } catch (error) {
        // The reference from tenant_keys refuses it, whatever another replica writes at this moment.
        if ((error as { code?: string }).code === foreignKeyViolation) return false;
        throw error;
      }
    },
  };
}

const foreignKeyViolation = '23503';

function toWrapped(row: { tenant_id: string; kek_version: string; wrapped: Uint8Array }): WrappedTenantKey {
  return { tenantId: row.tenant_id, kekVersion: row.kek_version, wrapped: new Uint8Array(row.wrapped) };
}

export function createSigningKeyStore(db: Executor): SigningKeyStore {
  return {
    listSigningKeys: async () => {
      const rows = await db.selectFrom('signing_keys').selectAll().orderBy('created_at').execute();
      return rows.map((row) => ({
        keyId: row.key_id,
        publicKey: new Uint8Array(row.public_key),
        sealedPrivateKey: new Uint8Array(row.sealed_private_key),
      }));
    },
    insertFirstSigningKey: async (key) => {
      await ownerTransaction(db, async (trx) => {
        // Of several replicas that start together, one makes the key and the others find it.
        await sql`select pg_advisory_xact_lock(hashtextextended('plugboard.signing_keys', 0))`.execute(trx);
        const existing = await trx.selectFrom('signing_keys').select('key_id').executeTakeFirst();
        if (existing) return;
        await trx
          .insertInto('signing_keys')
          .values({
            key_id: key.keyId,
            public_key: key.publicKey,
            sealed_private_key: key.sealedPrivateKey,
          })
          .execute();
      });
    },
  };
}

export function createCheckpointStore(db: Executor): CheckpointStore {
  return {
    listUnsignedHeads: async (since) => {
      const { rows } = await sql<{ tenant_id: string; seq: number; hash: Uint8Array }>`
        select grown.tenant_id, head.seq, head.hash
        from (select distinct tenant_id from audit where at >= ${new Date(since)}) grown
        cross join lateral (
          select seq, hash from audit where audit.tenant_id = grown.tenant_id order by seq desc limit 1
        ) head
        where not exists (
          select from audit_checkpoints signed
          where signed.tenant_id = grown.tenant_id and signed.seq = head.seq)`.execute(db);
      return rows.map((row) => ({
        tenantId: row.tenant_id,
        seq: Number(row.seq),
        hash: new Uint8Array(row.hash),
      }));
    },
    insertCheckpoint: async (checkpoint) => {
      await db
        .insertInto('audit_checkpoints')
        .values({
          tenant_id: checkpoint.tenantId,
          seq: checkpoint.seq,
          hash: checkpoint.hash,
          at: new Date(checkpoint.at),
          key_id: checkpoint.keyId,
          signature: checkpoint.signature,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
  };
}

export function createAuditReader(db: Executor): AuditReader {
  return {
    listTenantIds: async () => {
      const rows = await db.selectFrom('tenants').select('id').orderBy('id').execute();
      return rows.map((row) => row.id);
    },
    readRows: async (tenantId, afterSeq, limit) => {
      const rows = await db
        .selectFrom('audit')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('seq', '>', afterSeq)
        .orderBy('seq')
        .limit(limit)
        .execute();
      return rows.map(toAuditRow);
    },
    readCheckpoints: async (tenantId) => {
      const rows = await db
        .selectFrom('audit_checkpoints')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .orderBy('seq')
        .execute();
      return rows.map(toCheckpoint);
    },
  };
}
