import { sql } from 'kysely';
import type { LedgerChains } from '../control/ledger-ports.ts';
import type { LedgerHead } from '../kernel/ledger.ts';
import type { Environment } from '../kernel/scope.ts';
import type { Executor } from './open-database.ts';
import { toLedgerCheckpoint, toLedgerRow } from './repositories/ledger.ts';

/** The chains of all tenants, for what signs and verifies them. Row-level security does not bind it. */
export function createLedgerChains(db: Executor): LedgerChains {
  return {
    listHeads: async (of) => {
      const rows = await db
        .selectFrom('ledger_heads')
        .selectAll()
        .$if(of !== undefined, (query) => query.where('tenant_id', '=', of?.tenantId ?? ''))
        .$if(of?.environment !== undefined, (query) =>
          query.where('environment', '=', of?.environment ?? 'dev'),
        )
        .orderBy('tenant_id')
        .orderBy('environment')
        .execute();
      return rows.map(toHead);
    },
    listUnsignedHeads: async () => {
      const { rows } = await sql<HeadRow>`
        select head.tenant_id, head.environment, head.seq, head.hash from ledger_heads head
        where head.seq > 0 and not exists (
          select from ledger_checkpoints signed
          where signed.tenant_id = head.tenant_id and signed.environment = head.environment
            and signed.seq = head.seq)`.execute(db);
      return rows.map(toHead);
    },
    insertCheckpoint: async (checkpoint) => {
      await sql`insert into ledger_checkpoints (tenant_id, environment, seq, hash, at, key_id, signature, kind)
        select ${checkpoint.tenantId}, ${checkpoint.environment}, ${checkpoint.seq}, ${checkpoint.hash}::bytea,
          ${new Date(checkpoint.at)}, ${checkpoint.keyId}, ${checkpoint.signature}::bytea, ${checkpoint.kind}
        where exists (select from tenants where id = ${checkpoint.tenantId})
        on conflict do nothing`.execute(db);
    },
    readRows: async ({ tenantId, environment }, afterSeq, limit) => {
      const rows = await db
        .selectFrom('attempts')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('environment', '=', environment)
        .where('seq', '>', afterSeq)
        .orderBy('seq')
        .limit(limit)
        .execute();
      return rows.map(toLedgerRow);
    },
    readCheckpoints: async ({ tenantId, environment }) => {
      const rows = await db
        .selectFrom('ledger_checkpoints')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('environment', '=', environment)
        .orderBy('seq')
        .execute();
      return rows.map(toLedgerCheckpoint);
    },
  };
}

interface HeadRow {
  tenant_id: string;
  environment: Environment;
  seq: number;
  hash: Uint8Array;
}

function toHead(row: HeadRow): LedgerHead {
  const { tenant_id: tenantId, environment, seq, hash } = row;
  return { tenantId, environment, seq: Number(seq), hash: new Uint8Array(hash) };
}
