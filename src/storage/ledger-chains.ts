import { sql } from 'kysely';
import type { LedgerChains } from '../control/ledger-ports.ts';
import { uuidV7 } from '../kernel/ids.ts';
import type { LedgerCheckpoint, LedgerHead } from '../kernel/ledger.ts';
import type { Environment } from '../kernel/scope.ts';
import type { Executor } from './open-database.ts';
import { toLedgerCheckpoint, toLedgerRow } from './repositories/ledger.ts';
import { listTenantsAsking, notificationRepository } from './repositories/notifications.ts';
import { ownerTransaction, type TransactionExecutor } from './transactions.ts';

const checkpointKind = 'ledger.checkpoint';

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
    insertCheckpoints: (checkpoints, toFacts) =>
      ownerTransaction(db, async (trx) => {
        const inserted = await insertCheckpoints(trx, checkpoints);
        for (const checkpoint of await whoseIsAskedFor(trx, inserted)) {
          const { tenantId, environment, at } = checkpoint;
          const told = { tenantId, environment, id: uuidV7(at), kind: checkpointKind, at } as const;
          const facts = toFacts(checkpoint);
          await notificationRepository(trx, checkpoint).tell({ ...told, facts, subject: null, once: null });
        }
      }),
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
    findPlaceOfCall: async (requestId, { from, to }) => {
      const { rows } = await sql<{ tenant_id: string; environment: Environment }>`
        (select tenant_id, environment from attempts
          where at >= ${new Date(from)} and at < ${new Date(to)} and request_id = ${requestId} limit 1)
        union all
        (select tenant_id, environment from queued_calls where request_id = ${requestId} limit 1)`.execute(
        db,
      );
      const [row] = rows;
      return row && { tenantId: row.tenant_id, environment: row.environment };
    },
  };
}

/** Answers those that did not stand there already, of tenants that are still there. */
async function insertCheckpoints(
  trx: TransactionExecutor,
  checkpoints: readonly LedgerCheckpoint[],
): Promise<LedgerCheckpoint[]> {
  const each = <T>(value: (checkpoint: LedgerCheckpoint) => T) => sql.val(checkpoints.map(value));
  const { rows } = await sql<{ tenant_id: string; environment: Environment }>`
    insert into ledger_checkpoints (tenant_id, environment, seq, hash, at, key_id, signature, kind, kept_since)
    select tenant_id, environment, seq, decode(hash, 'hex'), at, key_id, decode(signature, 'hex'), kind, kept_since
    from unnest(${each(({ tenantId }) => tenantId)}::text[], ${each(({ environment }) => environment)}::text[],
      ${each(({ seq }) => seq)}::bigint[], ${each(({ hash }) => toHex(hash))}::text[],
      ${each(({ at }) => toIso(at))}::timestamptz[], ${each(({ keyId }) => keyId)}::text[],
      ${each(({ signature }) => toHex(signature))}::text[], ${each(({ kind }) => kind)}::text[],
      ${each(({ keptSince }) => (keptSince === null ? null : toIso(keptSince)))}::timestamptz[])
      as made (tenant_id, environment, seq, hash, at, key_id, signature, kind, kept_since)
    where exists (select from tenants where id = made.tenant_id)
    order by tenant_id, environment
    on conflict (tenant_id, environment, seq) do update set
      at = excluded.at, key_id = excluded.key_id, signature = excluded.signature, kind = excluded.kind,
      kept_since = excluded.kept_since
    where ledger_checkpoints.kind = 'periodic' and excluded.kind = 'retention'
      and ledger_checkpoints.hash = excluded.hash
    returning tenant_id, environment`.execute(trx);
  const inserted = new Set(rows.map((row) => `${row.tenant_id} ${row.environment}`));
  return checkpoints.filter(({ tenantId, environment }) => inserted.has(`${tenantId} ${environment}`));
}

/** Few tenants want to hear of each: whom nobody asks for is not looked at one by one. */
async function whoseIsAskedFor(
  trx: TransactionExecutor,
  checkpoints: readonly LedgerCheckpoint[],
): Promise<LedgerCheckpoint[]> {
  if (checkpoints.length === 0) return [];
  const asking = new Set(
    await listTenantsAsking(
      trx,
      checkpointKind,
      checkpoints.map(({ tenantId }) => tenantId),
    ),
  );
  return checkpoints.filter(({ tenantId }) => asking.has(tenantId));
}

const toHex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const toIso = (at: number) => new Date(at).toISOString();

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
