import { chainHash } from './hash-chain.ts';
import type { AuditRow } from './records.ts';

/** What an audit row's hash covers: everything in it, and the row before. */
export function auditHash(row: Omit<AuditRow, 'hash'>): Uint8Array {
  return chainHash(row.previousHash, [
    row.tenantId,
    String(row.seq),
    new Date(row.at).toISOString(),
    row.environment ?? '',
    row.actorKind,
    row.actorId,
    row.actorRole,
    row.requestId,
    row.action,
    row.targetKind,
    row.targetId,
    row.detail,
  ]);
}
