import { sql } from 'kysely';
import type { AuditEntry, AuditedAct } from '../control/ports.ts';
import { auditHash } from '../kernel/audit-hash.ts';
import { canonicalJson, genesisHash } from '../kernel/hash-chain.ts';
import { platformTenantId } from '../kernel/ids.ts';
import type { TransactionExecutor } from './transactions.ts';

export interface PendingAudit {
  tenantId: string;
  entry: AuditEntry;
}

/**
 * Appends to the tenants' chains inside the transaction of the change. The platform's own chain comes last: every
 * transaction takes the locks in that order, so no two can wait for each other.
 */
export async function appendAudit(
  trx: TransactionExecutor,
  act: AuditedAct,
  pending: readonly PendingAudit[],
  now: number,
): Promise<void> {
  const last = (audit: PendingAudit) => (audit.tenantId === platformTenantId ? 1 : 0);
  for (const { tenantId, entry } of pending.toSorted((a, b) => last(a) - last(b))) {
    await appendOne(trx, act, tenantId, entry, now);
  }
}

async function appendOne(
  trx: TransactionExecutor,
  act: AuditedAct,
  tenantId: string,
  entry: AuditEntry,
  now: number,
): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`plugboard.audit.${tenantId}`}, 0))`.execute(trx);
  const head = await trx
    .selectFrom('audit')
    .select(['seq', 'hash'])
    .where('tenant_id', '=', tenantId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  const row = {
    tenantId,
    seq: (head?.seq ?? 0) + 1,
    at: now,
    environment: entry.environment ?? null,
    actorKind: act.actor.kind,
    actorId: act.actor.id,
    actorRole: act.actor.role,
    requestId: act.requestId,
    action: entry.action,
    targetKind: entry.target.kind,
    targetId: entry.target.id,
    detail: canonicalJson(entry.detail ?? {}),
    previousHash: head ? new Uint8Array(head.hash) : genesisHash,
  };
  await trx
    .insertInto('audit')
    .values({
      tenant_id: row.tenantId,
      seq: row.seq,
      at: new Date(row.at),
      environment: row.environment,
      actor_kind: row.actorKind,
      actor_id: row.actorId,
      actor_role: row.actorRole,
      request_id: row.requestId,
      action: row.action,
      target_kind: row.targetKind,
      target_id: row.targetId,
      detail: row.detail,
      previous_hash: row.previousHash,
      hash: auditHash(row),
    })
    .execute();
}
