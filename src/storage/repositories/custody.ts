import { sql } from 'kysely';
import type { CustodyRepository } from '../../control/custody-ports.ts';
import type { Environment, Scope } from '../../kernel/scope.ts';
import type { TransactionExecutor } from '../transactions.ts';
import { toAuditRow } from './records.ts';

export function custodyRepository(trx: TransactionExecutor, scope: Scope): CustodyRepository {
  const { tenantId } = scope;
  const environment = scope.environment as Environment;
  return {
    listActs: async () => {
      const rows = await trx
        .selectFrom('audit')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('environment', '=', environment)
        .where('target_kind', '=', 'credential')
        .orderBy('seq')
        .execute();
      return rows.map(toAuditRow);
    },
    auditHead: async () => {
      const row = await trx
        .selectFrom('audit')
        .select(['seq', 'hash'])
        .where('tenant_id', '=', tenantId)
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && { seq: row.seq, hash: new Uint8Array(row.hash) };
    },
    listUses: async ({ from, to }) => {
      const rows = await trx
        .selectFrom('attempts')
        .where('tenant_id', '=', tenantId)
        .where('environment', '=', environment)
        .where('at', '>=', new Date(from))
        .where('at', '<', new Date(to))
        .where('owner', '=', 'own')
        .groupBy(['credential_id', 'credential_version'])
        .orderBy('credential_id')
        .orderBy('credential_version')
        .select(({ fn }) => [
          'credential_id',
          'credential_version',
          sql<number>`count(distinct request_id)`.as('calls'),
          fn.countAll<number>().as('attempts'),
          fn.min('at').as('first_at'),
          fn.max('at').as('last_at'),
          sql<string[]>`array_agg(distinct host order by host)`.as('hosts'),
        ])
        .execute();
      return rows.map((row) => ({
        credentialId: row.credential_id,
        version: row.credential_version,
        calls: Number(row.calls),
        attempts: Number(row.attempts),
        firstAt: row.first_at.getTime(),
        lastAt: row.last_at.getTime(),
        hosts: row.hosts,
      }));
    },
    listOpens: async () => {
      const prefix = `credential/${environment}/`;
      const rows = await trx
        .selectFrom('key_opens')
        .where('tenant_id', '=', tenantId)
        .where('record', 'like', `${prefix}%`)
        .groupBy(['record', 'version'])
        .orderBy('record')
        .orderBy('version')
        .select(({ fn }) => [
          'record',
          'version',
          fn.sum<number>('opens').as('opens'),
          fn.max('last_at').as('last_at'),
        ])
        .execute();
      return rows.map((row) => ({
        credentialId: row.record.slice(prefix.length),
        version: row.version,
        opens: Number(row.opens),
        lastAt: row.last_at.getTime(),
      }));
    },
  };
}
