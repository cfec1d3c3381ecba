import type { AuditEntryBody } from '../../contract/audit.ts';
import type { AuditRow } from '../../kernel/records.ts';

/** As the API answers it, and as it is sent on. */
export function toAuditAnswer(row: AuditRow): AuditEntryBody {
  return {
    seq: row.seq,
    at: new Date(row.at).toISOString(),
    environment: row.environment,
    actor: { kind: row.actorKind, id: row.actorId, role: row.actorRole },
    action: row.action,
    target: { kind: row.targetKind, id: row.targetId },
    detail: JSON.parse(row.detail) as Record<string, unknown>,
    request_id: row.requestId,
    previous_hash: Buffer.from(row.previousHash).toString('hex'),
    hash: Buffer.from(row.hash).toString('hex'),
  };
}
