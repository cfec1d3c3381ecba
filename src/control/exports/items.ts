import type { ExportItem } from '../../kernel/exports.ts';
import { toAttemptAnswer } from '../answers/attempt.ts';
import { toAuditAnswer } from '../answers/audit.ts';
import type { ExportRows } from '../export-ports.ts';
import { toCheckpointFacts } from '../ledger/checkpoints.ts';

/** As the API answers the same rows. Of the audit log a tenant’s export takes what its environment shows. */
export function toItems(found: ExportRows, deploymentId: string, only: string | null): ExportItem[] {
  switch (found.stream) {
    case 'ledger':
      return found.rows.map((row) => ({
        stream: 'ledger',
        id: `ledger/${row.tenantId}/${row.environment}/${row.seq}`,
        tenant: row.tenantId,
        environment: row.environment,
        seq: row.seq,
        at: row.at,
        record: toAttemptAnswer(row),
      }));
    case 'audit':
      return found.rows
        .filter(({ environment }) => only === null || environment === null || environment === only)
        .map((row) => ({
          stream: 'audit',
          id: `audit/${row.tenantId}/${row.seq}`,
          tenant: row.tenantId,
          environment: row.environment,
          seq: row.seq,
          at: row.at,
          record: toAuditAnswer(row),
        }));
    case 'checkpoints':
      return found.rows.map((one) => ({
        stream: 'checkpoints',
        id: `checkpoint/${one.tenantId}/${one.environment}/${one.seq}/${one.kind}`,
        tenant: one.tenantId,
        environment: one.environment,
        seq: one.seq,
        at: one.at,
        record: { ...toCheckpointFacts(deploymentId, one) },
      }));
  }
}
