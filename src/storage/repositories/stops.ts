import type { Selectable } from 'kysely';
import type { PlatformRepositories } from '../../control/ports.ts';
import { platformTenantId } from '../../kernel/ids.ts';
import type { StopRecord } from '../../kernel/stops.ts';
import type { ChangeLog } from '../change-log.ts';
import type { Tables } from '../database-tables.ts';
import type { TransactionExecutor } from '../transactions.ts';
import { pageOf } from './paging.ts';

export function stopRegister(trx: TransactionExecutor, log: ChangeLog): PlatformRepositories['stops'] {
  const touch = ({ id, tenantId }: StopRecord) =>
    log.touch({ kind: 'stop', tenantId: tenantId ?? platformTenantId, environment: '', id });
  return {
    list: async (page) => {
      const rows = await trx
        .selectFrom('stops')
        .selectAll()
        .$if(page.after !== undefined, (query) => query.where('id', '>', page.after ?? ''))
        .orderBy('id')
        .limit(page.limit + 1)
        .execute();
      return pageOf(rows, page, (row) => row.id, toStop);
    },
    find: async (id) => {
      const row = await trx.selectFrom('stops').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toStop(row);
    },
    insert: async (stop) => {
      touch(stop);
      await trx
        .insertInto('stops')
        .values({
          id: stop.id,
          tenant_id: stop.tenantId,
          environment: stop.environment,
          host: stop.host,
          credential_id: stop.credentialId,
          reason: stop.reason,
          created_at: new Date(stop.createdAt),
        })
        .execute();
    },
    delete: async (stop) => {
      touch(stop);
      await trx.deleteFrom('stops').where('id', '=', stop.id).execute();
    },
    findPlaceOfCredential: async (id) => {
      const row = await trx
        .selectFrom('credentials')
        .select(['tenant_id', 'environment'])
        .where('id', '=', id)
        // Whoever deletes it waits until this is committed, and then takes the stop along.
        .forKeyShare()
        .executeTakeFirst();
      return row && { tenantId: row.tenant_id, environment: row.environment };
    },
  };
}

export function toStop(row: Selectable<Tables['stops']>): StopRecord {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    environment: row.environment,
    host: row.host,
    credentialId: row.credential_id,
    reason: row.reason,
    createdAt: row.created_at.getTime(),
  };
}
