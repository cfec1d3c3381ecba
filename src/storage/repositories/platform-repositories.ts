import type { PlatformRepositories } from '../../control/ports.ts';
import { managedModelsEnvironment, platformTenantId } from '../../kernel/ids.ts';
import type { ChangeLog } from '../change-log.ts';
import type { TransactionExecutor } from '../transactions.ts';
import { platformCallLimitsRepository } from './call-limits.ts';
import { depositRegister } from './deposits.ts';
import { egressRuleRegister } from './egress-rules.ts';
import { featureRegister } from './features.ts';
import { incidentRepository } from './incidents.ts';
import { notificationRepository } from './notifications.ts';
import { pageOf } from './paging.ts';
import { personRepository, sessionRepository, signinLinkRepository } from './people.ts';
import { toTenant } from './records.ts';
import { serviceRequestRegister } from './service-request-register.ts';
import { stopRegister } from './stops.ts';
import { listTenantHealth } from './tenant-health.ts';
import { tenantQueueRegister } from './tenant-queues.ts';
import { usageRepository } from './usage.ts';

export function platformRepositories(trx: TransactionExecutor, log: ChangeLog): PlatformRepositories {
  return {
    tenants: tenantRegister(trx, log),
    features: featureRegister(trx, log),
    egressRules: egressRuleRegister(trx, log),
    stops: stopRegister(trx, log),
    callLimits: platformCallLimitsRepository(trx, log),
    queues: tenantQueueRegister(trx),
    listTenantHealth: (page, now) => listTenantHealth(trx, page, now),
    serviceRequests: serviceRequestRegister(trx),
    people: personRepository(trx, log),
    sessions: sessionRepository(trx),
    signinLinks: signinLinkRepository(trx),
    usage: usageRepository(trx, null),
    deposits: depositRegister(trx),
    incidents: incidentRepository(trx),
    notifications: notificationRepository(trx, {
      tenantId: platformTenantId,
      environment: managedModelsEnvironment,
    }),
  };
}

function tenantRegister(trx: TransactionExecutor, log: ChangeLog): PlatformRepositories['tenants'] {
  const touch = (id: string) => log.touch({ kind: 'tenant', tenantId: id, environment: '', id });
  return {
    list: async (page) => {
      const rows = await trx
        .selectFrom('tenants')
        .selectAll()
        .where('id', '<>', platformTenantId)
        .$if(page.after !== undefined, (query) => query.where('id', '>', page.after ?? ''))
        .orderBy('id')
        .limit(page.limit + 1)
        .execute();
      return pageOf(rows, page, (row) => row.id, toTenant);
    },
    find: async (id) => {
      const row = await trx.selectFrom('tenants').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toTenant(row);
    },
    insert: async (tenant, key) => {
      const buried = await trx
        .selectFrom('tombstones')
        .select('tenant_id')
        .where('tenant_id', '=', tenant.id)
        .executeTakeFirst();
      if (buried) return false;
      const inserted = await trx
        .insertInto('tenants')
        .values({
          id: tenant.id,
          name: tenant.name,
          plan: tenant.plan,
          administered_by: tenant.administeredBy,
          created_at: new Date(tenant.createdAt),
          updated_at: new Date(tenant.updatedAt),
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .executeTakeFirst();
      if (!inserted) return false;
      await trx
        .insertInto('tenant_keys')
        .values({ tenant_id: tenant.id, kek_version: key.kekVersion, wrapped: key.wrapped })
        .execute();
      touch(tenant.id);
      return true;
    },
    listWithKeptKeys: async (loweredUntil, page) => {
      const rows = await trx
        .selectFrom('tenants')
        .selectAll()
        .where('id', '<>', platformTenantId)
        .where('plan', '=', 'standard')
        .where('plan_lowered_at', '<=', new Date(loweredUntil))
        .where(({ exists, selectFrom }) =>
          exists(
            selectFrom('credential_secrets')
              .select('credential_secrets.field')
              .whereRef('credential_secrets.tenant_id', '=', 'tenants.id'),
          ),
        )
        .$if(page.after !== undefined, (query) => query.where('id', '>', page.after ?? ''))
        .orderBy('id')
        .limit(page.limit + 1)
        .execute();
      return pageOf(rows, page, (row) => row.id, toTenant);
    },
    auditHead: async (id) => {
      const row = await trx
        .selectFrom('audit')
        .select(['seq', 'hash'])
        .where('tenant_id', '=', id)
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && { seq: row.seq, hash: new Uint8Array(row.hash) };
    },
    delete: async ({ tenantId, deletedAt, line }) => {
      const buried = await trx
        .insertInto('tombstones')
        .values({ tenant_id: tenantId, deleted_at: new Date(deletedAt), line })
        .onConflict((conflict) => conflict.doNothing())
        .returning('tenant_id')
        .executeTakeFirst();
      if (!buried) return false;
      // Every table of the tenant's refers to this row and goes with it, the sealed key among them.
      await trx.deleteFrom('tenants').where('id', '=', tenantId).execute();
      touch(tenantId);
      return true;
    },
  };
}
