import type { Selectable } from 'kysely';
import type { DepositRegister, DepositRepository } from '../../control/deposit-ports.ts';
import type { DepositRecord } from '../../kernel/deposits.ts';
import type { Scope } from '../../kernel/scope.ts';
import type { Tables } from '../database-tables.ts';
import { toJson } from '../to-json.ts';
import type { TransactionExecutor } from '../transactions.ts';
import { pageOf } from './paging.ts';

export function depositRepository(trx: TransactionExecutor, scope: Scope): DepositRepository {
  const { tenantId, environment } = scope;
  /** Links of a request are looked at across the environments that it is about. */
  const place = { tenant_id: tenantId, ...(environment !== 'every' && { environment }) };
  const mine = () => trx.selectFrom('deposits').where(({ and }) => and(place));
  /** Those that nothing has come of yet. */
  const pending = () =>
    trx
      .updateTable('deposits')
      .where(({ and }) => and(place))
      .where('received_at', 'is', null)
      .where('revoked_at', 'is', null);
  return {
    list: async (page) => {
      const rows = await mine()
        .selectAll()
        .$if(page.after !== undefined, (query) => query.where('id', '<', page.after ?? ''))
        .orderBy('id', 'desc')
        .limit(page.limit + 1)
        .execute();
      return pageOf(rows, page, (row) => row.id, toDeposit);
    },
    find: async (id) => {
      const row = await mine().where('id', '=', id).selectAll().executeTakeFirst();
      return row && toDeposit(row);
    },
    countOpen: async (now) => {
      const { open } = await mine()
        .where('received_at', 'is', null)
        .where('revoked_at', 'is', null)
        .where('expires_at', '>', new Date(now))
        .select(({ fn }) => fn.countAll<number>().as('open'))
        .executeTakeFirstOrThrow();
      return Number(open);
    },
    insert: async (record) => {
      await trx.insertInto('deposits').values(toRow(record)).execute();
    },
    noteOpened: async (id, at) => {
      const row = await pending()
        .where('id', '=', id)
        .where('opened_at', 'is', null)
        .set({ opened_at: new Date(at) })
        .returning('id')
        .executeTakeFirst();
      return row !== undefined;
    },
    noteTest: async (id, test) => {
      await pending()
        .where('id', '=', id)
        .set({ test: toJson(test) })
        .execute();
    },
    fill: async (id, received) => {
      // One statement decides: of two that fill the same one at once, the second finds it filled.
      const row = await pending()
        .where('id', '=', id)
        .where('expires_at', '>', new Date(received.at))
        .set({ received: toJson(received), received_at: new Date(received.at) })
        .returning('id')
        .executeTakeFirst();
      return row !== undefined;
    },
    revoke: async (id, at) => {
      const row = await pending()
        .where('id', '=', id)
        .set({ revoked_at: new Date(at) })
        .returning('id')
        .executeTakeFirst();
      return row !== undefined;
    },
    listOfRequest: async (serviceRequestId) => {
      const rows = await mine()
        .where('service_request_id', '=', serviceRequestId)
        .selectAll()
        .orderBy('id', 'desc')
        .execute();
      return rows.map(toDeposit);
    },
    revokeOfRequest: async (serviceRequestId, at) => {
      const rows = await pending()
        .where('service_request_id', '=', serviceRequestId)
        .set({ revoked_at: new Date(at) })
        .returning(['id', 'environment'])
        .execute();
      return rows;
    },
  };
}

export function depositRegister(trx: TransactionExecutor): DepositRegister {
  return {
    findByToken: async (tokenHash) => {
      const row = await trx
        .selectFrom('deposits')
        .selectAll()
        .where('token_hash', '=', tokenHash)
        .executeTakeFirst();
      return row && toDeposit(row);
    },
  };
}

function toRow(record: DepositRecord) {
  return {
    tenant_id: record.tenantId,
    environment: record.environment,
    id: record.id,
    token_hash: record.tokenHash,
    service_request_id: record.serviceRequestId,
    name: record.name,
    catalogue_id: record.catalogueId,
    variant: record.variant,
    settings: toJson(record.settings),
    origins: record.origins,
    model_name: record.modelName,
    replaces: record.replaces,
    created_by_kind: record.createdBy.kind,
    created_by_id: record.createdBy.id,
    created_at: new Date(record.createdAt),
    expires_at: new Date(record.expiresAt),
  };
}

function toDeposit(row: Selectable<Tables['deposits']>): DepositRecord {
  return {
    tenantId: row.tenant_id,
    environment: row.environment,
    id: row.id,
    tokenHash: new Uint8Array(row.token_hash),
    serviceRequestId: row.service_request_id,
    name: row.name,
    catalogueId: row.catalogue_id,
    variant: row.variant,
    settings: row.settings,
    origins: row.origins,
    modelName: row.model_name,
    replaces: row.replaces,
    createdBy: { kind: row.created_by_kind, id: row.created_by_id },
    createdAt: row.created_at.getTime(),
    expiresAt: row.expires_at.getTime(),
    openedAt: row.opened_at?.getTime() ?? null,
    revokedAt: row.revoked_at?.getTime() ?? null,
    test: row.test,
    received: row.received,
  };
}
